import { kubernetesVersion } from "./facts.ts";
import { defineDetector } from "./finder.ts";
import { rke2PodSecurity } from "./pod-security-facts.ts";
import { selinuxFacts } from "./selinux-facts.ts";
import { commands, commandWord, kubeconfigPlace, literal, locateCommandOption, variable } from "./shell-finders.ts";
import { entry, yamlLine, yamlObject } from "./yaml-finders.ts";

const installed = { platform: "rke2", strength: "strong", message: "RKE2 is installed here" } as const;

export default defineDetector("rke2", [
  ...rke2PodSecurity,
  ...selinuxFacts,
  commandWord(["get.rke2.io"], ["curl", "wget"], /^(?:https?:\/\/)?get\.rke2\.io\b/, installed),
  commands(["/etc/rancher/rke2/"], function* (found, script) {
    const place = kubeconfigPlace(rke2Kubeconfig, found, script);
    if (place) yield { ...installed, message: "the script talks to an RKE2 cluster", place };
  }),
  // https://docs.rke2.io/install/configuration#configuring-the-linux-installation-script
  commands(["INSTALL_RKE2_VERSION"], function* (found, script) {
    const word = found.program === "sh" || found.program === "bash" ? variable("INSTALL_RKE2_VERSION", found, script) : undefined;
    const evidence = word && kubernetesVersion(literal(word));
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  // RKE2 prefixes the names of its packaged charts with its own: https://docs.rke2.io/helm
  yamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChart", "HelmChartConfig"], body: entry("name", "rke2-[a-z]") },
    {
      ...installed,
      message: "a chart that RKE2 brings is configured here",
    },
  ),
  yamlLine(["rancher/rke2-upgrade"], entry("image", "(?:docker\\.io/)?rancher/rke2-upgrade\\b"), {
    ...installed,
    message: "RKE2 is upgraded here",
  }),
  yamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io", "controlplane.cluster.x-k8s.io"], kinds: ["RKE2ControlPlane"] },
    {
      ...installed,
      describes: true,
      message: "an RKE2 cluster is described here",
    },
  ),
]);

const rke2Kubeconfig = "/etc/rancher/rke2/rke2.yaml";
