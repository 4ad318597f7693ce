import type { Finding } from "../model/finding.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { json } from "./escape.ts";

/** The report as a contract for programs: section "The JSON report" of the documentation, version 1. */
export function jsonReport(report: Report): string {
  const document = {
    schemaVersion: 1,
    summary: report.summary,
    findings: report.findings.map(findingObject),
    suppressed: report.suppressed.map(findingObject),
    problems: report.problems.map(problemObject),
  };
  return `${json(document)}\n`;
}

function findingObject({
  rule,
  severity,
  confidence,
  message,
  remedy,
  cluster,
  clusters,
  location,
  related,
  fingerprint,
  docs,
  suppression,
  fix,
}: Finding) {
  const { file, line, column, endLine, endColumn } = location;
  return {
    ...{ rule, severity, confidence, message, remedy, cluster, clusters },
    ...{ file, line, column, endLine, endColumn },
    related: related.map((other) => ({ file: other.location.file, line: other.location.line, message: other.message })),
    ...(fix && { fix }),
    ...{ fingerprint, docs },
    ...(suppression === undefined ? {} : { reason: suppression }),
  };
}

function problemObject({ code, message, location }: LocatedProblem) {
  return location ? { code, message, file: location.file, line: location.line } : { code, message };
}
