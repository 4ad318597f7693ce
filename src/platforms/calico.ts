import { defineDetector } from "./finder.ts";
import { commands, helmInstall, literal, locateCommandOption } from "./shell-finders.ts";
import { terraformLine } from "./terraform-finders.ts";
import { entry, yamlLine, yamlObject } from "./yaml-finders.ts";

const installed = { cni: "calico", strength: "strong", message: "Calico is installed here" } as const;

export default defineDetector("calico", [
  helmInstall(["tigera-operator"], /^(?:projectcalico|tigera)\/tigera-operator$/, installed),
  commands(["/manifests/calico", "/manifests/tigera-operator"], function* (found) {
    if (found.program !== "kubectl" || found.args.some((word) => literal(word) === "delete")) return;
    const url = found.args.find((word) => manifest.test(literal(word)));
    if (!url) return;
    const version = manifest.exec(literal(url))?.[1];
    yield { ...installed, ...(version && { fact: `calico-version=${version}` }), place: locateCommandOption(url, found) };
  }),
  yamlLine(["tigera-operator"], entry("chart", "tigera-operator[\"']?[ \\t]*$"), installed),
  yamlObject({ groups: ["operator.tigera.io"], kinds: ["Installation"], body: /^spec:/m }, (match) =>
    isPolicyOnly(match.input) ? undefined : installed,
  ),
  yamlObject(
    { groups: ["crd.projectcalico.org", "projectcalico.org"] },
    { ...installed, strength: "medium", message: "this object is one that Calico serves" },
  ),
  terraformLine(["tigera-operator"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?tigera-operator"/m, installed),
  terraformLine(["cni_plugin"], /^[ \t]{0,200}cni_plugin[ \t]*=[ \t]*"calico"/m, {
    ...installed,
    message: "the cluster is configured to run Calico here",
  }),
]);

/** Matches `https://raw.githubusercontent.com/projectcalico/calico/v3.28.1/manifests/tigera-operator.yaml` and its like. */
const manifest = /^https:\/\/\S{1,200}?(?:\/v(\d+\.\d+\.\d+))?\/manifests\/(?:calico|tigera-operator)(?:-vxlan|-typha)?\.yaml$/;

/**
 * Checks whether Calico only enforces policies: on managed clusters another plugin connects the pods, unless `cni.type` is
 * `Calico`.
 */
function isPolicyOnly(installation: string): boolean {
  if (entry("type", "Calico\\b").test(installation)) return false;
  return (
    entry("type", "(?:AmazonVPC|AzureVNET|GKE)\\b").test(installation) ||
    entry("kubernetesProvider", "(?:EKS|AKS|GKE)\\b").test(installation)
  );
}
