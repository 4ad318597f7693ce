import type { Finding } from "../model/finding.ts";
import { renderCodeFrame } from "./code-frame.ts";
import { clip, escapeMarkdown, link, toCodeBlock, toCodeSpan } from "./escape.ts";
import { type Block, splitBlocks } from "./prose.ts";
import { describeFurtherClusters, formatClusterName, listRelatedBesides, type PlatformReason } from "./wording.ts";

/** Returns the web address of a line of a file, if there is one. */
export type PlaceLink = (file: string, line: number) => string | undefined;

/** Renders one finding as Markdown: the message and the remedy, with code and related places folded. */
export function renderFindingMarkdown(finding: Finding, reason: PlatformReason | undefined, place: PlaceLink): string {
  const { file, line } = finding.location;
  const related = listRelatedBesides(finding, reason).slice(0, 5);
  return [
    renderRuleMarkdown(finding, renderPlaceMarkdown(file, line, place)),
    escapeMarkdown(clip(finding.message, longestField)),
    ...renderFurtherClusters(finding),
    ...renderRemedy(finding.remedy),
    ...(related.length > 0 ? [related.map((other) => renderRelated(other, place)).join("\n")] : []),
    ...renderFrame(finding),
  ].join("\n\n");
}

/** Renders the line above a finding: its severity, place and rule. */
export function renderRuleMarkdown({ severity, rule, docs }: Finding, ...where: readonly string[]): string {
  const word = { error: "Error", warning: "Warning", note: "Note" }[severity];
  return [`**${word}**`, ...where, link(toCodeSpan(clip(rule, 100)), docs)].join(" · ");
}

/** Renders a place as a code span, and as a link if it has an address. */
export function renderPlaceMarkdown(file: string, line: number, place: PlaceLink): string {
  return link(toCodeSpan(`${clip(file, 300)}:${line}`), place(file, line));
}

/** Renders a cluster's name as a code span, or a description if the cluster has no name. */
export function nameCode(name: string): string {
  return name === formatClusterName(name) ? toCodeSpan(clip(name, 100)) : formatClusterName(name);
}

/** Renders the text of a rule as Markdown: paragraphs, and code blocks for indented lines. */
export function renderProseMarkdown(text: string): string[] {
  return splitBlocks(text).map(renderBlock);
}

const longestField = 1000;

function renderFurtherClusters(finding: Finding): string[] {
  const text = describeFurtherClusters(finding, nameCode);
  return text === undefined ? [] : [`${text}.`];
}

function renderRemedy(remedy: string): string[] {
  const [first, ...more] = splitBlocks(clip(remedy, longestField));
  if (first === undefined) return [];
  const start = first.kind === "code" ? ["**Fix:**", renderBlock(first)] : [`**Fix:** ${renderBlock(first)}`];
  return [...start, ...more.map(renderBlock)];
}

function renderBlock({ kind, text }: Block): string {
  return kind === "code" ? toCodeBlock(text, "text") : escapeMarkdown(text);
}

function renderRelated({ location, message }: Finding["related"][number], place: PlaceLink): string {
  return `- ${renderPlaceMarkdown(location.file, location.line, place)} ${escapeMarkdown(clip(message, 300))}`;
}

function renderFrame(finding: Finding): string[] {
  const frame = renderCodeFrame(finding, 100);
  return frame.length === 0 ? [] : ["<details><summary>Code</summary>", toCodeBlock(frame.slice(1, -1).join("\n"), "text"), "</details>"];
}
