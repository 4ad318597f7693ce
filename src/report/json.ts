import type { Finding } from "../model/finding.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import type { ReportDocument, ReportedFinding, ReportedProblem } from "../model/shapes/report.ts";
import { serializeJson } from "./escape.ts";

/** The report as a contract for programs: `schemas/report.schema.json` describes it. */
export function renderJsonReport(report: Report): string {
  const document: ReportDocument = {
    schemaVersion: 1,
    summary: report.summary,
    findings: report.findings.map(toFindingObject),
    suppressed: report.suppressed.map(toFindingObject),
    problems: report.problems.map(toProblemObject),
  };
  return `${serializeJson(document)}\n`;
}

function toFindingObject({
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

function toProblemObject({ code, message, location }: LocatedProblem): ReportedProblem {
  return location ? { code, message, file: location.file, line: location.line } : { code, message };
}
