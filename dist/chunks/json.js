import {
  serializeJson
} from "./escape.js";

// src/report/json.ts
function renderJsonReport(report) {
  const document = {
    schemaVersion: 1,
    summary: report.summary,
    findings: report.findings.map(toFindingObject),
    suppressed: report.suppressed.map(toFindingObject),
    problems: report.problems.map(toProblemObject)
  };
  return `${serializeJson(document)}
`;
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
  fix
}) {
  const { file, line, column, endLine, endColumn } = location;
  return {
    ...{ rule, severity, confidence, message, remedy, cluster, clusters },
    ...{ file, line, column, endLine, endColumn },
    related: related.map((other) => ({ file: other.location.file, line: other.location.line, message: other.message })),
    ...fix && { fix },
    ...{ fingerprint, docs },
    ...suppression === void 0 ? {} : { reason: suppression }
  };
}
function toProblemObject({ code, message, location }) {
  return location ? { code, message, file: location.file, line: location.line } : { code, message };
}

export {
  renderJsonReport
};
