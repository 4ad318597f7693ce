import type { Finding } from "../model/finding.ts";
import { clip, escapeMarkdown, toSuggestionBlock } from "./escape.ts";
import { renderRuleMarkdown } from "./finding-markdown.ts";
import { count } from "./wording.ts";

/** Renders lines that fix findings in the form that GitHub offers to commit; undefined if they cannot be shown verbatim. */
export function renderSuggestion(findings: readonly Finding[], lines: readonly string[]): string | undefined {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const block = length > longestText ? undefined : toSuggestionBlock(lines);
  if (block === undefined) return undefined;
  const left = findings.length - shownFindings;
  return [
    ...findings
      .slice(0, shownFindings)
      .flatMap((finding) => [renderRuleMarkdown(finding), escapeMarkdown(clip(finding.message, longestField))]),
    ...(left > 0 ? [`It repairs ${count(left, "more finding")}.`] : []),
    ...renderCaution(findings),
    block,
  ].join("\n\n");
}

const shownFindings = 5;
const longestField = 1000;

/** The maximum length of a suggestion, because longer ones are not reviewed before they are committed. */
const longestText = 10_000;

function renderCaution(findings: readonly Finding[]): string[] {
  const fix = findings.map((finding) => finding.fix).find((candidate) => candidate?.safe === false);
  return fix ? [`**Look twice:** ${escapeMarkdown(clip(fix.reason ?? "it does more than the finding is about", longestField))}.`] : [];
}
