import {
  type ClusterDocument,
  covers,
  type Direction,
  definePolicy,
  enrolledNamespaces,
  isForNamespace,
  isForPort,
  type KnownNamespace,
  meshNamespaces,
  type PodPolicy,
  type Proposal,
  podPolicies,
  selects,
  type TrafficRule,
  type Violation,
  type Workload,
  workloadsOf,
} from "../src/policy/define.ts";
import { isForGateways } from "./lib/gateway-pods.ts";

const port = 15008;

export default definePolicy({
  id: "hbone-port",
  title: "Admit port 15008 in network policies of ambient pods",
  severity: "warning",
  ambient: true,
  description:
    "Between pods of an ambient mesh, traffic travels through a tunnel to TCP port 15008 of the receiving pod, whatever port the application listens on. A network policy that only admits the application's port drops the tunnel, on its way in as on its way out: callers in the mesh get connection timeouts, while callers outside it still work, and ztunnel logs that a policy may block port 15008.",
  remedy: "Add `- port: 15008` with `protocol: TCP` to the ports of that rule, beside the application's own.",
  links: [
    "https://istio.io/latest/docs/ambient/usage/networkpolicy/",
    "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    "https://github.com/istio/istio/issues/52742",
  ],
  *check(cluster) {
    const policies = podPolicies(cluster);
    const isOnFargate = (name: string) => cluster.facts.fargateNamespaces?.includes(name) ?? false;
    const enrolled = enrolledNamespaces(cluster).filter(({ name }) => !isOnFargate(name));
    const workloads = workloadsOf(cluster);
    for (const policy of policies) {
      if (isForGateways(policy, cluster)) continue;
      const namespaces = meshNamespaces(policy, enrolled).filter((namespace) => hasCapturedPods(policy, namespace, workloads));
      for (const side of ["ingress", "egress"] as const) {
        const namespace = namespaces.find((each) => dropsTunnel({ policy, policies, namespace: each, cluster }, side));
        if (namespace) yield violationOf(policy, side, namespace);
      }
    }
  },
});

type Side = "ingress" | "egress";

interface Judged {
  readonly policy: PodPolicy;
  readonly policies: readonly PodPolicy[];
  readonly namespace: KnownNamespace;
  readonly cluster: ClusterDocument;
}

/** Whether pods are known to be left that are in the mesh: opted out are those that say so themselves. */
function hasCapturedPods({ pods }: PodPolicy, { name }: KnownNamespace, workloads: readonly Workload[]): boolean {
  const own = workloads.filter(({ namespace, labels }) => namespace === name && selects(pods, labels));
  return own.length === 0 || own.some(({ isCaptured }) => isCaptured);
}

/** Whether a policy admits traffic of the mesh to its pods (or from them), and neither it nor another one of theirs the tunnel. */
function dropsTunnel({ policy, policies, namespace, cluster }: Judged, side: Side): boolean {
  const own = policy[side];
  if (!own.isolates || rulesOf(own, side).length === 0) return false;
  if (hasUnknownNeighbours(cluster, namespace.name)) return false;
  const together = policies.filter((other) => isForNamespace(other, namespace) && covers(other.pods, policy.pods));
  return !together.some((other) => other[side].admits.some(admitsTunnel));
}

/** Policies that cannot be read may admit anything. */
function hasUnknownNeighbours({ resources }: ClusterDocument, namespace: string): boolean {
  return resources.some(({ kind, namespace: own, unknown = [] }) => {
    return kind.endsWith("NetworkPolicy") && (own === null || own === namespace) && unknown.some((pointer) => pointer.startsWith("/spec"));
  });
}

/** What only the kubelet's probes come from carries no tunnel. */
function admitsTunnel(rule: TrafficRule): boolean {
  return !isForProbesOnly(rule) && isForPort(rule, port) === true;
}

function isForProbesOnly({ peers }: TrafficRule): boolean {
  const isProbes = (range: string) => /^(169\.254\.|fd16:9254:)/i.test(range);
  return peers !== null && peers.length > 0 && peers.every((peer) => peer.kind === "range" && isProbes(peer.range));
}

/** The rules that traffic of the mesh would go by, on ports that are its own. */
function rulesOf({ admits }: Direction, side: Side): readonly TrafficRule[] {
  return admits.filter((rule) => {
    if (rule.ports === null || rule.layer7 !== undefined || isForProbesOnly(rule)) return false;
    const isNamed = rule.peers === null || rule.peers.some(({ kind }) => kind === "pods" || (kind === "range" && side === "ingress"));
    const isOther = ({ protocol, first, last }: { protocol: string; first: unknown; last: unknown }) =>
      protocol.toUpperCase() === "TCP" && !(first === 53 && last === 53);
    return isNamed && rule.ports.some(isOther);
  });
}

function violationOf(policy: PodPolicy, side: Side, { name }: KnownNamespace): Violation {
  const direction = policy[side];
  const of = name === "" ? "" : ` of \`${name}\``;
  const traffic = side === "ingress" ? `traffic to ambient pods${of}` : `traffic from ambient pods${of}`;
  return {
    at: direction.at,
    message: `${policy.kind} \`${policy.name}\` admits ${traffic}, but not on TCP port \`${port}\`, which carries it`,
    remedy: `Add ${items[policy.engine]} to the ports of that rule, beside the application's own.`,
    fix: fixOf(policy, side),
  };
}

const items = {
  kubernetes: "`- port: 15008` with `protocol: TCP`",
  cilium: '`- port: "15008"` with `protocol: TCP`',
  calico: "`15008`",
} as const;

/** Each rule that names ports gets the tunnel's beside them. */
function fixOf(policy: PodPolicy, side: Side): Proposal | null {
  const lists = rulesOf(policy[side], side).flatMap(({ portLists }) => portLists.slice(0, 1));
  if (lists.length === 0) return null;
  const item = policy.engine === "calico" ? port : { port: policy.engine === "cilium" ? String(port) : port, protocol: "TCP" };
  return {
    title: `Admit TCP port ${port}`,
    ...(policy.engine !== "kubernetes" && { safe: false }),
    changes: lists.map((append) => ({ append, item })),
  };
}
