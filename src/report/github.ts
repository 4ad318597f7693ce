import type { Finding, Severity } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { buildWorkflowCommand, clip } from "./escape.ts";
import { count, describeFurtherClusters, enumerate, severities, sortProblems, withSeverity } from "./wording.ts";

/**
 * Renders the report as GitHub annotations. GitHub shows ten of each level for a step and silently drops the rest. `warned` is the
 * number of warnings that the step has already written.
 */
export function renderGithubReport(report: Report, warned = 0): string {
  const findings = sortNearestFirst(report);
  const room = { error: annotationsOfLevel, warning: Math.max(1, annotationsOfLevel - warned), note: annotationsOfLevel };
  const commands = severities.flatMap((severity) => renderAnnotations(withSeverity(findings, severity), severity, room[severity]));
  const notes = commands.filter((command) => command.startsWith("::notice")).length;
  commands.push(...renderNotices(report, annotationsOfLevel - notes));
  return commands.map((command) => `${command}\n`).join("");
}

const annotationsOfLevel = 10;
const placesOfRepeats = 5;
const longestField = 2000;

function renderAnnotations(findings: readonly Finding[], severity: Severity, room: number): string[] {
  const groups = groupRepeats(findings);
  if (groups.length <= room) return groups.map((group) => renderAnnotation(group, severity));
  const shown = groups.slice(0, room - 1);
  const left = groups.slice(shown.length).flat().length;
  const message = `${count(left, `more ${severity}`)} ${left === 1 ? "is" : "are"} listed in the job summary`;
  return [
    ...shown.map((group) => renderAnnotation(group, severity)),
    buildWorkflowCommand(chooseLevel(severity), { title: "istio-preflight" }, message),
  ];
}

/** What stayed open: one notice for each likely platform and each file that is not read, and one for all platforms that are unknown. */
function renderNotices({ problems }: Report, room: number): string[] {
  const { likely, unknown, unread, unrendered } = sortProblems(problems);
  const all = [...unrendered, ...likely, ...unread].map((problem) => renderNotice(problem));
  const last = unknown.slice(0, 1).map((problem) => renderNotice(problem));
  return [...all.slice(0, Math.max(0, room - last.length)), ...last].slice(0, Math.max(0, room));
}

function renderNotice({ code, message, location }: LocatedProblem): string {
  const title = `istio-preflight: ${subjects.get(code) ?? "platform"}`;
  return buildWorkflowCommand("notice", { ...(location && toPositionKeys(location)), title }, clip(message, longestField));
}

const subjects: ReadonlyMap<string, string> = new Map([
  ["install-unread", "not read"],
  ["install-unrendered", "does not render"],
]);

/** Sorts findings on changed lines first, then those in changed files, which GitHub also shows in the list of changed files. */
export function sortNearestFirst({ findings, comparison }: Report): readonly Finding[] {
  if (!comparison) return findings;
  const { onChangedLines, inChangedFiles, added } = comparison;
  const distance = ({ fingerprint }: Finding) =>
    (onChangedLines.has(fingerprint) ? 0 : 4) + (inChangedFiles.has(fingerprint) ? 0 : 2) + (added.has(fingerprint) ? 0 : 1);
  return findings
    .map((finding) => ({ finding, distance: distance(finding) }))
    .sort((one, other) => one.distance - other.distance)
    .map(({ finding }) => finding);
}

type Group = [Finding, ...Finding[]];

/** Groups the same mistake in several places into one annotation. */
function groupRepeats(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const key = `${finding.rule}\n${finding.message}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function renderAnnotation([finding, ...others]: Group, severity: Severity): string {
  const title = clip(`${finding.title} (${finding.rule})`, 200);
  const parts = [clip(finding.message, longestField)];
  const further = describeFurtherClusters(finding);
  if (further !== undefined) parts.push(`${clip(further, longestField)}.`);
  if (finding.remedy) parts.push(`Fix: ${clip(finding.remedy, longestField)}`);
  if (others.length > 0) parts.push(`The same in ${enumerate(others.map(formatPlace), placesOfRepeats)}.`);
  if (finding.docs) parts.push(finding.docs);
  return buildWorkflowCommand(chooseLevel(severity), { ...toPositionKeys(finding.location), title }, parts.join("\n"));
}

/** Returns the position of an annotation, with the property names of workflow commands. GitHub ignores columns of multi-line ranges. */
function toPositionKeys({ file, line, column, endLine, endColumn }: Location) {
  const [col, endCol] = line === endLine ? [column, endColumn] : [];
  return { file, line, col, endLine, endColumn: endCol };
}

function formatPlace({ location }: Finding): string {
  return `${location.file}:${location.line}`;
}

function chooseLevel(severity: Severity): "error" | "warning" | "notice" {
  return severity === "note" ? "notice" : severity;
}
