import { defineDetector } from "./finder.ts";
import { matchCommand, matchHelmInstall } from "./shell-finders.ts";
import { matchTerraformLine } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const installed = { cni: "cilium", strength: "strong", message: "Cilium is installed here" } as const;

export default defineDetector("cilium", [
  matchCommand("cilium install|upgrade", installed),
  matchHelmInstall(["cilium/cilium", "quay.io/cilium/charts"], /^(?:cilium\/cilium|oci:\/\/quay\.io\/cilium\/charts\/cilium)$/, installed),
  matchYamlLine(["cilium"], buildEntryPattern("chart", "cilium[\"']?[ \\t]*$"), installed),
  matchYamlLine(
    ["cilium-config"],
    /^(?:[ \t]{0,200}|[ \t]{0,200}metadata:[ \t]*\{[^\n]{0,200}?)["']?name["']?:[ \t]*["']?cilium-config["']?[ \t]*(?:$|[,}])/m,
    { ...installed, message: "Cilium is configured here" },
  ),
  matchYamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChartConfig"], body: buildEntryPattern("name", "rke2-cilium\\b") },
    { ...installed, message: "RKE2 is configured with Cilium here" },
  ),
  matchYamlObject(
    { groups: ["kops.k8s.io"], kinds: ["Cluster"], body: /^[ \t]{2,20}cilium:/m },
    { ...installed, message: "kOps is configured to run Cilium here" },
  ),
  matchYamlLine(["kube_network_plugin"], buildEntryPattern("kube_network_plugin", "cilium\\b"), {
    ...installed,
    message: "Kubespray is configured to run Cilium here",
  }),
  matchYamlLine(
    ["quay.io/cilium/charts/cilium"],
    buildEntryPattern("url|repoURL", "(?:oci://)?quay\\.io/cilium/charts/cilium\\b"),
    installed,
  ),
  // Tetragon, which also runs without Cilium, has its `TracingPolicy` in the same group.
  matchYamlObject(
    { groups: ["cilium.io"], body: /^kind:[ \t]*["']?Cilium\w*/m },
    { ...installed, message: "this object is one that Cilium serves" },
  ),
  matchTerraformLine(["cilium"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?cilium"/m, installed),
  matchTerraformLine(["cni_plugin"], /^[ \t]{0,200}cni_plugin[ \t]*=[ \t]*"cilium"/m, {
    ...installed,
    message: "the cluster is configured to run Cilium here",
  }),
]);
