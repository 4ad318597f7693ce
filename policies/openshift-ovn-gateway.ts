import { type ClusterDocument, definePolicy, type Resource, type Violation, valueAt } from "../src/policy/define.ts";

const setting = "spec.defaultNetwork.ovnKubernetesConfig.gatewayConfig.routingViaHost";

export default definePolicy({
  id: "openshift-ovn-gateway",
  title: "Route OVN-Kubernetes traffic via the host under ambient",
  severity: "warning",
  platforms: ["openshift"],
  ambient: true,
  description:
    "In its default shared gateway mode OVN-Kubernetes sends traffic past the host's routing tables, and with it the answers to the kubelet's health probes, whose source Istio has rewritten on the host. Probes of ambient pods time out and the pods restart, with no policy in the namespace. Istio's page and OpenShift Service Mesh name local gateway mode as a prerequisite of ambient.",
  remedy: `Set \`${setting}: true\` in the Network object \`cluster\` of operator.openshift.io: before the installation in a manifest \`cluster-network-03-config.yml\`, afterwards with \`oc patch\`.`,
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#red-hat-openshift",
    "https://docs.redhat.com/en/documentation/red_hat_openshift_service_mesh/3.2/html/installing/ossm-istio-ambient-mode",
    "https://docs.okd.io/latest/networking/ovn_kubernetes_network_provider/configuring-gateway-mode.html",
    "https://github.com/istio/istio.io/pull/16877",
  ],
  *check(cluster) {
    if (isRouted(cluster)) return;
    const networks = [...cluster.resources.entries()].filter(([, resource]) => isOvnNetwork(resource));
    for (const [index, network] of networks) yield reportRouting(index, readRouting(network) !== undefined);
    if (networks.length === 0) yield* installConfigViolations(cluster);
  },
});

/** Checks whether routing via the host is on, or may be. */
function isRouted({ resources, evidence }: ClusterDocument): boolean {
  if (resources.some((resource) => isNetwork(resource) && readRouting(resource) !== undefined && readRouting(resource) !== false))
    return true;
  return evidence.some(({ fact }) => fact === "routing-via-host=true" || fact === "routing-via-host=unknown");
}

function isNetwork({ kind, apiVersion }: Resource): boolean {
  return kind === "Network" && apiVersion.startsWith("operator.openshift.io/");
}

function isOvnNetwork(resource: Resource): boolean {
  return isNetwork(resource) && valueAt(resource.object, ["spec", "defaultNetwork", "type"]) === "OVNKubernetes";
}

function readRouting({ object }: Resource): unknown {
  return valueAt(object, setting.split("."));
}

function reportRouting(index: number, isWritten: boolean): Violation {
  return {
    at: `/resources/${index}/object/spec/defaultNetwork/ovnKubernetesConfig/gatewayConfig/routingViaHost`,
    message: `\`routingViaHost\` ${isWritten ? "is" : "defaults to"} \`false\`, so OVN-Kubernetes runs in shared gateway mode; ambient needs \`true\``,
    remedy: `Set \`${setting}: true\` in this object.`,
    fix: { title: `Set \`${setting}: true\``, changes: [{ resource: index, set: { [setting]: true } }] },
  };
}

function* installConfigViolations({ evidence }: ClusterDocument): Generator<Violation> {
  const index = evidence.findIndex(({ fact }) => fact === "network-type=OVNKubernetes");
  if (index < 0) return;
  yield {
    at: `/evidence/${index}`,
    message: "This cluster is created with OVN-Kubernetes, whose `routingViaHost` defaults to `false`; ambient needs `true`",
    remedy: `Add a manifest \`cluster-network-03-config.yml\` with the Network object \`cluster\` of operator.openshift.io and \`${setting}: true\`.`,
    fix: null,
  };
}
