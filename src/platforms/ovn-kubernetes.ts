import { defineDetector } from "./signal.ts";
import { entry, yamlLine, yamlObject } from "./yaml-signals.ts";

const installed = { cni: "ovn-kubernetes", strength: "strong", message: "the cluster is told to run OVN-Kubernetes here" } as const;

/** https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/ovn-kubernetes_network_plugin/about-ovn-kubernetes */
export default defineDetector("ovn-kubernetes", [
  // Of install-config.yaml and of the objects `Network` of OpenShift's configuration.
  yamlLine(["networkType"], entry("networkType", "OVNKubernetes\\b"), installed),
  yamlObject(
    { groups: ["operator.openshift.io"], kinds: ["Network"], body: entry("type", "OVNKubernetes\\b") },
    { ...installed, message: "OVN-Kubernetes is configured here" },
  ),
  yamlObject({ groups: ["k8s.ovn.org"] }, { ...installed, message: "this object is one that OVN-Kubernetes serves" }),
]);
