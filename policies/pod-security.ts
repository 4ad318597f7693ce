import {
  type ClusterDocument,
  definePolicy,
  factEvidence,
  isNamespaceUnknown,
  type LabelledNamespace,
  labelledNamespaces,
  type RelatedPointer,
  type Severity,
  type Violation,
} from "../src/policy/define.ts";

const label = "pod-security.kubernetes.io/enforce";

export default definePolicy({
  id: "pod-security",
  title: "Enforce Pod Security privileged where istio-cni and ztunnel run",
  severity: "error",
  description:
    'istio-cni and ztunnel mount directories of the node and need capabilities such as `NET_ADMIN` and `SYS_ADMIN`, which Pod Security admits at the level `privileged` only. In a namespace that enforces `baseline` or `restricted` their DaemonSets stay at 0 pods, with events such as `violates PodSecurity "baseline:latest": non-default capabilities …, hostPath volumes`. A namespace without a label enforces the cluster\'s default: `privileged` mostly, but `baseline` outside kube-system on Talos, and `restricted` on RKE2 with a CIS profile. What is said of RKE2 is taken from its documentation and was not tried on a cluster; istiod itself needs no such label.',
  remedy:
    "Label the Namespace `pod-security.kubernetes.io/enforce: privileged`: in its own manifest, in `managedNamespaceMetadata.labels` of an Argo CD Application, or with `kubectl label namespace`. Or install into kube-system, and set `pilot.trustedZtunnelNamespace: kube-system` on istiod.",
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/pod-security-admission/",
    "https://www.talos.dev/latest/kubernetes-guides/configuration/pod-security/",
    "https://docs.rke2.io/security/pod_security_standards",
    "https://github.com/deployKF/deployKF/issues/246",
    "https://github.com/istio/istio/issues/42055",
  ],
  *check(cluster) {
    const namespaces = labelledNamespaces(cluster);
    for (const [name, indexes] of findNodeAgents(cluster)) {
      const objects = namespaces.filter((namespace) => namespace.name === name);
      const found = objects.map((namespace) => reportWrittenNamespace(cluster, namespace, indexes));
      const [violation] = objects.length === 0 ? [reportCreatedNamespace(cluster, name, indexes)] : found;
      if (violation && (found.every(Boolean) || objects.length === 0))
        yield { ...violation, related: [...(violation.related ?? []), ...listAgents(cluster, indexes)] };
    }
  },
});

/** Finds the installs that run on every node, by namespace. */
function findNodeAgents({ installs }: ClusterDocument): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { component, namespace, effective }] of installs.entries()) {
    const own = effective?.namespace ?? namespace;
    if (!["cni", "ztunnel", "ambient"].includes(component) || typeof own !== "string") continue;
    found.set(own, [...(found.get(own) ?? []), index]);
  }
  return found;
}

function listAgents({ installs }: ClusterDocument, indexes: readonly number[]): RelatedPointer[] {
  return indexes.map((index) => ({
    at: `/installs/${index}`,
    message: `${nameSecuredChart(installs[index]?.component)} is installed into it`,
  }));
}

function nameSecuredChart(component: string | undefined): string {
  return { cni: "istio-cni", ambient: "the chart `ambient`" }[component ?? ""] ?? "ztunnel";
}

function reportWrittenNamespace(cluster: ClusterDocument, namespace: LabelledNamespace, indexes: readonly number[]): Violation | undefined {
  const { name, labels, resource } = namespace;
  const written = labels[label];
  const agents = enumerate(cluster, indexes);
  const at = `/resources/${resource}/object/metadata/labels/${label.replace("/", "~1")}`;
  const fix = {
    title: `Label the Namespace \`${label}: privileged\``,
    // Other pods in the namespace would be admitted as well.
    safe: name.startsWith("istio"),
    changes: [{ resource, set: { [`/metadata/labels/${label.replace("/", "~1")}`]: "privileged" } }],
  };
  if (written === "baseline" || written === "restricted") {
    return { at, message: `Namespace \`${name}\` enforces Pod Security \`${written}\`, which refuses the pods of ${agents}`, fix };
  }
  const fallback = typeof written === "string" ? undefined : findDefault(cluster, name);
  if (!fallback) return undefined;
  return {
    at,
    severity: fallback.severity,
    message: `Namespace \`${name}\` has no label \`${label}\`, so ${fallback.reason}, which refuses the pods of ${agents}`,
    related: fallback.related,
    fix,
  };
}

/** Reports namespaces that an install creates, because they have no labels. */
function reportCreatedNamespace(cluster: ClusterDocument, name: string, indexes: readonly number[]): Violation | undefined {
  const creator = cluster.installs.findIndex(({ namespace, client }) => namespace === name && client?.createNamespace === true);
  const fallback = findDefault(cluster, name);
  if (creator === -1 || !fallback || isNamespaceUnknown(cluster, name)) return undefined;
  return {
    at: `/installs/${creator}/client/createNamespace`,
    severity: "warning",
    message: `Namespace \`${name}\` is created without the label \`${label}\`, so ${fallback.reason}, which refuses the pods of ${enumerate(cluster, indexes)}`,
    remedy: writeCreationRemedy(cluster.installs[creator]?.client?.program, name),
    related: fallback.related,
    fix: null,
  };
}

function writeCreationRemedy(program: string | undefined, name: string): string {
  if (program === "argocd")
    return `Set \`spec.syncPolicy.managedNamespaceMetadata.labels\` to \`{${label}: privileged}\` in this Application.`;
  if (program === "helm")
    return `Run \`kubectl label namespace ${name} ${label}=privileged --overwrite\` before this command, or apply a Namespace with that label.`;
  return `Deploy a Namespace \`${name}\` with the label \`${label}: privileged\` beside this install.`;
}

interface Fallback {
  readonly severity: Severity;
  /** The level that the namespace enforces, and the reason. */
  readonly reason: string;
  readonly related: readonly RelatedPointer[];
}

/** Finds the level of a namespace without a label, if it is not `privileged`. */
function findDefault(cluster: ClusterDocument, name: string): Fallback | undefined {
  const { platform, platformStrength, facts } = cluster;
  const { podSecurityDefault: level, podSecurityExempt: exempt } = facts;
  if (facts.unknown.includes("podSecurityDefault") || facts.unknown.includes("podSecurityExempt")) return undefined;
  if (name === "kube-system" || exempt?.includes(name) || level === "privileged") return undefined;
  const related = factEvidence(cluster, "podSecurityDefault").map(({ at }) => ({ at, message: "the default is decided here" }));
  if (platform === "talos") {
    const isSeen = level !== undefined && exempt === undefined && platformStrength === "strong";
    return { severity: isSeen ? "error" : "warning", reason: `Talos enforces \`${level ?? "baseline"}\` there`, related };
  }
  const isExempt = name === "cis-operator-system" || name === "tigera-operator";
  if (platform !== "rke2" || level !== "restricted" || isExempt) return undefined;
  return { severity: "warning", reason: "RKE2 with a CIS profile enforces `restricted` there", related };
}

function enumerate({ installs }: ClusterDocument, indexes: readonly number[]): string {
  return [...new Set(indexes.map((index) => nameSecuredChart(installs[index]?.component)))].join(" and ");
}
