import { type ClusterDocument, definePolicy, factEvidence, isUnknown, record, type Violation } from "../src/policy/define.ts";

export default definePolicy({
  id: "webhook-port",
  title: "Let the API server reach istiod on TCP 15017",
  severity: "warning",
  platforms: ["eks", "gke"],
  ambient: true,
  description:
    "The API server calls istiod's webhooks on TCP 15017 of its pods. The node security group of the Terraform module for EKS admits only a few ports from the control plane, and the firewall of a GKE cluster with private nodes only 443 and 10250. Where pods are in a network of their own, as with Cilium's or Calico's overlay on EKS, the control plane reaches none of them. Creating a Gateway, a VirtualService or a pod of a gateway then fails after a time-out (`failed calling webhook … context deadline exceeded`), and gateways keep the image `auto`. Another way may be open that is not in the repository: a warning, and for GKE a note where the root has no rules of a firewall at all.",
  remedy:
    'EKS: `node_security_group_additional_rules = { istiod = { type = "ingress", protocol = "tcp", from_port = 15017, to_port = 15017, source_cluster_security_group = true } }`. GKE: a `google_compute_firewall` that admits TCP 15017 from `master_ipv4_cidr_block`.',
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/gke/",
    "https://github.com/terraform-aws-modules/terraform-aws-eks/blob/master/docs/network_connectivity.md",
    "https://github.com/istio/istio/issues/36955",
    "https://github.com/istio/istio/issues/46727",
    "https://github.com/istio/istio/issues/45738",
  ],
  *check(cluster) {
    const istiod = cluster.installs.findIndex(
      ({ component, profile, effective }) => /^(istiod|ambient)$/.test(component) && profile !== "remote" && effective?.remote !== true,
    );
    if (istiod === -1) return;
    const related = [{ at: `/installs/${istiod}`, message: "istiod is installed here" }];
    const closed = cluster.platform === "eks" ? (reportEks(cluster) ?? reportOverlay(cluster)) : reportGke(cluster);
    if (closed) yield { ...closed, related };
  },
});

function reportEks({ facts }: ClusterDocument): Violation | undefined {
  if (facts.webhookPort !== "closed") return undefined;
  return {
    at: "/facts/webhookPort",
    message: "No rule of this module's node security group admits TCP 15017 from the API server, on which it calls istiod's webhooks",
    remedy:
      'Add `node_security_group_additional_rules = { istiod = { type = "ingress", protocol = "tcp", from_port = 15017, to_port = 15017, source_cluster_security_group = true } }`.',
  };
}

const overlayRemedy =
  "Run the plugin with addresses of the VPC (Cilium: `eni.enabled: true`, or chained to the VPC CNI), or patch istiod's Deployment with `hostNetwork: true`, for which the chart has no value.";

/** Reports overlays: only nodes can reach the pod addresses. */
function reportOverlay({ installs, resources }: ClusterDocument): Violation | undefined {
  for (const [index, install] of installs.entries()) {
    const { component, effective, form } = install;
    // `cilium install` detects EKS and turns on ENI mode by itself.
    if (component === "cilium" && form !== "cilium-cli" && effective && isOverlay(install)) {
      const message =
        "Cilium runs pods in an overlay here, which the API server of EKS cannot reach; istiod's webhooks are called on TCP 15017 of its pod";
      return { at: `/installs/${index}/effective/eni`, message, remedy: overlayRemedy };
    }
    if (component === "calico" && effective?.cniType === "Calico") return reportCalico(`/installs/${index}/effective/cniType`);
  }
  const installation = resources.findIndex(
    ({ kind, apiVersion, object }) =>
      kind === "Installation" && apiVersion.startsWith("operator.tigera.io/") && record(record(object.spec).cni).type === "Calico",
  );
  return installation === -1 ? undefined : reportCalico(`/resources/${installation}/object/spec/cni/type`);
}

function isOverlay(install: ClusterDocument["installs"][number]): boolean {
  const { effective, values, unknown } = install;
  const isOpen = ["eni", "chainingMode", "cniInstall"].some((name) => isUnknown(install, name)) || unknown.includes("/values/ipam/mode");
  if (isOpen || effective?.eni !== false || effective.cniInstall === false) return false;
  if (record(record(values).ipam).mode === "eni") return false;
  return effective.chainingMode === null || effective.chainingMode === "none" || effective.chainingMode === undefined;
}

function reportCalico(at: string): Violation {
  const message =
    "Calico runs pods in a network of its own here, which the API server of EKS cannot reach; istiod's webhooks are called on TCP 15017 of its pod";
  return { at, message, remedy: overlayRemedy };
}

function reportGke(cluster: ClusterDocument): Violation | undefined {
  const { facts } = cluster;
  const isClosed = facts.webhookPort === "closed";
  const isOpen = facts.webhookPort === "open" || facts.unknown.includes("webhookPort") || facts.unknown.includes("privateNodes");
  if (isOpen || (!isClosed && facts.privateNodes !== true)) return undefined;
  const remedy = isClosed
    ? "Add `15017` to `firewall_inbound_ports`."
    : "Add a `google_compute_firewall` (or `gcloud compute firewall-rules create`) that admits TCP 15017 from the control plane's range, `master_ipv4_cidr_block`.";
  const [evidence] = factEvidence(cluster, isClosed ? "webhookPort" : "privateNodes");
  return {
    at: evidence?.at ?? "/facts/privateNodes",
    severity: facts.firewallRules || isClosed ? "warning" : "note",
    message: "No firewall rule admits TCP 15017 from the API server to these private nodes, on which it calls istiod's webhooks",
    remedy,
  };
}
