import type { ClusterDocument, PodPolicy } from "../../src/policy/define.ts";

/** Labels that a chart or istiod sets on gateway pods: https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/ */
const gatewayKeys = new Set(["gateway.networking.k8s.io/gateway-name", "istio.io/gateway-name", "gateway.istio.io/managed"]);

/** Lists the releases of a cluster that install gateways. */
export function listGatewayReleases({ installs }: ClusterDocument): ReadonlySet<string> {
  return new Set(installs.flatMap(({ component, release }) => (component === "gateway" && release !== null ? release : [])));
}

/** Checks whether a policy selects only gateway pods, which ztunnel does not capture. */
export function isForGateways({ pods }: PodPolicy, releases: ReadonlySet<string>): boolean {
  return pods.some(({ key, operator, values }) => {
    if (operator !== "In" && operator !== "Exists") return false;
    if (gatewayKeys.has(key)) return true;
    const isOfGateway = (value: string) =>
      releases.has(value) || releases.has(`istio-${value}`) || /^istio-?(ingress|egress)(-?gateway)?$/.test(value);
    if (key === "istio") return operator === "In" && values.every((value) => isOfGateway(value) || /(ingress|egress|gateway)/.test(value));
    return /^(app|app\.kubernetes\.io\/(name|instance))$/.test(key) && operator === "In" && values.length > 0 && values.every(isOfGateway);
  });
}
