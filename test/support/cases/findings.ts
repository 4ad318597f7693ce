import type { Finding } from "../../../src/model/finding.ts";
import type { Report } from "../../../src/model/report.ts";
import type { Reading } from "./case.ts";
import { formatPlace } from "./places.ts";

/** A line a finding, as the command's own format for expected files. */
export function listFindings({ report }: Reading): string[] {
  return report.findings.map(formatFinding);
}

/** The findings where the name of the case says whether there are some. */
export function listNamedFindings(reading: Reading): string[] {
  return /^(pass|fail)-/.test(reading.name) ? listFindings(reading) : [];
}

/** The findings, each with the other places that explain it. */
export function listFindingsWithPlaces({ report }: Reading): string[] {
  return report.findings.flatMap((finding) => [
    formatFinding(finding),
    ...finding.related.map(({ location, message }) => `  ${location.file}:${location.line}: ${message}`),
  ]);
}

export function listSuppressed({ report }: Reading): string[] {
  return report.suppressed.map(({ location, rule, suppression }) => `${formatPlace(location)} ${rule}: ${suppression}`.trimEnd());
}

export function formatFinding({ location, severity, message, rule }: Finding): string {
  return `${formatPlace(location)}: ${severity} ${message} [${rule}]`;
}

/** The problems with the codes that a kind is about. */
export function listProblems(isShown: (code: string) => boolean): (reading: Reading) => string[] {
  return ({ report }) => report.problems.filter(({ code }) => isShown(code)).map(formatProblem);
}

/** Lines after the first are a part of the message, indented as the message has them. */
function formatProblem({ code, location, message }: Report["problems"][number]): string {
  return `${formatPlace(location)} ${code}: ${message}`;
}
