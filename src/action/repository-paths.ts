import type { Finding } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { Report } from "../model/report.ts";

/** Returns the report with paths relative to the root of the repository, which GitHub expects. */
export function fromRepositoryRoot(report: Report, prefix: string): Report {
  if (prefix === "") return report;
  const move = (location: Location): Location => ({ ...location, file: prefix + location.file });
  const moveFinding = ({ fix, ...finding }: Finding): Finding => ({
    ...finding,
    location: move(finding.location),
    related: finding.related.map(({ location, message }) => ({ location: move(location), message })),
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: prefix + edit.file })) } }),
  });
  return {
    ...report,
    findings: report.findings.map(moveFinding),
    suppressed: report.suppressed.map(moveFinding),
    problems: report.problems.map((problem) => ({ ...problem, location: problem.location && move(problem.location) })),
  };
}
