import {
  count,
  describeFurtherClusters,
  enumerate,
  severities,
  sortProblems,
  withSeverity
} from "./wording.js";
import {
  buildWorkflowCommand,
  clip
} from "./escape.js";

// src/report/github.ts
function renderGithubReport(report, warned = 0) {
  const findings = sortNearestFirst(report);
  const room = { error: annotationsOfLevel, warning: Math.max(1, annotationsOfLevel - warned), note: annotationsOfLevel };
  const commands = severities.flatMap((severity) => renderAnnotations(withSeverity(findings, severity), severity, room[severity]));
  const notes = commands.filter((command) => command.startsWith("::notice")).length;
  commands.push(...renderNotices(report, annotationsOfLevel - notes));
  return commands.map((command) => `${command}
`).join("");
}
var annotationsOfLevel = 10;
var placesOfRepeats = 5;
var longestField = 2e3;
function renderAnnotations(findings, severity, room) {
  const groups = groupRepeats(findings);
  if (groups.length <= room) return groups.map((group) => renderAnnotation(group, severity));
  const shown = groups.slice(0, room - 1);
  const left = groups.slice(shown.length).flat().length;
  const message = `${count(left, `more ${severity}`)} ${left === 1 ? "is" : "are"} listed in the job summary`;
  return [
    ...shown.map((group) => renderAnnotation(group, severity)),
    buildWorkflowCommand(chooseLevel(severity), { title: "istio-preflight" }, message)
  ];
}
function renderNotices({ problems }, room) {
  const { likely, unknown, unread, unrendered } = sortProblems(problems);
  const all = [...unrendered, ...likely, ...unread].map((problem) => renderNotice(problem));
  const last = unknown.slice(0, 1).map((problem) => renderNotice(problem));
  return [...all.slice(0, Math.max(0, room - last.length)), ...last].slice(0, Math.max(0, room));
}
function renderNotice({ code, message, location }) {
  const title = `istio-preflight: ${subjects.get(code) ?? "platform"}`;
  return buildWorkflowCommand("notice", { ...location && toPositionKeys(location), title }, clip(message, longestField));
}
var subjects = /* @__PURE__ */ new Map([
  ["install-unread", "not read"],
  ["install-unrendered", "does not render"]
]);
function sortNearestFirst({ findings, comparison }) {
  if (!comparison) return findings;
  const { onChangedLines, inChangedFiles, added } = comparison;
  const distance = ({ fingerprint }) => (onChangedLines.has(fingerprint) ? 0 : 4) + (inChangedFiles.has(fingerprint) ? 0 : 2) + (added.has(fingerprint) ? 0 : 1);
  return findings.map((finding) => ({ finding, distance: distance(finding) })).sort((one, other) => one.distance - other.distance).map(({ finding }) => finding);
}
function groupRepeats(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const key = `${finding.rule}
${finding.message}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}
function renderAnnotation([finding, ...others], severity) {
  const title = clip(`${finding.title} (${finding.rule})`, 200);
  const parts = [clip(finding.message, longestField)];
  const further = describeFurtherClusters(finding);
  if (further !== void 0) parts.push(`${clip(further, longestField)}.`);
  if (finding.remedy) parts.push(`Fix: ${clip(finding.remedy, longestField)}`);
  if (others.length > 0) parts.push(`The same in ${enumerate(others.map(formatPlace), placesOfRepeats)}.`);
  if (finding.docs) parts.push(finding.docs);
  return buildWorkflowCommand(chooseLevel(severity), { ...toPositionKeys(finding.location), title }, parts.join("\n"));
}
function toPositionKeys({ file, line, column, endLine, endColumn }) {
  const [col, endCol] = line === endLine ? [column, endColumn] : [];
  return { file, line, col, endLine, endColumn: endCol };
}
function formatPlace({ location }) {
  return `${location.file}:${location.line}`;
}
function chooseLevel(severity) {
  return severity === "note" ? "notice" : severity;
}

export {
  renderGithubReport,
  sortNearestFirst
};
