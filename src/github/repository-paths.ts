import type { Location } from "../model/location.ts";
import type { Report } from "../model/report.ts";

/** The report with its findings' paths counted from the root of the repository, where GitHub looks for them. */
export function fromRepositoryRoot(report: Report, prefix: string): Report {
  if (prefix === "") return report;
  const moved = (location: Location): Location => ({ ...location, file: prefix + location.file });
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, location: moved(finding.location) })) };
}
