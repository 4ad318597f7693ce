import { type Baseline, baselineReason, type KnownFinding } from "../model/baseline.ts";
import type { Finding } from "../model/finding.ts";
import { locate } from "../model/location.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { offsetsOf } from "./parse.ts";

/** Takes out of a report what the baseline knows. What the baseline knows and nobody finds any more is a problem. */
export function withBaseline(report: Report, baseline: Baseline, cluster: string | undefined): Report {
  if (baseline.findings.length === 0) return report;
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const findings = report.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const suppressed = report.findings
    .filter(({ fingerprint }) => known.has(fingerprint))
    .map((finding): Finding => ({ ...finding, suppression: baselineReason }));
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), notes: count("note") };
  return {
    ...report,
    summary: { ...report.summary, ...counts, suppressed: report.summary.suppressed + suppressed.length },
    findings,
    suppressed: [...report.suppressed, ...suppressed],
    problems: [...report.problems, ...staleEntries(report, baseline, cluster)],
  };
}

/** Whether a run would find it: it may be of some directories, or of one cluster, alone. */
export function isLookedFor({ file, cluster }: KnownFinding, roots: readonly string[], onlyCluster: string | undefined): boolean {
  if (onlyCluster !== undefined && cluster !== onlyCluster) return false;
  return roots.some((root) => {
    const path = root.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
    return path === "" || path === "." || file === path || file.startsWith(`${path}/`);
  });
}

function staleEntries({ findings, suppressed, roots }: Report, baseline: Baseline, cluster: string | undefined): LocatedProblem[] {
  const found = new Set([...findings, ...suppressed].map(({ fingerprint }) => fingerprint));
  const offsets = offsetsOf(baseline);
  return baseline.findings.flatMap((entry, index) => {
    if (found.has(entry.fingerprint) || !isLookedFor(entry, roots, cluster)) return [];
    const start = offsets[index] ?? 0;
    const location = locate(baseline.text, { file: baseline.file, start, end: start });
    const message = `The baseline lists \`${entry.rule}\` in ${entry.file}, which is no longer found; remove it with \`--write-baseline\`.`;
    return [{ code: "baseline-stale", message, location }];
  });
}
