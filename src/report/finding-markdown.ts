import type { Finding } from "../model/finding.ts";
import { codeFrame } from "./code-frame.ts";
import { clip, code, codeBlock, link, markdown } from "./escape.ts";
import { type Block, splitBlocks } from "./prose.ts";
import { clusterName, furtherClusters, type PlatformReason, relatedBesides } from "./wording.ts";

/** Returns the web address of a line of a file, if there is one. */
export type PlaceLink = (file: string, line: number) => string | undefined;

/** Renders one finding as Markdown: the message and the remedy, with code and related places folded. */
export function findingMarkdown(finding: Finding, reason: PlatformReason | undefined, place: PlaceLink): string {
  const { file, line } = finding.location;
  const related = relatedBesides(finding, reason).slice(0, 5);
  return [
    ruleMarkdown(finding, placeMarkdown(file, line, place)),
    markdown(clip(finding.message, longestField)),
    ...furtherClusterMarkdown(finding),
    ...remedyMarkdown(finding.remedy),
    ...(related.length > 0 ? [related.map((other) => relatedMarkdown(other, place)).join("\n")] : []),
    ...frameMarkdown(finding),
  ].join("\n\n");
}

/** Renders the line above a finding: its severity, place and rule. */
export function ruleMarkdown({ severity, rule, docs }: Finding, ...where: readonly string[]): string {
  const word = { error: "Error", warning: "Warning", note: "Note" }[severity];
  return [`**${word}**`, ...where, link(code(clip(rule, 100)), docs)].join(" · ");
}

/** Renders a place as a code span, and as a link if it has an address. */
export function placeMarkdown(file: string, line: number, place: PlaceLink): string {
  return link(code(`${clip(file, 300)}:${line}`), place(file, line));
}

/** Renders a cluster's name as a code span, or a description if the cluster has no name. */
export function nameCode(name: string): string {
  return name === clusterName(name) ? code(clip(name, 100)) : clusterName(name);
}

/** Renders the text of a rule as Markdown: paragraphs, and code blocks for indented lines. */
export function proseMarkdown(text: string): string[] {
  return splitBlocks(text).map(blockMarkdown);
}

const longestField = 1000;

function furtherClusterMarkdown(finding: Finding): string[] {
  const text = furtherClusters(finding, nameCode);
  return text === undefined ? [] : [`${text}.`];
}

function remedyMarkdown(remedy: string): string[] {
  const [first, ...more] = splitBlocks(clip(remedy, longestField));
  if (first === undefined) return [];
  const start = first.kind === "code" ? ["**Fix:**", blockMarkdown(first)] : [`**Fix:** ${blockMarkdown(first)}`];
  return [...start, ...more.map(blockMarkdown)];
}

function blockMarkdown({ kind, text }: Block): string {
  return kind === "code" ? codeBlock(text, "text") : markdown(text);
}

function relatedMarkdown({ location, message }: Finding["related"][number], place: PlaceLink): string {
  return `- ${placeMarkdown(location.file, location.line, place)} ${markdown(clip(message, 300))}`;
}

function frameMarkdown(finding: Finding): string[] {
  const frame = codeFrame(finding, 100);
  return frame.length === 0 ? [] : ["<details><summary>Code</summary>", codeBlock(frame.slice(1, -1).join("\n"), "text"), "</details>"];
}
