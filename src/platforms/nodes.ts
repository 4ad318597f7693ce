import { defineDetector, type UnplacedEvidence } from "./finder.ts";
import { kubernetesVersions } from "./kubernetes-versions.ts";
import { locateCommandOption, matchCommands, readKnownText } from "./shell-finders.ts";
import { findBlocks, matchTerraformLine, matchTerraformText } from "./terraform-finders.ts";
import { matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const taint = "cni.istio.io/not-ready";

const tainted: UnplacedEvidence = {
  fact: `node-taint=${taint}`,
  strength: "strong",
  message: `new nodes start with the taint \`${taint}\``,
};

const key = "key:[ \\t]*[\"']?cni\\.istio\\.io/not-ready\\b";
const within = (list: string) => new RegExp(`^[ \\t]*(?:- )?["']?${list}["']?:[^\\n]*(?:\\n[ \\t]+[^\\n]*){0,12}?(?<shown>${key})`, "m");

const withoutIpv6: UnplacedEvidence = { fact: "node-ipv6=false", strength: "strong", message: "the nodes' kernel is started without IPv6" };
const argument = /\bipv6\.disable=1\b/;

/**
 * Detects facts about a cluster's nodes besides the platform:
 * https://istio.io/latest/docs/setup/additional-setup/cni/#race-condition--mitigation
 */
export default defineDetector("nodes", [
  ...kubernetesVersions,
  matchYamlObject({ groups: ["karpenter.sh"], kinds: ["NodePool", "Provisioner"], body: within("(?:startupTaints|taints)") }, tainted),
  matchYamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: within("taints") }, tainted),
  matchYamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: /^[ \t]+["']?cni\.istio\.io\/not-ready["']?:/m }, tainted),
  matchCommands([taint], function* (found) {
    const word = found.args.find(
      (each) => registered.test(readKnownText(each)) || (isNodeTool(found.program) && readKnownText(each).includes(taint)),
    );
    if (word) yield { ...tainted, place: locateCommandOption(word, found) };
  }),
  // The kubelet's option in the configuration of K3s, RKE2, kOps, kubeadm or Talos.
  matchYamlLine(
    [taint],
    /^[ \t]*(?:- )?["']?(?:register-with-taints|registerWithTaints|node-taint)[:=][^\n]*(?:\n[ \t]*- [^\n]*){0,5}?cni\.istio\.io\/not-ready\b/m,
    tainted,
  ),
  matchTerraformText([taint], function* (content) {
    for (const { body, start, headEnd } of findBlocks(content)) {
      const isTaint = /\btaints?\b[\s\S]{0,400}?\bkey[ \t]*=[ \t]*"cni\.istio\.io\/not-ready"/.test(body) || registered.test(body);
      if (isTaint) yield { evidence: tainted, start, end: headEnd };
    }
  }),
  matchYamlLine(["ipv6.disable=1"], new RegExp(`^[^#\\n]{0,300}?${argument.source}`, "m"), withoutIpv6),
  matchTerraformLine(["ipv6.disable=1"], argument, withoutIpv6),
  matchCommands(["ipv6.disable=1"], function* (found) {
    const word = found.args.find((each) => argument.test(readKnownText(each)));
    if (word && !/^(grep|egrep|rg)$/.test(found.program)) yield { ...withoutIpv6, place: locateCommandOption(word, found) };
  }),
]);

const registered = /--register-with-taints[= ][^\s"']{0,200}cni\.istio\.io\/not-ready\b/;

/** Checks whether a program creates nodes with the given options. */
function isNodeTool(program: string): boolean {
  return /^(gcloud|az|eksctl|k3s|rke2|k3sup)$/.test(program);
}
