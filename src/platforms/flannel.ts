import { defineDetector } from "./finder.ts";
import { locateCommandOption, matchCommands, matchHelmInstall, readLiteral } from "./shell-finders.ts";
import { matchTerraformLine } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine } from "./yaml-finders.ts";

const installed = { cni: "flannel", strength: "strong", message: "Flannel is installed here" } as const;

/** Detects Flannel: https://github.com/flannel-io/flannel#deploying-flannel-manually */
export default defineDetector("flannel", [
  matchHelmInstall(["flannel"], /^flannel\/flannel$|\/flannel\.tgz$/, installed),
  matchCommands(["kube-flannel"], function* (found) {
    if (found.program !== "kubectl" || found.args.some((word) => readLiteral(word) === "delete")) return;
    const url = found.args.find((word) => /^https:\/\/\S{1,200}\/kube-flannel\.yml$/.test(readLiteral(word)));
    if (url) yield { ...installed, place: locateCommandOption(url, found) };
  }),
  matchYamlLine(["flannel"], buildEntryPattern("chart", "flannel[\"']?[ \\t]*$"), installed),
  matchYamlLine(["kube-flannel"], /^[ \t]{0,200}- ["']?https:\/\/\S{1,200}\/kube-flannel\.yml\b/m, installed),
  matchTerraformLine(["flannel"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?flannel"/m, installed),
  // https://docs.k3s.io/networking/basic-network-options#flannel-options
  matchYamlLine(["flannel-backend"], /^flannel-backend:[ \t]*["']?(?:vxlan|host-gw|wireguard-native|ipsec)\b/m, {
    ...installed,
    message: "K3s is configured to run Flannel here",
  }),
]);
