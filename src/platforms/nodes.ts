import { defineDetector, type UnplacedEvidence } from "./finder.ts";
import { kubernetesVersions } from "./kubernetes-versions.ts";
import { commands, knownText, locateCommandOption } from "./shell-finders.ts";
import { blocksIn, terraformLine, terraformText } from "./terraform-finders.ts";
import { yamlLine, yamlObject } from "./yaml-finders.ts";

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
  yamlObject({ groups: ["karpenter.sh"], kinds: ["NodePool", "Provisioner"], body: within("(?:startupTaints|taints)") }, tainted),
  yamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: within("taints") }, tainted),
  yamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: /^[ \t]+["']?cni\.istio\.io\/not-ready["']?:/m }, tainted),
  commands([taint], function* (found) {
    const word = found.args.find(
      (each) => registered.test(knownText(each)) || (isNodeTool(found.program) && knownText(each).includes(taint)),
    );
    if (word) yield { ...tainted, place: locateCommandOption(word, found) };
  }),
  // The kubelet's option in the configuration of K3s, RKE2, kOps, kubeadm or Talos.
  yamlLine(
    [taint],
    /^[ \t]*(?:- )?["']?(?:register-with-taints|registerWithTaints|node-taint)[:=][^\n]*(?:\n[ \t]*- [^\n]*){0,5}?cni\.istio\.io\/not-ready\b/m,
    tainted,
  ),
  terraformText([taint], function* (content) {
    for (const { body, start, headEnd } of blocksIn(content)) {
      const isTaint = /\btaints?\b[\s\S]{0,400}?\bkey[ \t]*=[ \t]*"cni\.istio\.io\/not-ready"/.test(body) || registered.test(body);
      if (isTaint) yield { evidence: tainted, start, end: headEnd };
    }
  }),
  yamlLine(["ipv6.disable=1"], new RegExp(`^[^#\\n]{0,300}?${argument.source}`, "m"), withoutIpv6),
  terraformLine(["ipv6.disable=1"], argument, withoutIpv6),
  commands(["ipv6.disable=1"], function* (found) {
    const word = found.args.find((each) => argument.test(knownText(each)));
    if (word && !/^(grep|egrep|rg)$/.test(found.program)) yield { ...withoutIpv6, place: locateCommandOption(word, found) };
  }),
]);

const registered = /--register-with-taints[= ][^\s"']{0,200}cni\.istio\.io\/not-ready\b/;

/** Checks whether a program creates nodes with the given options. */
function isNodeTool(program: string): boolean {
  return /^(gcloud|az|eksctl|k3s|rke2|k3sup)$/.test(program);
}
