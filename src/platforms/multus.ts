import { defineDetector, type UnplacedEvidence } from "./finder.ts";
import { locateCommandOption, matchCommands, matchHelmInstall, readLiteral } from "./shell-finders.ts";
import { matchYamlLine, matchYamlObject, matchYamlText } from "./yaml-finders.ts";

const installed: UnplacedEvidence = { fact: "multus=true", strength: "strong", message: "Multus is installed here" };

/** Detects Multus, a network plugin that calls other plugins. https://github.com/k8snetworkplumbingwg/multus-cni */
export default defineDetector("multus", [
  // https://docs.rke2.io/networking/multus_sriov
  matchYamlLine(["multus"], /^cni:[ \t]*(?:\[[ \t]*["']?multus\b|["']?multus[,"' \t]|\n[ \t]*- ["']?multus\b)/m, {
    ...installed,
    message: "RKE2 is configured to run Multus in front of another plugin",
  }),
  matchYamlObject(
    {
      groups: ["helm.cattle.io"],
      kinds: ["HelmChart", "HelmChartConfig"],
      body: /^[ \t]+name:[ \t]*["']?rke2-multus\b/m,
      marker: "rke2-multus",
    },
    installed,
  ),
  matchHelmInstall(["multus"], /(^|\/)(rke2-)?multus(-cni)?$/, installed),
  matchYamlLine(["multus-cni"], /^[ \t]*(?:- )?image:[ \t]*["']?[\w./-]{0,200}multus-cni\b/m, installed),
  matchCommands(["multus-cni"], function* (found) {
    const word = found.args.find((each) => /^https:\/\/\S{1,200}\/multus-cni\/\S{1,200}\.ya?ml$/.test(readLiteral(each)));
    const isApplied = found.program === "kubectl" && !found.args.some((each) => readLiteral(each) === "delete");
    if (word && isApplied) yield { ...installed, place: locateCommandOption(word, found) };
  }),
  matchYamlText(["multus-autoconfig-dir", "cni-conf-dir", "multus-conf-dir", "multusAutoconfigDir"], function* (content) {
    if (!content.includes("multus")) return;
    const directory =
      /(?:--(?:multus-autoconfig-dir|cni-conf-dir|multus-conf-dir)=|"(?:multusAutoconfigDir|cniConfigDir)":[ \t]*")(?:\/host)?(\/[\w./-]{1,200})/g;
    for (const match of content.matchAll(directory)) {
      const evidence: UnplacedEvidence = {
        fact: `multus-conf-dir=${match[1]}`,
        strength: "strong",
        message: `Multus reads \`${match[1]}\``,
      };
      yield { evidence, start: match.index, end: match.index + match[0].length };
    }
  }),
]);
