import { defineDetector } from "./finder.ts";
import { locateCommandOption, matchCommands, matchHelmInstall, readLiteral } from "./shell-finders.ts";
import { matchTerraformLine } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const installed = { cni: "calico", strength: "strong", message: "Calico is installed here" } as const;

export default defineDetector("calico", [
  matchHelmInstall(["tigera-operator"], /^(?:projectcalico|tigera)\/tigera-operator$/, installed),
  matchCommands(["/manifests/calico", "/manifests/tigera-operator"], function* (found) {
    if (found.program !== "kubectl" || found.args.some((word) => readLiteral(word) === "delete")) return;
    const url = found.args.find((word) => manifest.test(readLiteral(word)));
    if (!url) return;
    const version = manifest.exec(readLiteral(url))?.[1];
    yield { ...installed, ...(version && { fact: `calico-version=${version}` }), place: locateCommandOption(url, found) };
  }),
  matchYamlLine(["tigera-operator"], buildEntryPattern("chart", "tigera-operator[\"']?[ \\t]*$"), installed),
  matchYamlObject({ groups: ["operator.tigera.io"], kinds: ["Installation"], body: /^spec:/m }, (match) =>
    isPolicyOnly(match.input) ? undefined : installed,
  ),
  matchYamlObject(
    { groups: ["crd.projectcalico.org", "projectcalico.org"] },
    { ...installed, strength: "medium", message: "this object is one that Calico serves" },
  ),
  matchTerraformLine(["tigera-operator"], /^[ \t]{0,200}chart[ \t]*=[ \t]*"(?:[^"\n]{0,100}\/)?tigera-operator"/m, installed),
  matchTerraformLine(["cni_plugin"], /^[ \t]{0,200}cni_plugin[ \t]*=[ \t]*"calico"/m, {
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
  if (buildEntryPattern("type", "Calico\\b").test(installation)) return false;
  return (
    buildEntryPattern("type", "(?:AmazonVPC|AzureVNET|GKE)\\b").test(installation) ||
    buildEntryPattern("kubernetesProvider", "(?:EKS|AKS|GKE)\\b").test(installation)
  );
}
