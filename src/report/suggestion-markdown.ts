import type { Finding } from "../model/finding.ts";
import { clip, markdown, suggestionBlock } from "./escape.ts";
import { ruleMarkdown } from "./finding-markdown.ts";
import { count } from "./wording.ts";

/** Renders lines that fix findings in the form that GitHub offers to commit; undefined if they cannot be shown verbatim. */
export function suggestionMarkdown(findings: readonly Finding[], lines: readonly string[]): string | undefined {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const block = length > longestText ? undefined : suggestionBlock(lines);
  if (block === undefined) return undefined;
  const left = findings.length - shownFindings;
  return [
    ...findings.slice(0, shownFindings).flatMap((finding) => [ruleMarkdown(finding), markdown(clip(finding.message, longestField))]),
    ...(left > 0 ? [`It repairs ${count(left, "more finding")}.`] : []),
    ...caution(findings),
    block,
  ].join("\n\n");
}

const shownFindings = 5;
const longestField = 1000;

/** The maximum length of a suggestion, because longer ones are not reviewed before they are committed. */
const longestText = 10_000;

function caution(findings: readonly Finding[]): string[] {
  const fix = findings.map((finding) => finding.fix).find((candidate) => candidate?.safe === false);
  return fix ? [`**Look twice:** ${markdown(clip(fix.reason ?? "it does more than the finding is about", longestField))}.`] : [];
}
