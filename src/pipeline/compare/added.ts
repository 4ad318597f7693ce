import type { Finding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";

/** Reduces a report to the findings that the change causes. */
export function keepAdded(report: Report): Report {
  const { comparison, summary } = report;
  if (!comparison) return report;
  const findings = report.findings.filter(({ fingerprint }) => comparison.added.has(fingerprint));
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), notes: count("note") };
  return { ...report, findings, summary: { ...summary, ...counts }, comparison: { ...comparison, hidden: true } };
}
