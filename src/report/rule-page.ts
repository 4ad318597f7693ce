import type { PolicyMetadata } from "../model/policy.ts";
import { escapeMarkdown, link, toCodeBlock, toCodeSpan } from "./escape.ts";
import { renderProseMarkdown } from "./finding-markdown.ts";
import { describeScope } from "./rule-text.ts";

/** Files that break a rule, and the command's output for them. */
export interface RuleExample {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly output: string;
}

/** Renders the documentation page of a rule, for `docs/rules/<id>.md`. */
export function renderRulePage(rule: PolicyMetadata, example?: RuleExample): string {
  const parts = [
    `# ${rule.id}`,
    `${escapeMarkdown(rule.title)}.`,
    `**${rule.severity}** · ${escapeMarkdown(describeScope(rule))}`,
    "## What breaks",
    ...renderProseMarkdown(rule.description),
    "## Fix",
    ...renderProseMarkdown(rule.remedy),
    ...(example ? renderExample(example) : []),
    ...(rule.links.length > 0 ? ["## Links", rule.links.map((address) => `- ${link(toCodeSpan(address), address)}`).join("\n")] : []),
    "## Turn it off",
    "In `.istio-preflight.yaml`, with `off` or another severity:",
    toCodeBlock(`rules:\n  ${rule.id}: off`, "yaml"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function renderExample({ files, output }: RuleExample): string[] {
  const shown = files.flatMap(({ path, text }) => [`${toCodeSpan(path)}:`, toCodeBlock(text.trimEnd(), detectFenceLanguage(path))]);
  return ["## Example", ...shown, "`istio-preflight` says:", toCodeBlock(output.trimEnd(), "text")];
}

function detectFenceLanguage(path: string): "yaml" | "sh" | "hcl" | "text" {
  if (/\.ya?ml$/.test(path)) return "yaml";
  if (/\.tf$/.test(path)) return "hcl";
  return /\.sh$/.test(path) ? "sh" : "text";
}
