import type { Word } from "../syntax/shell/script.ts";
import { buildIpFamilyFact, buildKubernetesVersionFact } from "./facts.ts";
import type { Finder, UnplacedEvidence } from "./finder.ts";
import { locateCommandOption, matchCommands, readKnownText, readLiteral } from "./shell-finders.ts";
import { matchTerraformLine, matchTerraformSetting } from "./terraform-finders.ts";
import { matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

/** Settings of the VPC CNI that determine whether kubelet probes reach ambient pods, with the fact for each. */
const settings = {
  ENABLE_POD_ENI: { fact: "enable-pod-eni", values: "true|false" },
  POD_SECURITY_GROUP_ENFORCING_MODE: { fact: "pod-security-group-enforcing-mode", values: "strict|standard" },
  DISABLE_TCP_EARLY_DEMUX: { fact: "tcp-early-demux-disabled", values: "true|false" },
} as const;

type Setting = keyof typeof settings;

const names = Object.keys(settings) as Setting[];

/** Evidence in the configuration of the managed add-on: in Terraform, and in eksctl's cluster file. */
export const eksAddonFacts: readonly Finder[] = names.flatMap((name) => {
  const written = new RegExp(`\\b${name}\\b\\\\?["']?[ \\t]*[:=][ \\t]*\\\\?["']?(${settings[name].values})\\b`);
  const evidenceFrom = (match: RegExpExecArray) => findEksFact(name, match[1]);
  return [matchTerraformLine([name], written, evidenceFrom), matchYamlObject({ groups: ["eksctl.io"], body: written }, evidenceFrom)];
});

/** Evidence in the DaemonSet itself, or in a patch of it. */
export const eksDaemonSetFacts: readonly Finder[] = names.map((name) => {
  const quoted = `["']?${name}["']?`;
  const written = new RegExp(`\\bname:[ \\t]*${quoted}[ \\t]*,?\\s{1,40}(?<shown>value:[ \\t]*["']?(?<value>${settings[name].values})\\b)`);
  return matchYamlLine([name], written, ({ input, groups }) => {
    return /\bname:[ \t]*["']?aws-node\b/.test(input) ? findEksFact(name, groups?.value) : undefined;
  });
});

/** Evidence for the Kubernetes version, and for IPv6 addresses of pods, in Terraform and in eksctl's cluster file. */
export const eksClusterFacts: readonly Finder[] = [
  matchTerraformSetting("aws_eks_cluster", "version", (match) => buildKubernetesVersionFact(match.groups?.value)),
  matchTerraformLine(
    ["terraform-aws-modules/eks"],
    /^[ \t]{1,200}(?:cluster_version|kubernetes_version)[ \t]*=[ \t]*"([^"\n]{1,40})"/m,
    (match) => buildKubernetesVersionFact(match[1]),
  ),
  // https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
  matchTerraformLine(
    ["terraform-aws-modules/eks", "aws_eks_cluster"],
    /^[ \t]{1,200}(?:cluster_)?ip_family[ \t]*=[ \t]*"ipv6"/m,
    buildIpFamilyFact("ipv6"),
  ),
  // https://eksctl.io/usage/schema/
  matchYamlObject(
    {
      groups: ["eksctl.io"],
      kinds: ["ClusterConfig"],
      body: /^metadata:[^\n]*(?:\n[ \t]{1,20}[^\n]*){0,20}?\n(?<shown>[ \t]{1,20}version:[ \t]*["']?(1\.\d+))\b/m,
    },
    (match) => buildKubernetesVersionFact(match[2]),
  ),
  matchYamlObject(
    { groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: /^[ \t]{1,20}ipFamily:[ \t]*["']?[Ii][Pp]v6\b/m },
    buildIpFamilyFact("ipv6"),
  ),
];

/** Evidence in scripts that use `kubectl set env` or `kubectl patch` on the DaemonSet. */
export const eksCommandFacts: readonly Finder[] = [
  matchCommands(["aws-node"], function* (command) {
    if (command.program !== "kubectl") return;
    const words = command.args.map(readLiteral);
    if (!words.some((word) => word === "aws-node" || word.endsWith("/aws-node"))) return;
    const setting =
      words.includes("set") && words.includes("env") ? readSettingOfWord : words.includes("patch") ? readSettingOfPatch : undefined;
    if (!setting) return;
    for (const word of command.args) for (const evidence of setting(word)) yield { ...evidence, place: locateCommandOption(word, command) };
  }),
];

function findEksFact(name: Setting, value: string | undefined): UnplacedEvidence | undefined {
  if (value === undefined) return undefined;
  const { fact } = settings[name];
  const given =
    value === "unknown" ? `the VPC CNI is given a \`${name}\` that is not known here` : `the VPC CNI is given \`${name}=${value}\` here`;
  return { platform: "eks", fact: `${fact}=${value}`, strength: "strong", message: given };
}

/** Reads a setting. A value that is known only when the script runs still means that the default does not apply. */
function* readSettingOfWord(word: Word): Generator<UnplacedEvidence> {
  const text = readKnownText(word);
  const name = names.find((each) => text.startsWith(`${each}=`));
  if (!name) return;
  const value = word.kind === "unknown" ? "unknown" : text.slice(name.length + 1);
  const evidence = ["unknown", ...settings[name].values.split("|")].includes(value) ? findEksFact(name, value) : undefined;
  if (evidence) yield evidence;
}

function* readSettingOfPatch(word: Word): Generator<UnplacedEvidence> {
  for (const name of names) {
    const quoted = `["']?${name}["']?`;
    const value = `["']?value["']?[ \\t]*:[ \\t]*["'](${settings[name].values})["']`;
    const patch = new RegExp(`["']?name["']?[ \\t]*:[ \\t]*${quoted}[ \\t]*,?\\s{0,40}${value}`);
    const evidence = findEksFact(name, patch.exec(readLiteral(word))?.[1]);
    if (evidence) yield evidence;
  }
}
