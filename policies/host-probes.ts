import {
  asRange,
  type ClusterDocument,
  definePolicy,
  factEvidence,
  indexPods,
  type Proposal,
  record,
  type Severity,
  type Violation,
  type Workload,
} from "../src/policy/define.ts";
import {
  type Dropping,
  describeDroppedProbes,
  findDropping,
  listRelatedPolicies,
  pointToPolicy,
  splitByNamespace,
} from "./lib/dropped-probes.ts";

export default definePolicy({
  id: "host-probes",
  title: "Admit health probes where a policy isolates enrolled pods",
  severity: "error",
  ambient: true,
  description:
    "Most engines exempt the kubelet's health probes from network policies by their source, the node. In ambient mode Istio gives these probes the source 169.254.7.127, which some engines then treat like any other address: a policy that isolates pods drops the probes unless it admits that address. Pods of the mesh that were healthy become unready and restart as soon as the policy or the mesh reaches them. This is measured for the Amazon VPC CNI and likely for Dataplane V2 of GKE, AKS' own Cilium, the policy controller of K3s, Terway, and OVN-Kubernetes that routes via the host.",
  remedy:
    "Apply a NetworkPolicy in that namespace with `podSelector: {}`, `policyTypes: [Ingress]` and `ingress: [{from: [{ipBlock: {cidr: 169.254.7.127/32}}]}]`.",
  links: [
    "https://istio.io/latest/docs/ambient/usage/networkpolicy/",
    "https://github.com/istio/istio/issues/56484",
    "https://github.com/aws/aws-network-policy-agent/issues/509",
  ],
  *check(cluster) {
    const engine = findEngine(cluster);
    const dropping = engine && findDropping(cluster);
    if (!engine || !dropping) return;
    const pods = indexPods(cluster);
    const fargate = cluster.facts.fargateNamespaces ?? [];
    for (const each of splitByNamespace(dropping)) {
      const { namespace } = each.first;
      if (!fargate.includes(namespace) && !isUnprobed(pods.workloadsIn(namespace))) yield reportHostProbes(cluster, each, engine);
    }
  },
});

/** The component that enforces network policies in a cluster and drops probes because of their source address. */
interface Engine {
  readonly name: string;
  readonly severity: Severity;
  /** A JSON pointer to the evidence for it. */
  readonly at: string | undefined;
}

/** Finds the engine. An installed Cilium is covered by another rule, and Calico admits probes from the node. */
function findEngine(cluster: ClusterDocument): Engine | undefined {
  const { installs, evidence } = cluster;
  if (installs.some(({ component }) => component === "cilium" || component === "calico")) return undefined;
  if (evidence.some(({ cni, strength }) => (cni === "cilium" || cni === "calico") && strength !== "weak")) return undefined;
  return findWrittenEngine(cluster) ?? findAutopilotEngine(cluster) ?? findOvnEngine(cluster) ?? findK3sEngine(cluster);
}

const written: Readonly<Record<string, Pick<Engine, "name" | "severity">>> = {
  "vpc-cni": { name: "The VPC CNI", severity: "error" },
  "dataplane-v2": { name: "Dataplane V2", severity: "warning" },
  "aks-cilium": { name: "AKS' own Cilium", severity: "warning" },
  terway: { name: "Terway", severity: "warning" },
};

function findWrittenEngine(cluster: ClusterDocument): Engine | undefined {
  const chart = cluster.installs.findIndex(({ component, effective }) => component === "aws-vpc-cni" && effective?.networkPolicy === true);
  if (chart !== -1) return { name: "The VPC CNI", severity: "error", at: `/installs/${chart}/effective/networkPolicy` };
  for (const { value, strength, at } of factEvidence(cluster, "networkPolicy")) {
    const known = written[value];
    if (known) return { ...known, at, severity: strength === "strong" ? known.severity : "warning" };
  }
  return undefined;
}

/** Autopilot clusters always have Dataplane V2: https://cloud.google.com/kubernetes-engine/docs/how-to/dataplane-v2 */
function findAutopilotEngine({ platform, evidence }: ClusterDocument): Engine | undefined {
  const index = evidence.findIndex(({ fact }) => fact === "gke-autopilot=true");
  return platform === "gke" && index !== -1 ? { name: "Dataplane V2", severity: "warning", at: `/evidence/${index}` } : undefined;
}

/** OVN-Kubernetes with routing via the host. Without that, probes fail regardless of policies. */
function findOvnEngine({ platform, evidence, resources }: ClusterDocument): Engine | undefined {
  if (platform !== "openshift" && !evidence.some(({ cni }) => cni === "ovn-kubernetes")) return undefined;
  const network = resources.findIndex(({ kind, object }) => {
    const ovn = record(record(record(object.spec).defaultNetwork).ovnKubernetesConfig);
    return kind === "Network" && record(ovn.gatewayConfig).routingViaHost === true;
  });
  const fact = evidence.findIndex((piece) => piece.fact === "routing-via-host=true");
  if (network === -1 && fact === -1) return undefined;
  return { name: "OVN-Kubernetes", severity: "warning", at: network === -1 ? `/evidence/${fact}` : `/resources/${network}` };
}

/** Network policies on K3s: https://docs.k3s.io/networking/networking-services#network-policy-controller */
function findK3sEngine({ platform, evidence }: ClusterDocument): Engine | undefined {
  const isOther = ({ fact, cni }: ClusterDocument["evidence"][number]) =>
    fact === "network-policy=none" || /^k3s-flannel=(none|unknown)$/.test(fact ?? "") || (cni !== null && cni !== "flannel");
  if (platform !== "k3s" || evidence.some(isOther)) return undefined;
  return { name: "The policy controller of K3s", severity: "warning", at: undefined };
}

/** Checks whether workloads are known and none of their pods has probes. */
function isUnprobed(workloads: readonly Workload[]): boolean {
  return workloads.length > 0 && workloads.every(({ probePorts }) => probePorts.length === 0);
}

const lower: Readonly<Record<Severity, Severity>> = { error: "warning", warning: "note", note: "note" };

function reportHostProbes(cluster: ClusterDocument, dropping: Dropping, { name, severity, at }: Engine): Violation {
  const { first, addresses, isOneOfTwo } = dropping;
  const ranges = addresses.map((address) => formatHostRange(address, cluster));
  const isLess = !first.isCertain || isOneOfTwo;
  return {
    at: pointToPolicy(first),
    severity: isLess ? lower[severity] : severity,
    message: `${name} enforces network policies here: ${describeDroppedProbes(first)}, and no policy admits health probes from ${ranges.map((range) => `\`${range}\``).join(" and ")}`,
    remedy: `Apply a NetworkPolicy in \`${first.namespace}\` with \`podSelector: {}\`, \`policyTypes: [Ingress]\` and \`ingress: [{from: [${ranges.map((range) => `{ipBlock: {cidr: "${range}"}}`).join(", ")}]}]\`.`,
    related: [...(at === undefined ? [] : [{ at, message: `${name} enforces network policies` }]), ...listRelatedPolicies(dropping)],
    fix: fixHostProbes(dropping, ranges),
  };
}

/** The VPC CNI's agent skips an IPv6 address without `::`: https://github.com/aws/aws-network-policy-agent/issues/509 */
function formatHostRange(address: string, { platform }: ClusterDocument): string {
  return platform === "eks" && address === "fd16:9254:7127:1337:ffff:ffff:ffff:ffff" ? "fd16:9254:7127:1337:ffff::/80" : asRange(address);
}

function fixHostProbes({ first }: Dropping, ranges: readonly string[]): Proposal {
  const policy = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "allow-ambient-hostprobes", namespace: first.namespace },
    spec: {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: ranges.map((cidr) => ({ ipBlock: { cidr } })) }],
    },
  };
  return { title: "Admit the probes' address", safe: false, changes: [{ add: policy, beside: first.policy.at }] };
}
