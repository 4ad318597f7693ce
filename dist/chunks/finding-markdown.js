import {
  codeFrame
} from "./code-frame.js";
import {
  splitBlocks
} from "./prose.js";
import {
  clusterName,
  furtherClusters,
  relatedBesides
} from "./wording.js";
import {
  clip,
  code,
  codeBlock,
  link,
  markdown
} from "./escape.js";

// src/report/finding-markdown.ts
function findingMarkdown(finding, reason, place) {
  const { file, line } = finding.location;
  const related = relatedBesides(finding, reason).slice(0, 5);
  return [
    ruleMarkdown(finding, placeMarkdown(file, line, place)),
    markdown(clip(finding.message, longestField)),
    ...furtherClusterMarkdown(finding),
    ...remedyMarkdown(finding.remedy),
    ...related.length > 0 ? [related.map((other) => relatedMarkdown(other, place)).join("\n")] : [],
    ...frameMarkdown(finding)
  ].join("\n\n");
}
function ruleMarkdown({ severity, rule, docs }, ...where) {
  const word = { error: "Error", warning: "Warning", note: "Note" }[severity];
  return [`**${word}**`, ...where, link(code(clip(rule, 100)), docs)].join(" \xB7 ");
}
function placeMarkdown(file, line, place) {
  return link(code(`${clip(file, 300)}:${line}`), place(file, line));
}
function nameCode(name) {
  return name === clusterName(name) ? code(clip(name, 100)) : clusterName(name);
}
function proseMarkdown(text) {
  return splitBlocks(text).map(blockMarkdown);
}
var longestField = 1e3;
function furtherClusterMarkdown(finding) {
  const text = furtherClusters(finding, nameCode);
  return text === void 0 ? [] : [`${text}.`];
}
function remedyMarkdown(remedy) {
  const [first, ...more] = splitBlocks(clip(remedy, longestField));
  if (first === void 0) return [];
  const start = first.kind === "code" ? ["**Fix:**", blockMarkdown(first)] : [`**Fix:** ${blockMarkdown(first)}`];
  return [...start, ...more.map(blockMarkdown)];
}
function blockMarkdown({ kind, text }) {
  return kind === "code" ? codeBlock(text, "text") : markdown(text);
}
function relatedMarkdown({ location, message }, place) {
  return `- ${placeMarkdown(location.file, location.line, place)} ${markdown(clip(message, 300))}`;
}
function frameMarkdown(finding) {
  const frame = codeFrame(finding, 100);
  return frame.length === 0 ? [] : ["<details><summary>Code</summary>", codeBlock(frame.slice(1, -1).join("\n"), "text"), "</details>"];
}

export {
  findingMarkdown,
  ruleMarkdown,
  placeMarkdown,
  nameCode,
  proseMarkdown
};
