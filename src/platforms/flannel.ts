import { defineDetector } from "./finder.ts";
import { commands, helmInstall, literal, locateCommandOption } from "./shell-finders.ts";
import { terraformLine } from "./terraform-finders.ts";
import { entry, yamlLine } from "./yaml-finders.ts";

const installed = { cni: "flannel", strength: "strong", message: "Flannel is installed here" } as const;

/** Detects Flannel: https://github.com/flannel-io/flannel#deploying-flannel-manually */
export default defineDetector("flannel", [
  helmInstall(["flannel"], /^flannel\/flannel$|\/flannel\.tgz$/, installed),
  commands(["kube-flannel"], function* (found) {
    if (found.program !== "kubectl" || found.args.some((word) => literal(word) === "delete")) return;
    const url = found.args.find((word) => /^https:\/\/\S{1,200}\/kube-flannel\.yml$/.test(literal(word)));
    if (url) yield { ...installed, place: locateCommandOption(url, found) };
  }),
  yamlLine(["flannel"], entry("chart", "flannel[\"']?[ \\t]*$"), installed),
  yamlLine(["kube-flannel"], /^[ \t]{0,200}- ["']?https:\/\/\S{1,200}\/kube-flannel\.yml\b/m, installed),
  terraformLine(["flannel"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?flannel"/m, installed),
  // https://docs.k3s.io/networking/basic-network-options#flannel-options
  yamlLine(["flannel-backend"], /^flannel-backend:[ \t]*["']?(?:vxlan|host-gw|wireguard-native|ipsec)\b/m, {
    ...installed,
    message: "K3s is configured to run Flannel here",
  }),
]);
