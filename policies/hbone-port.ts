import {
  covers,
  type Direction,
  definePolicy,
  indexPods,
  isForPort,
  type KnownNamespace,
  type PodIndex,
  type PodPolicy,
  type Proposal,
  type TrafficRule,
  type Violation,
} from "../src/policy/define.ts";
import { hasCapturedPods } from "./lib/captured-pods.ts";
import { isForGateways, listGatewayReleases } from "./lib/gateway-pods.ts";

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
    const pods = indexPods(cluster);
    const gateways = listGatewayReleases(cluster);
    const isOnFargate = (name: string) => cluster.facts.fargateNamespaces?.includes(name) ?? false;
    for (const policy of pods.policies) {
      if (isForGateways(policy, gateways)) continue;
      const sides = (["ingress", "egress"] as const).filter((side) => admitsMesh(policy, side));
      if (sides.length === 0) continue;
      const namespaces = pods.meshNamespacesOf(policy).filter(({ name }) => !isOnFargate(name) && hasCapturedPods(policy, name, pods));
      for (const side of sides) {
        const namespace = namespaces.find((each) => dropsTunnel(policy, each, pods, side));
        if (namespace) yield reportHbonePort(policy, side, namespace);
      }
    }
  },
});

type Side = "ingress" | "egress";

/** Checks whether a policy admits mesh traffic to or from its pods, but not the tunnel. */
function admitsMesh(policy: PodPolicy, side: Side): boolean {
  const own = policy[side];
  return own.isolates && !own.admits.some(admitsTunnel) && listSideRules(own, side).length > 0;
}

/** Checks whether no other policy for the same pods in a namespace admits the tunnel. */
function dropsTunnel(policy: PodPolicy, namespace: KnownNamespace, pods: PodIndex, side: Side): boolean {
  if (pods.isUnknownIn(namespace.name)) return false;
  const count = pods.counting(policy);
  return !pods.policiesIn(namespace, count).some((other) => {
    count(1 + other[side].admits.length);
    return covers(other.pods, policy.pods, count) && other[side].admits.some(admitsTunnel);
  });
}

/** Checks whether a rule admits the tunnel; a rule for the kubelet's probes only does not. */
function admitsTunnel(rule: TrafficRule): boolean {
  return !isForProbesOnly(rule) && isForPort(rule, port) === true;
}

function isForProbesOnly({ peers }: TrafficRule): boolean {
  const isProbes = (range: string) => /^(169\.254\.|fd16:9254:)/i.test(range);
  return peers !== null && peers.length > 0 && peers.every((peer) => peer.kind === "range" && isProbes(peer.range));
}

/** The rules for mesh traffic on the application's own ports. */
function listSideRules({ admits }: Direction, side: Side): readonly TrafficRule[] {
  return admits.filter((rule) => {
    if (rule.ports === null || rule.layer7 !== undefined || isForProbesOnly(rule)) return false;
    const isNamed = rule.peers === null || rule.peers.some(({ kind }) => kind === "pods" || (kind === "range" && side === "ingress"));
    const isOther = ({ protocol, first, last }: { protocol: string; first: unknown; last: unknown }) =>
      protocol.toUpperCase() === "TCP" && !(first === 53 && last === 53);
    return isNamed && rule.ports.some(isOther);
  });
}

function reportHbonePort(policy: PodPolicy, side: Side, { name }: KnownNamespace): Violation {
  const direction = policy[side];
  const of = name === "" ? "" : ` of \`${name}\``;
  const traffic = side === "ingress" ? `traffic to ambient pods${of}` : `traffic from ambient pods${of}`;
  return {
    at: direction.at,
    message: `${policy.kind} \`${policy.name}\` admits ${traffic}, but not on TCP port \`${port}\`, which carries it`,
    remedy: `Add ${items[policy.engine]} to the ports of that rule, beside the application's own.`,
    fix: fixHbonePort(policy, side),
  };
}

const items = {
  kubernetes: "`- port: 15008` with `protocol: TCP`",
  cilium: '`- port: "15008"` with `protocol: TCP`',
  calico: "`15008`",
} as const;

/** Proposes to add the tunnel's port to each rule that lists ports. */
function fixHbonePort(policy: PodPolicy, side: Side): Proposal | null {
  const lists = listSideRules(policy[side], side).flatMap(({ portLists }) => portLists.slice(0, 1));
  if (lists.length === 0) return null;
  const item = policy.engine === "calico" ? port : { port: policy.engine === "cilium" ? String(port) : port, protocol: "TCP" };
  return {
    title: `Admit TCP port ${port}`,
    ...(policy.engine !== "kubernetes" && { safe: false }),
    changes: lists.map((append) => ({ append, item })),
  };
}
