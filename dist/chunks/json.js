import {
  json
} from "./escape.js";

// src/report/json.ts
function jsonReport(report) {
  const document = {
    schemaVersion: 1,
    summary: report.summary,
    findings: report.findings.map(findingObject),
    suppressed: report.suppressed.map(findingObject),
    problems: report.problems.map(problemObject)
  };
  return `${json(document)}
`;
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
function problemObject({ code, message, location }) {
  return location ? { code, message, file: location.file, line: location.line } : { code, message };
}

export {
  jsonReport
};
