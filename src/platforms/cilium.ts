import { defineDetector } from "./finder.ts";
import { command, helmInstall } from "./shell-finders.ts";
import { terraformLine } from "./terraform-finders.ts";
import { entry, yamlLine, yamlObject } from "./yaml-finders.ts";

const installed = { cni: "cilium", strength: "strong", message: "Cilium is installed here" } as const;

export default defineDetector("cilium", [
  command("cilium install|upgrade", installed),
  helmInstall(["cilium/cilium", "quay.io/cilium/charts"], /^(?:cilium\/cilium|oci:\/\/quay\.io\/cilium\/charts\/cilium)$/, installed),
  yamlLine(["cilium"], entry("chart", "cilium[\"']?[ \\t]*$"), installed),
  yamlLine(
    ["cilium-config"],
    /^(?:[ \t]{0,200}|[ \t]{0,200}metadata:[ \t]*\{[^\n]{0,200}?)["']?name["']?:[ \t]*["']?cilium-config["']?[ \t]*(?:$|[,}])/m,
    { ...installed, message: "Cilium is configured here" },
  ),
  yamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChartConfig"], body: entry("name", "rke2-cilium\\b") },
    { ...installed, message: "RKE2 is configured with Cilium here" },
  ),
  yamlObject(
    { groups: ["kops.k8s.io"], kinds: ["Cluster"], body: /^[ \t]{2,20}cilium:/m },
    { ...installed, message: "kOps is configured to run Cilium here" },
  ),
  yamlLine(["kube_network_plugin"], entry("kube_network_plugin", "cilium\\b"), {
    ...installed,
    message: "Kubespray is configured to run Cilium here",
  }),
  yamlLine(["quay.io/cilium/charts/cilium"], entry("url|repoURL", "(?:oci://)?quay\\.io/cilium/charts/cilium\\b"), installed),
  // Tetragon, which also runs without Cilium, has its `TracingPolicy` in the same group.
  yamlObject(
    { groups: ["cilium.io"], body: /^kind:[ \t]*["']?Cilium\w*/m },
    { ...installed, message: "this object is one that Cilium serves" },
  ),
  terraformLine(["cilium"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?cilium"/m, installed),
  terraformLine(["cni_plugin"], /^[ \t]{0,200}cni_plugin[ \t]*=[ \t]*"cilium"/m, {
    ...installed,
    message: "the cluster is configured to run Cilium here",
  }),
]);
