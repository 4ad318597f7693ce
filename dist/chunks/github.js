import {
  count,
  enumerate,
  furtherClusters,
  severities,
  sortedProblems,
  withSeverity
} from "./wording.js";
import {
  clip,
  workflowCommand
} from "./escape.js";

// src/report/github.ts
function githubReport(report, warned = 0) {
  const findings = nearestFirst(report);
  const room = { error: annotationsOfLevel, warning: Math.max(1, annotationsOfLevel - warned), note: annotationsOfLevel };
  const commands = severities.flatMap((severity) => annotations(withSeverity(findings, severity), severity, room[severity]));
  const notes = commands.filter((command) => command.startsWith("::notice")).length;
  commands.push(...notices(report, annotationsOfLevel - notes));
  return commands.map((command) => `${command}
`).join("");
}
var annotationsOfLevel = 10;
var placesOfRepeats = 5;
var longestField = 2e3;
function annotations(findings, severity, room) {
  const groups = repeats(findings);
  if (groups.length <= room) return groups.map((group) => annotation(group, severity));
  const shown = groups.slice(0, room - 1);
  const left = groups.slice(shown.length).flat().length;
  const message = `${count(left, `more ${severity}`)} ${left === 1 ? "is" : "are"} listed in the job summary`;
  return [
    ...shown.map((group) => annotation(group, severity)),
    workflowCommand(chooseLevel(severity), { title: "istio-preflight" }, message)
  ];
}
function notices({ problems }, room) {
  const { likely, unknown, unread, unrendered } = sortedProblems(problems);
  const all = [...unrendered, ...likely, ...unread].map((problem) => notice(problem));
  const last = unknown.slice(0, 1).map((problem) => notice(problem));
  return [...all.slice(0, Math.max(0, room - last.length)), ...last].slice(0, Math.max(0, room));
}
function notice({ code, message, location }) {
  const title = `istio-preflight: ${subjects.get(code) ?? "platform"}`;
  return workflowCommand("notice", { ...location && positionKeys(location), title }, clip(message, longestField));
}
var subjects = /* @__PURE__ */ new Map([
  ["install-unread", "not read"],
  ["install-unrendered", "does not render"]
]);
function nearestFirst({ findings, comparison }) {
  if (!comparison) return findings;
  const { onChangedLines, inChangedFiles, added } = comparison;
  const distance = ({ fingerprint }) => (onChangedLines.has(fingerprint) ? 0 : 4) + (inChangedFiles.has(fingerprint) ? 0 : 2) + (added.has(fingerprint) ? 0 : 1);
  return findings.map((finding) => ({ finding, distance: distance(finding) })).sort((one, other) => one.distance - other.distance).map(({ finding }) => finding);
}
function repeats(findings) {
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
function annotation([finding, ...others], severity) {
  const title = clip(`${finding.title} (${finding.rule})`, 200);
  const parts = [clip(finding.message, longestField)];
  const further = furtherClusters(finding);
  if (further !== void 0) parts.push(`${clip(further, longestField)}.`);
  if (finding.remedy) parts.push(`Fix: ${clip(finding.remedy, longestField)}`);
  if (others.length > 0) parts.push(`The same in ${enumerate(others.map(placeName), placesOfRepeats)}.`);
  if (finding.docs) parts.push(finding.docs);
  return workflowCommand(chooseLevel(severity), { ...positionKeys(finding.location), title }, parts.join("\n"));
}
function positionKeys({ file, line, column, endLine, endColumn }) {
  const [col, endCol] = line === endLine ? [column, endColumn] : [];
  return { file, line, col, endLine, endColumn: endCol };
}
function placeName({ location }) {
  return `${location.file}:${location.line}`;
}
function chooseLevel(severity) {
  return severity === "note" ? "notice" : severity;
}

export {
  githubReport,
  nearestFirst
};
