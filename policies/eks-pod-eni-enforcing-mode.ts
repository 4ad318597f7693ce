import { type ClusterDocument, definePolicy, isInRange, type Proposal, type Violation } from "../src/policy/define.ts";

export default definePolicy({
  id: "eks-pod-eni-enforcing-mode",
  title: "Run pod security groups in standard mode on EKS",
  severity: "error",
  platforms: ["eks"],
  ambient: true,
  description:
    "Istio gives the kubelet's health probes a link-local source address. With `ENABLE_POD_ENI=true`, pods that a SecurityGroupPolicy selects sit behind a branch network interface, and in the mode `strict`, the default, the VPC CNI sends all their traffic through the VPC, which drops link-local packets. Liveness and readiness probes of these pods time out once they join the mesh, and they end in CrashLoopBackOff. A rule in the security group does not help. From Istio 1.28.7, 1.29.3 and 1.30.0 the node agent routes the probes itself where `DISABLE_TCP_EARLY_DEMUX=true` is set on the VPC CNI, unless `AMBIENT_ENABLE_AWS_BRANCH_ENI_PROBE` turns that off.",
  remedy:
    "Set `POD_SECURITY_GROUP_ENFORCING_MODE=standard` on the VPC CNI (`kubectl set env daemonset aws-node -n kube-system POD_SECURITY_GROUP_ENFORCING_MODE=standard`, or `env` in the add-on's configuration values), and replace the pods.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#amazon-elastic-kubernetes-service-eks",
    "https://github.com/istio/istio/issues/53105",
    "https://github.com/aws/amazon-vpc-cni-k8s/issues/3557",
    "https://github.com/istio/istio/pull/59778",
  ],
  *check(cluster) {
    const podEni = listSettings(cluster, "enablePodEni", "enable-pod-eni");
    const modes = listSettings(cluster, "enforcingMode", "pod-security-group-enforcing-mode");
    const on = podEni.find(({ value }) => value === "true");
    if (!on || modes.some(({ value }) => value !== "strict")) return;
    yield reportEnforcingMode(cluster, on, modes[0]);
  },
});

/** A setting of the VPC CNI that the repository sets; `value` is null if it is unknown. */
interface Setting {
  readonly value: string | null;
  readonly at: string;
}

function listSettings(cluster: ClusterDocument, name: string, fact: string): Setting[] {
  const found: Setting[] = [];
  for (const [index, { component, effective, unknown, origins }] of cluster.installs.entries()) {
    // A chart default is not set by the repository.
    if (component !== "aws-vpc-cni" || origins[name]?.by.startsWith("chart default")) continue;
    const at = `/installs/${index}/effective/${name}`;
    const value = effective?.[name] ?? null;
    if (unknown.includes(`/effective/${name}`)) found.push({ value: null, at });
    else if (value !== null && value !== "") found.push({ value: String(value), at });
  }
  for (const [index, evidence] of cluster.evidence.entries()) {
    if (evidence.fact?.startsWith(`${fact}=`)) found.push({ value: evidence.fact.slice(fact.length + 1), at: `/evidence/${index}` });
  }
  return found;
}

function reportEnforcingMode(cluster: ClusterDocument, on: Setting, mode: Setting | undefined): Violation {
  const policies = [...cluster.resources.entries()].filter(([, { kind }]) => kind === "SecurityGroupPolicy");
  const selected = policies
    .slice(0, 3)
    .map(([index]) => ({ at: `/resources/${index}`, message: "this policy gives pods a security group" }));
  const fix = fixEksPodEniEnforcingMode(cluster, on);
  const severity = chooseEksPodEniEnforcingModeSeverity(cluster, policies.length > 0);
  const effect =
    severity === "note"
      ? "probes of ambient pods rely on istio-cni, which routes them itself in this version; with `standard` they need not"
      : "probes of ambient pods fail; it must be `standard`";
  return {
    at: (mode ?? on).at,
    message: `Pod ENI is on and \`POD_SECURITY_GROUP_ENFORCING_MODE\` ${mode ? "is" : "defaults to"} \`strict\`: ${effect}`,
    remedy: `Set \`POD_SECURITY_GROUP_ENFORCING_MODE\` to \`standard\` ${mode ? "here" : "beside `ENABLE_POD_ENI`"}, and replace the pods.`,
    related: [...selected, ...(mode ? [{ at: on.at, message: "pod ENI is turned on here" }] : [])],
    severity,
    ...(fix && { fix }),
  };
}

/** Proposes the setting in the chart's values. Scripts and add-ons write it in too many ways to edit. */
function fixEksPodEniEnforcingMode({ installs }: ClusterDocument, on: Setting): Proposal | undefined {
  const install = Number(/^\/installs\/(\d+)/.exec(on.at)?.[1]);
  if (installs[install]?.tool !== "helm") return undefined;
  const set = { "env.POD_SECURITY_GROUP_ENFORCING_MODE": "standard" };
  return { title: "Set `POD_SECURITY_GROUP_ENFORCING_MODE: standard`", changes: [{ install, set }] };
}

function chooseEksPodEniEnforcingModeSeverity(cluster: ClusterDocument, hasPolicy: boolean): "error" | "warning" | "note" {
  const agents = cluster.installs.filter(({ component }) => component === "cni" || component === "ambient");
  const routesProbes =
    agents.length > 0 && agents.every(({ version, effective }) => mayRouteProbes(version) && effective?.awsBranchEniProbe !== false);
  if (routesProbes && isEarlyDemuxDisabled(cluster)) return "note";
  return hasPolicy ? "error" : "warning";
}

/** Checks whether a version may route probes; a version that is known only at deployment may. */
function mayRouteProbes(version: string | null): boolean {
  return version === null || fixed.some((range) => isInRange(version, range));
}

/** Checks whether early demux is disabled. In the chart it is a variable of the init container. */
function isEarlyDemuxDisabled({ installs, evidence }: ClusterDocument): boolean {
  if (evidence.some(({ fact }) => fact === "tcp-early-demux-disabled=true")) return true;
  return installs.some(({ component, values }) => {
    const { init } = values as { readonly init?: { readonly env?: Readonly<Record<string, unknown>> | null } | null };
    return component === "aws-vpc-cni" && String(init?.env?.DISABLE_TCP_EARLY_DEMUX) === "true";
  });
}

const fixed = [">=1.28.7 <1.29", ">=1.29.3 <1.30", ">=1.30"];
