import { findAt, findItemsAt, findStringAt } from "../model/cursor.ts";
import { wrapWholeText } from "../model/source-text.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import type { Finder, Stretch, UnplacedEvidence } from "./finder.ts";
import { findOption, matchCommands, readLiteral } from "./shell-finders.ts";
import { endOfBraces, findBlocks, matchTerraformText, readArgument } from "./terraform-finders.ts";
import { matchYamlObject } from "./yaml-finders.ts";

/** Makes the fact about namespaces whose pods all run on Fargate. Profiles that also select by labels do not count. */
function claimNamespaces(namespaces: readonly string[]): UnplacedEvidence | undefined {
  const known = namespaces.filter((name) => /^[a-z0-9-]{1,63}$/.test(name));
  if (known.length === 0) return undefined;
  const shown = known.map((name) => `\`${name}\``).join(" and ");
  return { fact: `fargate-namespace=${known.join(",")}`, strength: "strong", message: `the pods of ${shown} run on Fargate` };
}

/** Detects Fargate profiles: https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html */
export const eksFargateProfiles: readonly Finder[] = [
  matchCommands(["fargateprofile"], function* (found) {
    const words = found.args.map(readLiteral);
    const namespace = findOption(found, ["--namespace"]);
    const isCreated = found.program === "eksctl" && words.includes("create") && words.includes("fargateprofile");
    if (!isCreated || !namespace?.value || words.some((word) => /^(--labels|-l)(=|$)/.test(word))) return;
    const evidence = claimNamespaces([namespace.value]);
    if (evidence) yield { ...evidence, place: namespace.place };
  }),
  matchYamlObject(
    {
      groups: ["eksctl.io"],
      kinds: ["ClusterConfig"],
      body: /^fargateProfiles:[^\n]*(?:\n(?:[ \t-][^\n]*)?)*/m,
    },
    (match) => claimNamespaces(readFargateNamespaces(match[0])),
  ),
  matchTerraformText(["aws_eks_fargate_profile", "fargate_profiles"], function* (content) {
    for (const { type, labels, body, start, headEnd } of findBlocks(content)) {
      const selectors =
        type === "resource" && labels[0] === "aws_eks_fargate_profile"
          ? body
          : type === "module"
            ? (readArgument(body, "fargate_profiles") ?? "")
            : "";
      const evidence = claimNamespaces(readSelectorNamespaces(selectors));
      if (evidence) yield { evidence, start, end: headEnd } satisfies Stretch;
    }
  }),
];

function readFargateNamespaces(profiles: string): string[] {
  const { root } = readYaml(wrapWholeText("", profiles));
  const selectors = findItemsAt(root, "fargateProfiles").flatMap((profile) => findItemsAt(profile, "selectors"));
  return selectors.flatMap((selector) => (findAt(selector, "labels") ? [] : (findStringAt(selector, "namespace") ?? [])));
}

/** Reads the namespaces of selectors; each selector is a block or a map with one namespace. */
function readSelectorNamespaces(text: string): string[] {
  const found: string[] = [];
  for (const { index } of text.matchAll(/\{/g)) {
    const own = text.slice(index + 1, endOfBraces(text, index + 1));
    const namespace = /^\s*(?:labels[ \t]*=[^\n]*\n\s*)?namespace[ \t]*=[ \t]*"([^"\n]*)"/.exec(own)?.[1];
    if (namespace !== undefined && !/\blabels[ \t]*=/.test(own)) found.push(namespace);
  }
  return found;
}
