import type { Finding } from "../model/finding.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import type { ReportDocument, ReportedFinding, ReportedProblem } from "../model/shapes/report.ts";
import { json } from "./escape.ts";

/** The report as a contract for programs: `schemas/report.schema.json` describes it. */
export function jsonReport(report: Report): string {
  const document: ReportDocument = {
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
}: Finding): ReportedFinding {
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

function problemObject({ code, message, location }: LocatedProblem): ReportedProblem {
  return location ? { code, message, file: location.file, line: location.line } : { code, message };
}
