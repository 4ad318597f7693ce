import { definePolicy, indexPods, type PodPolicy } from "../src/policy/define.ts";
import { hasCapturedPods } from "./lib/captured-pods.ts";
import { isForGateways, listGatewayReleases } from "./lib/gateway-pods.ts";

export default definePolicy({
  id: "cilium-l7-policy",
  title: "Keep Cilium's HTTP rules off enrolled pods",
  severity: "warning",
  ambient: true,
  description:
    "Between pods of an ambient mesh, traffic is encrypted and travels to TCP port 15008. Cilium's rules for HTTP, Kafka and the like look into plain traffic on the application's port, so they never match: the traffic is dropped, or it is not filtered by what the rule says. Rules for DNS are not concerned.",
  remedy:
    "Express the rule as an AuthorizationPolicy at a waypoint, and leave the network policy a rule without `rules` that admits TCP port 15008.",
  links: ["https://docs.cilium.io/en/stable/network/servicemesh/istio/", "https://istio.io/latest/docs/ambient/usage/l7-features/"],
  *check(cluster) {
    const pods = indexPods(cluster);
    const gateways = listGatewayReleases(cluster);
    for (const policy of pods.policies) {
      const at = pointToRules(policy);
      if (at === undefined || isForGateways(policy, gateways)) continue;
      const namespace = pods.meshNamespacesOf(policy).find(({ name }) => hasCapturedPods(policy, name, pods));
      if (!namespace) continue;
      const of = namespace.name === "" ? "" : ` of \`${namespace.name}\``;
      yield {
        at,
        message: `${policy.kind} \`${policy.name}\` has rules for HTTP and the like on ambient pods${of}, whose traffic Cilium sees encrypted on port \`15008\``,
      };
    }
  },
});

function pointToRules({ ingress, egress }: PodPolicy): string | undefined {
  return [...ingress.admits, ...egress.admits].find(({ layer7 }) => layer7 !== undefined)?.layer7;
}
