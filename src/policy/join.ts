import type { Finding, Related } from "../model/finding.ts";
import { computeFingerprint } from "./fingerprint.ts";
import { joinFixes } from "./joined-fix.ts";

/** A finding without its fingerprint. */
export type Unnamed = Omit<Finding, "fingerprint">;

/** The order of severities and confidences, the highest first. */
export const ranks = {
  severity: { error: 0, warning: 1, note: 2 },
  confidence: { high: 0, medium: 1, low: 2 },
} as const;

/** Merges the findings of one rule at one place, such as a line that several clusters or charts share. The order is kept. */
export function joinFindings(findings: readonly Unnamed[]): Unnamed[] {
  const groups = new Map<string, [Unnamed, ...Unnamed[]]>();
  for (const finding of findings) {
    const { file, line, column } = finding.location;
    const key = JSON.stringify([finding.rule, file, line, column]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(mergeFindings);
}

/** The merged finding has the severity, confidence and message of the most severe one; other messages become related places. */
function mergeFindings([first, ...others]: readonly [Unnamed, ...Unnamed[]]): Unnamed {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const { severity, confidence, message } = all.reduce((gravest, finding) =>
    rankFinding(finding) < rankFinding(gravest) ? finding : gravest,
  );
  const besides = all.filter((finding) => finding.message !== message);
  const related = [
    ...besides.map((finding): Related => ({ location: finding.location, message: finding.message })),
    ...all.flatMap((finding) => finding.related),
  ];
  const clusters = [...new Set(all.map(({ cluster }) => cluster))];
  const fix = first.fix && joinFixes(all.flatMap((finding) => finding.fix ?? []));
  const shared = { severity, confidence, message, clusters, related: dropRepeatedRelated(related).slice(0, mostRelated) };
  return { ...first, ...shared, ...(fix && { fix }) };
}

/** The limit for related places, because a base for hundreds of clusters has as many pieces of evidence. */
const mostRelated = 20;

function rankFinding({ severity, confidence }: Unnamed): number {
  return ranks.severity[severity] * 3 + ranks.confidence[confidence];
}

function dropRepeatedRelated(related: readonly Related[]): Related[] {
  const keyOf = ({ location: { file, line, column }, message }: Related) => JSON.stringify([file, line, column, message]);
  return [...new Map(related.map((one) => [keyOf(one), one])).values()];
}

/**
 * Gives each finding a fingerprint of its rule, its file and the text of its line, which stays the same when lines move and
 * clusters are added or removed.
 */
export function nameFindings(findings: readonly Unnamed[]): Finding[] {
  const counts = new Map<string, number>();
  const names = new Map<Unnamed, string>();
  for (const finding of findings.toSorted(compareByPosition)) {
    const { rule, location, frame } = finding;
    const line = (frame.lines[location.line - frame.firstLine] ?? "").trim();
    const key = JSON.stringify([rule, location.file, line]);
    const occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, occurrence);
    names.set(finding, computeFingerprint(key, String(occurrence)));
  }
  return findings.map((finding) => ({ ...finding, fingerprint: names.get(finding) ?? "" }));
}

function compareByPosition({ location: one }: Unnamed, { location: other }: Unnamed): number {
  return one.line - other.line || one.column - other.column;
}
