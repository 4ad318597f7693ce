import { buildKubernetesVersionFact } from "./facts.ts";
import { defineDetector } from "./finder.ts";
import { rke2PodSecurity } from "./pod-security-facts.ts";
import { selinuxFacts } from "./selinux-facts.ts";
import {
  findCommandVariable,
  locateCommandOption,
  locateKubeconfig,
  matchCommands,
  matchCommandWord,
  readLiteral,
} from "./shell-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const installed = { platform: "rke2", strength: "strong", message: "RKE2 is installed here" } as const;

export default defineDetector("rke2", [
  ...rke2PodSecurity,
  ...selinuxFacts,
  matchCommandWord(["get.rke2.io"], ["curl", "wget"], /^(?:https?:\/\/)?get\.rke2\.io\b/, installed),
  matchCommands(["/etc/rancher/rke2/"], function* (found, script) {
    const place = locateKubeconfig(rke2Kubeconfig, found, script);
    if (place) yield { ...installed, message: "the script talks to an RKE2 cluster", place };
  }),
  // https://docs.rke2.io/install/configuration#configuring-the-linux-installation-script
  matchCommands(["INSTALL_RKE2_VERSION"], function* (found, script) {
    const word =
      found.program === "sh" || found.program === "bash" ? findCommandVariable("INSTALL_RKE2_VERSION", found, script) : undefined;
    const evidence = word && buildKubernetesVersionFact(readLiteral(word));
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  // RKE2 prefixes the names of its packaged charts with its own: https://docs.rke2.io/helm
  matchYamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChart", "HelmChartConfig"], body: buildEntryPattern("name", "rke2-[a-z]") },
    {
      ...installed,
      message: "a chart that RKE2 brings is configured here",
    },
  ),
  matchYamlLine(["rancher/rke2-upgrade"], buildEntryPattern("image", "(?:docker\\.io/)?rancher/rke2-upgrade\\b"), {
    ...installed,
    message: "RKE2 is upgraded here",
  }),
  matchYamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io", "controlplane.cluster.x-k8s.io"], kinds: ["RKE2ControlPlane"] },
    {
      ...installed,
      describes: true,
      message: "an RKE2 cluster is described here",
    },
  ),
]);

const rke2Kubeconfig = "/etc/rancher/rke2/rke2.yaml";
