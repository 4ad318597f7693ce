import { type Baseline, baselineReason, type KnownFinding } from "../../model/baseline.ts";
import type { Finding } from "../../model/finding.ts";
import { locate } from "../../model/location.ts";
import type { LocatedProblem, Report } from "../../model/report.ts";
import { findEntryOffsets } from "./parse.ts";

/**
 * Moves known findings from a report's findings to the suppressed ones. An entry of the baseline that is no longer found is a
 * problem.
 */
export function withBaseline(report: Report, baseline: Baseline, cluster: string | undefined): Report {
  if (baseline.findings.length === 0) return report;
  const entries = matchEntries(report.findings, baseline);
  const findings = report.findings.filter((finding) => !entries.has(finding));
  const suppressed = report.findings
    .filter((finding) => entries.has(finding))
    .map((finding): Finding => ({ ...finding, suppression: baselineReason }));
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), notes: count("note") };
  return {
    ...report,
    summary: { ...report.summary, ...counts, suppressed: report.summary.suppressed + suppressed.length },
    findings,
    suppressed: [...report.suppressed, ...suppressed],
    problems: [...report.problems, ...findStaleEntries(report, baseline, new Set(entries.values()), cluster)],
  };
}

/**
 * Finds the baseline entry of each known finding. Fingerprints used to include the cluster, so older entries are matched by their
 * other fields.
 */
function matchEntries(findings: readonly Finding[], baseline: Baseline): Map<Finding, KnownFinding> {
  const byFingerprint = new Map(baseline.findings.map((entry) => [entry.fingerprint, entry]));
  const entries = new Map<Finding, KnownFinding>();
  for (const finding of findings) {
    const entry = byFingerprint.get(finding.fingerprint);
    if (entry) entries.set(finding, entry);
  }
  const taken = new Set(entries.values());
  const left = new Map<string, KnownFinding[]>();
  for (const entry of baseline.findings.filter((candidate) => !taken.has(candidate))) {
    const key = JSON.stringify([entry.rule, entry.file, entry.cluster, entry.message]);
    left.set(key, [...(left.get(key) ?? []), entry]);
  }
  for (const finding of findings.filter((candidate) => !entries.has(candidate))) {
    const { rule, location, clusters, message } = finding;
    const entry = clusters.map((name) => left.get(JSON.stringify([rule, location.file, name, message]))?.shift()).find((found) => found);
    if (entry) entries.set(finding, entry);
  }
  return entries;
}

/** Checks whether this run could find the entry: a run may be limited to some directories, or to one cluster. */
export function isLookedFor({ file, cluster }: KnownFinding, roots: readonly string[], onlyCluster: string | undefined): boolean {
  if (onlyCluster !== undefined && cluster !== onlyCluster) return false;
  return roots.some((root) => {
    const path = root.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
    return path === "" || path === "." || file === path || file.startsWith(`${path}/`);
  });
}

function findStaleEntries(
  { suppressed, roots }: Report,
  baseline: Baseline,
  used: ReadonlySet<KnownFinding>,
  cluster: string | undefined,
): LocatedProblem[] {
  const found = new Set(suppressed.map(({ fingerprint }) => fingerprint));
  const offsets = findEntryOffsets(baseline);
  return baseline.findings.flatMap((entry, index) => {
    if (used.has(entry) || found.has(entry.fingerprint) || !isLookedFor(entry, roots, cluster)) return [];
    const start = offsets[index] ?? 0;
    const location = locate(baseline.text, { file: baseline.file, start, end: start });
    const message = `The baseline lists \`${entry.rule}\` in ${entry.file}, which is no longer found; remove it with \`--write-baseline\`.`;
    return [{ code: "baseline-stale", message, location }];
  });
}
