import type { PolicyMetadata } from "../model/policy.ts";
import { code, codeBlock, link, markdown } from "./escape.ts";
import { proseMarkdown } from "./finding-markdown.ts";
import { scopeText } from "./rule-text.ts";

/** Files that break a rule, and the command's output for them. */
export interface RuleExample {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly output: string;
}

/** Renders the documentation page of a rule, for `docs/rules/<id>.md`. */
export function rulePage(rule: PolicyMetadata, example?: RuleExample): string {
  const parts = [
    `# ${rule.id}`,
    `${markdown(rule.title)}.`,
    `**${rule.severity}** · ${markdown(scopeText(rule))}`,
    "## What breaks",
    ...proseMarkdown(rule.description),
    "## Fix",
    ...proseMarkdown(rule.remedy),
    ...(example ? examplePart(example) : []),
    ...(rule.links.length > 0 ? ["## Links", rule.links.map((address) => `- ${link(code(address), address)}`).join("\n")] : []),
    "## Turn it off",
    "In `.istio-preflight.yaml`, with `off` or another severity:",
    codeBlock(`rules:\n  ${rule.id}: off`, "yaml"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function examplePart({ files, output }: RuleExample): string[] {
  const shown = files.flatMap(({ path, text }) => [`${code(path)}:`, codeBlock(text.trimEnd(), detectFenceLanguage(path))]);
  return ["## Example", ...shown, "`istio-preflight` says:", codeBlock(output.trimEnd(), "text")];
}

function detectFenceLanguage(path: string): "yaml" | "sh" | "hcl" | "text" {
  if (/\.ya?ml$/.test(path)) return "yaml";
  if (/\.tf$/.test(path)) return "hcl";
  return /\.sh$/.test(path) ? "sh" : "text";
}
