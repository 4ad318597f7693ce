import { at, itemsAt, stringAt } from "../model/cursor.ts";
import { wholeText } from "../model/source-text.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import type { Finder, Stretch, UnplacedEvidence } from "./finder.ts";
import { commands, findOption, literal } from "./shell-finders.ts";
import { argumentIn, blocksIn, endOfBraces, terraformText } from "./terraform-finders.ts";
import { yamlObject } from "./yaml-finders.ts";

/** Makes the fact about namespaces whose pods all run on Fargate. Profiles that also select by labels do not count. */
function claimNamespaces(namespaces: readonly string[]): UnplacedEvidence | undefined {
  const known = namespaces.filter((name) => /^[a-z0-9-]{1,63}$/.test(name));
  if (known.length === 0) return undefined;
  const shown = known.map((name) => `\`${name}\``).join(" and ");
  return { fact: `fargate-namespace=${known.join(",")}`, strength: "strong", message: `the pods of ${shown} run on Fargate` };
}

/** Detects Fargate profiles: https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html */
export const eksFargateProfiles: readonly Finder[] = [
  commands(["fargateprofile"], function* (found) {
    const words = found.args.map(literal);
    const namespace = findOption(found, ["--namespace"]);
    const isCreated = found.program === "eksctl" && words.includes("create") && words.includes("fargateprofile");
    if (!isCreated || !namespace?.value || words.some((word) => /^(--labels|-l)(=|$)/.test(word))) return;
    const evidence = claimNamespaces([namespace.value]);
    if (evidence) yield { ...evidence, place: namespace.place };
  }),
  yamlObject(
    {
      groups: ["eksctl.io"],
      kinds: ["ClusterConfig"],
      body: /^fargateProfiles:[^\n]*(?:\n(?:[ \t-][^\n]*)?)*/m,
    },
    (match) => claimNamespaces(namespacesIn(match[0])),
  ),
  terraformText(["aws_eks_fargate_profile", "fargate_profiles"], function* (content) {
    for (const { type, labels, body, start, headEnd } of blocksIn(content)) {
      const selectors =
        type === "resource" && labels[0] === "aws_eks_fargate_profile"
          ? body
          : type === "module"
            ? (argumentIn(body, "fargate_profiles") ?? "")
            : "";
      const evidence = claimNamespaces(selectorsIn(selectors));
      if (evidence) yield { evidence, start, end: headEnd } satisfies Stretch;
    }
  }),
];

function namespacesIn(profiles: string): string[] {
  const { root } = readYaml(wholeText("", profiles));
  const selectors = itemsAt(root, "fargateProfiles").flatMap((profile) => itemsAt(profile, "selectors"));
  return selectors.flatMap((selector) => (at(selector, "labels") ? [] : (stringAt(selector, "namespace") ?? [])));
}

/** Reads the namespaces of selectors; each selector is a block or a map with one namespace. */
function selectorsIn(text: string): string[] {
  const found: string[] = [];
  for (const { index } of text.matchAll(/\{/g)) {
    const own = text.slice(index + 1, endOfBraces(text, index + 1));
    const namespace = /^\s*(?:labels[ \t]*=[^\n]*\n\s*)?namespace[ \t]*=[ \t]*"([^"\n]*)"/.exec(own)?.[1];
    if (namespace !== undefined && !/\blabels[ \t]*=/.test(own)) found.push(namespace);
  }
  return found;
}
