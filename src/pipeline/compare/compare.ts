import { isKnown } from "../../model/baseline.ts";
import type { Comparison } from "../../model/comparison.ts";
import type { Finding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { compareFiles, type Sides } from "./files.ts";
import { matchFindings } from "./findings.ts";
import { findSettingChanges } from "./settings.ts";

/** Adds to a report what has changed since an earlier one; `base` is the name of the earlier commit. */
export function compareReports(now: Report, before: Report, base: string, sides: Sides): Report {
  const files = compareFiles(sides);
  // The earlier report has no baseline. Known findings take part in the matching, so that they do not make room for a second mistake
  // of the same kind.
  const { added: absent, resolved } = matchFindings([...now.findings, ...now.suppressed.filter(isKnown)], before.findings, files);
  const added = absent.filter((finding) => !isKnown(finding));
  const comparison: Comparison = {
    base,
    added: collectFingerprints(added),
    onChangedLines: collectFingerprints(now.findings.filter(files.isOnChangedLine)),
    inChangedFiles: collectFingerprints(now.findings.filter(files.isChanged)),
    before: now.findings.length - added.length,
    hidden: false,
    // A finding that is suppressed now is not resolved.
    resolved: matchFindings(now.suppressed, resolved, files).resolved,
    settings: findSettingChanges(now.clusters, before.clusters, (file) => sides.renames.get(file) ?? file),
  };
  return { ...now, comparison };
}

function collectFingerprints(findings: readonly Finding[]): Set<string> {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}
