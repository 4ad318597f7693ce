import type { Cluster } from "../model/cluster.ts";
import type { ClusterDeployments } from "../model/deployment-tree.ts";
import type { Finding, Problem } from "../model/finding.ts";
import { locate } from "../model/location.ts";
import type { PolicyMetadata } from "../model/policy.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { clip } from "./escape.ts";

/** The result of one run, before it is counted. */
export interface Outcome {
  readonly files: number;
  readonly clusters: readonly Cluster[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly deployments: () => readonly ClusterDeployments[];
  readonly roots: readonly string[];
  readonly customRules: readonly PolicyMetadata[];
}

/** Counts, sorts and locates the result of a run. */
export function buildReport(outcome: Outcome, text: (file: string) => string | undefined): Report {
  const count = (severity: Finding["severity"]) => outcome.findings.filter((finding) => finding.severity === severity).length;
  const documents = outcome.clusters.map((cluster) => cluster.document);
  const installs = documents.flatMap((document) => document.installs);
  return {
    summary: {
      files: outcome.files,
      clusters: documents.length,
      installs: installs.length,
      errors: count("error"),
      warnings: count("warning"),
      notes: count("note"),
      suppressed: outcome.suppressed.length,
      unknown: installs.filter((install) => install.unknown.some((pointer) => !aboutOrigin.test(pointer))).length,
    },
    findings: outcome.findings.map(clipFinding),
    suppressed: outcome.suppressed.map(clipFinding),
    problems: listDistinctProblems(outcome.problems, text),
    clusters: documents,
    deployments: outcome.deployments,
    roots: outcome.roots,
    customRules: outcome.customRules,
  };
}

/** The origin of an install is not one of its values. */
const aboutOrigin = /^\/(repository|client)(\/|$)/;

/** Clips the texts of a finding: they quote values from the repository, which may have any size. */
function clipFinding(finding: Finding): Finding {
  const { message, remedy, related, fix, suppression } = finding;
  return {
    ...finding,
    message: clip(message, longestText),
    remedy: clip(remedy, longestText),
    related: related.map((other) => ({ ...other, message: clip(other.message, longestText) })),
    ...(fix && fix.title.length > longestText && { fix: { ...fix, title: clip(fix.title, longestText) } }),
    ...(suppression !== undefined && { suppression: clip(suppression, longestText) }),
  };
}

const longestText = 2000;

function listDistinctProblems(problems: readonly Problem[], text: (file: string) => string | undefined): LocatedProblem[] {
  const located = new Map<string, LocatedProblem>();
  for (const { code, message, place } of problems) {
    const location = place ? locate(text(place.file) ?? "", place) : null;
    const key = [code, location?.file, location?.line, location?.column, message].join("\0");
    located.set(key, { code, message: clip(message, longestText), location });
  }
  return [...located.values()].sort(compareByLocation);
}

function compareByLocation(one: LocatedProblem, other: LocatedProblem): number {
  const files = compare(one.location?.file ?? "", other.location?.file ?? "");
  return files || (one.location?.line ?? 0) - (other.location?.line ?? 0) || compare(one.code, other.code);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
