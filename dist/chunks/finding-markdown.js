import {
  renderCodeFrame
} from "./code-frame.js";
import {
  splitBlocks
} from "./prose.js";
import {
  describeFurtherClusters,
  formatClusterName,
  listRelatedBesides
} from "./wording.js";
import {
  clip,
  escapeMarkdown,
  link,
  toCodeBlock,
  toCodeSpan
} from "./escape.js";

// src/report/finding-markdown.ts
function renderFindingMarkdown(finding, reason, place) {
  const { file, line } = finding.location;
  const related = listRelatedBesides(finding, reason).slice(0, 5);
  return [
    renderRuleMarkdown(finding, renderPlaceMarkdown(file, line, place)),
    escapeMarkdown(clip(finding.message, longestField)),
    ...renderFurtherClusters(finding),
    ...renderRemedy(finding.remedy),
    ...related.length > 0 ? [related.map((other) => renderRelated(other, place)).join("\n")] : [],
    ...renderFrame(finding)
  ].join("\n\n");
}
function renderRuleMarkdown({ severity, rule, docs }, ...where) {
  const word = { error: "Error", warning: "Warning", note: "Note" }[severity];
  return [`**${word}**`, ...where, link(toCodeSpan(clip(rule, 100)), docs)].join(" \xB7 ");
}
function renderPlaceMarkdown(file, line, place) {
  return link(toCodeSpan(`${clip(file, 300)}:${line}`), place(file, line));
}
function nameCode(name) {
  return name === formatClusterName(name) ? toCodeSpan(clip(name, 100)) : formatClusterName(name);
}
function renderProseMarkdown(text) {
  return splitBlocks(text).map(renderBlock);
}
var longestField = 1e3;
function renderFurtherClusters(finding) {
  const text = describeFurtherClusters(finding, nameCode);
  return text === void 0 ? [] : [`${text}.`];
}
function renderRemedy(remedy) {
  const [first, ...more] = splitBlocks(clip(remedy, longestField));
  if (first === void 0) return [];
  const start = first.kind === "code" ? ["**Fix:**", renderBlock(first)] : [`**Fix:** ${renderBlock(first)}`];
  return [...start, ...more.map(renderBlock)];
}
function renderBlock({ kind, text }) {
  return kind === "code" ? toCodeBlock(text, "text") : escapeMarkdown(text);
}
function renderRelated({ location, message }, place) {
  return `- ${renderPlaceMarkdown(location.file, location.line, place)} ${escapeMarkdown(clip(message, 300))}`;
}
function renderFrame(finding) {
  const frame = renderCodeFrame(finding, 100);
  return frame.length === 0 ? [] : ["<details><summary>Code</summary>", toCodeBlock(frame.slice(1, -1).join("\n"), "text"), "</details>"];
}

export {
  renderFindingMarkdown,
  renderRuleMarkdown,
  renderPlaceMarkdown,
  nameCode,
  renderProseMarkdown
};
