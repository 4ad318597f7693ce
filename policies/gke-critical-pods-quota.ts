import {
  type Change,
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type Resource,
  record,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";

const priorityClass = "system-node-critical";

export default definePolicy({
  id: "gke-critical-pods-quota",
  title: "Give node-critical pods a quota outside kube-system on GKE",
  severity: "error",
  platforms: ["gke"],
  description:
    "GKE admits pods of the priority classes `system-node-critical` and `system-cluster-critical` only into namespaces with a ResourceQuota scoped to that class; by default only kube-system has one. istio-cni and ztunnel are node-critical. In any other namespace their DaemonSets stay at 0 pods with the event `Error creating: insufficient quota to match these scopes: [{PriorityClass In [system-node-critical system-cluster-critical]}]`. A quota without a priority-class scope does not count. From 1.26, both charts make the quota themselves where the platform is `gke`.",
  remedy:
    "Set `global.platform: gke` on this chart (1.26 and later make the quota), or add a ResourceQuota to the namespace whose `scopeSelector` is `{scopeName: PriorityClass, operator: In, values: [system-node-critical]}`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default",
    "https://github.com/cilium/cilium/issues/13852",
  ],
  *check(cluster) {
    const zero = findZeroQuotas(cluster);
    yield* zero.values();
    for (const [namespace, indexes] of findNeedyInstalls(cluster)) {
      if (zero.has(namespace)) continue;
      const [first, ...others] = indexes.map((index) => ({ index, name: describeQuotaInstall(cluster.installs[index]) }));
      if (!first) continue;
      const idle = findUndeployedQuota(cluster, namespace);
      yield {
        at: `/installs/${first.index}/effective/resourceQuota`,
        message: `${first.name} runs node-critical pods in \`${namespace}\`, where no quota admits \`${priorityClass}\`${idle ? `; one exists in \`${idle.file}\`, and nothing deploys it` : ""}`,
        ...(idle
          ? { remedy: idle.remedy }
          : { remedy: writeGkeCriticalPodsQuotaRemedy(cluster, namespace, indexes), ...proposeQuota(cluster, namespace, indexes) }),
        related: [
          ...(idle?.related ?? []),
          ...others.map(({ index, name }) => ({
            at: `/installs/${index}/effective/resourceQuota`,
            message: `${name} needs the same quota`,
          })),
        ],
      };
    }
  },
});

/** Finds installs whose pods no quota admits, by namespace. */
function findNeedyInstalls(cluster: ClusterDocument): ReadonlyMap<string, readonly number[]> {
  const namespaces = new Map<string, number[]>();
  const admitted = new Map<string, boolean>();
  for (const [index, install] of cluster.installs.entries()) {
    const namespace = findNeedyNamespace(install);
    if (namespace === undefined) continue;
    const isFine = admitted.get(namespace) ?? isAdmitted(cluster, namespace);
    admitted.set(namespace, isFine);
    if (isFine) continue;
    const indexes = namespaces.get(namespace) ?? [];
    namespaces.set(namespace, indexes);
    indexes.push(index);
  }
  return namespaces;
}

/**
 * Finds quotas of zero pods, by the namespace of node-critical pods. A pod that one of them refuses is not admitted by any other
 * quota.
 */
function findZeroQuotas({ installs, resources }: ClusterDocument): ReadonlyMap<string, Violation> {
  const namespaces = new Set(installs.flatMap((install) => (isNodeCritical(install) ? (findNodeNamespace(install) ?? []) : [])));
  const found = new Map<string, Violation>();
  for (const [index, { kind, name, namespace, object }] of resources.entries()) {
    if (kind !== "ResourceQuota" || namespace === null || !namespaces.has(namespace) || found.has(namespace)) continue;
    if (!isZero(object) || !coversNodeCritical(object)) continue;
    found.set(namespace, {
      at: `/resources/${index}/object/spec/hard/pods`,
      message: `ResourceQuota \`${name}\` admits 0 pods of \`${priorityClass}\` to \`${namespace}\`, where istio-cni or ztunnel runs on each node`,
      remedy: "Raise `spec.hard.pods` to two pods a node at least.",
      fix: null,
    });
  }
  for (const [index, install] of installs.entries()) {
    const quota = record(install.effective?.resourceQuota);
    const namespace = findNodeNamespace(install);
    if (quota.pods !== 0 || namespace === undefined || found.has(namespace)) continue;
    found.set(namespace, {
      at: `/installs/${index}/effective/resourceQuota`,
      message: `${describeQuotaInstall(install)}'s chart makes a quota of 0 node-critical pods in \`${namespace}\`, where its own run on each node`,
      remedy: "Raise `resourceQuotas.pods` to two pods a node at least.",
      fix: null,
    });
  }
  return found;
}

function isNodeCritical({ component, effective }: Install): boolean {
  return (component === "cni" || component === "ztunnel") && effective?.priorityClassName === priorityClass;
}

function isZero(object: Resource["object"]): boolean {
  const { pods } = record(record(object.spec).hard);
  return pods === 0 || pods === "0";
}

/** Checks whether a quota counts node-critical pods; one without scopes counts all pods. */
function coversNodeCritical(object: Resource["object"]): boolean {
  const { scopes, scopeSelector } = (object.spec ?? {}) as QuotaSpec;
  const isForAll = (scopes ?? null) === null && (scopeSelector ?? null) === null;
  return isForAll || hasNodeCriticalScope(object);
}

/**
 * Writes the remedy. Moving ztunnel out of istiod's namespace is only a remedy if istiod trusts the new namespace; otherwise
 * ztunnel loses its certificates.
 */
function writeGkeCriticalPodsQuotaRemedy(cluster: ClusterDocument, namespace: string, indexes: readonly number[]): string {
  const concerned = indexes.flatMap((index) => cluster.installs[index] ?? []);
  const add = `add a ResourceQuota to \`${namespace}\` with \`scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [${priorityClass}]}]}\``;
  const [switchedOff] = concerned.flatMap(findQuotaSwitch);
  const ways = [
    ...(concerned.every(makesQuota)
      ? [`set \`global.platform: gke\` on ${concerned.length > 1 ? "these charts" : "this chart"}, which makes the quota`]
      : []),
    ...(switchedOff === undefined ? [] : [`remove \`${switchedOff}: false\``]),
    add,
    formatMove(cluster, concerned),
  ];
  const text = ways.join(", or ");
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

/** Checks whether a chart creates the quota when the platform is set. */
function makesQuota({ tool, version, platform }: Install): boolean {
  return tool === "helm" && platform !== "gke" && isInRange(version, ">=1.26");
}

/** Finds the key that turns off the quota of a chart with platform `gke`. */
function findQuotaSwitch({ platform, values }: Install): string[] {
  const paths = [
    ["resourceQuotas", "enabled"],
    ["cni", "resourceQuotas", "enabled"],
  ];
  return platform === "gke" ? paths.filter((path) => valueAt(values, path) === false).map((path) => path.join(".")) : [];
}

function formatMove({ installs }: ClusterDocument, concerned: readonly Install[]): string {
  const names = [...new Set(concerned.map(describeQuotaInstall))].join(" and ");
  const isTrusted = installs.some(({ effective }) => String(effective?.trustedNodeAccounts ?? "").includes("kube-system/ztunnel"));
  const isAlone = concerned.every(({ component }) => component === "cni");
  const trust = isAlone || isTrusted ? "" : " and set `pilot.trustedZtunnelNamespace: kube-system` on istiod";
  return `move ${names} to kube-system${trust}`;
}

/** From 1.26 on the charts create the quota if the platform is set; otherwise the fix adds the object. */
function proposeQuota({ installs }: ClusterDocument, namespace: string, indexes: readonly number[]): { readonly fix: Proposal } {
  const makeIt = indexes.every((index) => makesQuota(installs[index] as Install));
  const changes: Change[] = makeIt
    ? indexes.map((install) => ({ install, set: { "global.platform": "gke" } }))
    : [{ add: buildQuota(namespace), beside: `/installs/${indexes[0]}` }];
  return { fix: { title: makeIt ? "Set `global.platform: gke`" : `Add a ResourceQuota to \`${namespace}\``, safe: makeIt, changes } };
}

/** Source: https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke */
function buildQuota(namespace: string): Readonly<Record<string, unknown>> {
  const scopeSelector = { matchExpressions: [{ operator: "In", scopeName: "PriorityClass", values: [priorityClass] }] };
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "gcp-critical-pods", namespace },
    spec: { hard: { pods: 1000 }, scopeSelector },
  };
}

function describeQuotaInstall(install: Install | undefined): string {
  return install?.component === "cni" ? "istio-cni" : "ztunnel";
}

/** Finds the namespace in which an install's pods need a quota that the install does not create; undefined if this is not certain. */
function findNeedyNamespace(install: Install): string | undefined {
  const { component, effective, unknown } = install;
  if ((component !== "cni" && component !== "ztunnel") || effective === null) return undefined;
  const namespace = findNodeNamespace(install);
  if (namespace === undefined || namespace === "kube-system" || effective.priorityClassName !== priorityClass) return undefined;
  if (unknown.includes("/effective/resourceQuota")) return undefined;
  // Charts before 1.26 and rendered manifests have no such setting: a quota is a separate object.
  return (effective.resourceQuota ?? null) === null ? namespace : undefined;
}

function findNodeNamespace({ effective, namespace, unknown }: Install): string | undefined {
  if (unknown.includes("/namespace")) return undefined;
  const known = effective?.namespace ?? namespace;
  return typeof known === "string" && known !== "" ? known : undefined;
}

function isQuotaFor(namespace: string, resource: Resource): boolean {
  return (resource.namespace ?? namespace) === namespace && admitsNodeCritical(resource);
}

/** Finds an undeployed quota that would admit the pods. */
function findUndeployedQuota({ undeployed = [] }: ClusterDocument, namespace: string) {
  const index = undeployed.findIndex((resource) => isQuotaFor(namespace, resource));
  const file = undeployed[index]?.file;
  if (file === undefined) return undefined;
  const remedy = `List \`${file}\` (or its directory) in a kustomization that this cluster deploys.`;
  return { file, remedy, related: [{ at: `/undeployed/${index}`, message: "this quota admits them, and nothing deploys it" }] };
}

/** Checks whether some chart or file brings a quota to the namespace: one quota admits all its pods. */
function isAdmitted({ installs, resources }: ClusterDocument, namespace: string): boolean {
  if (resources.some((resource) => isQuotaFor(namespace, resource))) return true;
  const hasQuota = resources.some(({ kind, ...resource }) => kind === "ResourceQuota" && (resource.namespace ?? namespace) === namespace);
  const hasPlatform = installs.some(({ platform }) => platform === "gke");
  return installs.some((install) => {
    if (findNodeNamespace(install) !== namespace) return false;
    return bringsQuota(install) || isOtherRules(install) || (hasPlatform && !hasQuota && lacksPlatform(install));
  });
}

/** Checks whether an install brings a quota. A chart that fails to render counts, because that error must be fixed first. */
function bringsQuota({ effective, unknown, renderError }: Install): boolean {
  return (
    renderError !== null ||
    unknown.includes("/effective/resourceQuota") ||
    (effective !== null && (effective.resourceQuota ?? null) !== null)
  );
}

/**
 * Checks whether `gke-platform` reports the install: istio-cni without platform `gke`. Setting the platform also creates this
 * quota.
 */
function isOtherRules({ component, tool, version, platform, effective }: Install): boolean {
  const binDir = effective?.cniBinDir;
  if (component !== "cni" || tool !== "helm" || platform === "gke" || !isInRange(version, ">=1.26")) return false;
  return typeof binDir === "string" && binDir.replace(/\/$/, "") !== "/home/kubernetes/bin";
}

/**
 * Checks whether `platform-on-every-chart` reports the install: ztunnel without the platform that another chart has. Setting the
 * platform also creates this quota.
 */
function lacksPlatform({ component, tool, form, version, platform }: Install): boolean {
  return component === "ztunnel" && tool === "helm" && form !== "helm-values" && platform === null && isInRange(version, ">=1.26");
}

interface QuotaSpec {
  readonly scopes?: unknown;
  readonly scopeSelector?: { readonly matchExpressions?: unknown } | null;
}

interface ScopeTerm {
  readonly scopeName?: unknown;
  readonly operator?: unknown;
  readonly values?: unknown;
}

/**
 * Checks whether a quota admits node-critical pods. Kubernetes requires one with a priority-class scope that selects the pod; a
 * quota without scopes does not count.
 */
function admitsNodeCritical({ kind, object }: Resource): boolean {
  return kind === "ResourceQuota" && !isZero(object) && hasNodeCriticalScope(object);
}

function hasNodeCriticalScope(object: Resource["object"]): boolean {
  const spec = (object.spec ?? {}) as QuotaSpec;
  if (Array.isArray(spec.scopes) && spec.scopes.includes("PriorityClass")) return true;
  const terms: unknown = spec.scopeSelector?.matchExpressions;
  return Array.isArray(terms) && terms.some((term) => selectsNodeCritical((term ?? {}) as ScopeTerm));
}

/** Checks whether a scope selects node-critical pods. A class that is known only at deployment is `null` in the document. */
function selectsNodeCritical({ scopeName, operator, values }: ScopeTerm): boolean {
  if (scopeName !== "PriorityClass") return false;
  const names: readonly unknown[] = Array.isArray(values) ? values : [];
  if (operator === "NotIn") return !names.includes(priorityClass);
  return operator === "Exists" || names.includes(priorityClass) || names.includes(null);
}
