import type { Finding, Severity } from "../../model/finding.ts";
import { type ChangedFiles, type LinePlace, readLine } from "./files.ts";
import { groupBy } from "./group.ts";

/** The result of matching the findings before and after a change. */
export interface Matched {
  /** Current findings that the change causes: they were absent before, less severe, or in fewer clusters. */
  readonly added: readonly Finding[];
  /** Earlier findings that no longer exist. */
  readonly resolved: readonly Finding[];
}

/**
 * Matches the findings before and after a change. A fingerprint (rule, file, text of the line) is enough if nothing moved.
 * Otherwise files and clusters get new names and lines move, while the mistake stays the same.
 */
export function matchFindings(now: readonly Finding[], before: readonly Finding[], files: ChangedFiles): Matched {
  let open = now;
  let left = before;
  const added: Finding[] = [];
  for (const pass of listPasses(files)) {
    const { pairs, rest, unmatched } = pairUp(open, left, pass, files);
    for (const [finding, earlier] of pairs) if (isWorse(finding, earlier)) added.push(finding);
    open = rest;
    left = unmatched;
  }
  const caused = new Set([...added, ...open]);
  return { added: now.filter((finding) => caused.has(finding)), resolved: left };
}

/** Checks whether a finding is more severe than before, or in more clusters. */
function isWorse(now: Finding, before: Finding): boolean {
  return weights[now.severity] > weights[before.severity] || now.clusters.length > before.clusters.length;
}

const weights: Readonly<Record<Severity, number>> = { error: 2, warning: 1, note: 0 };

interface Pass {
  /** The properties that must be equal; `place` is the place of the finding's line before the change. */
  readonly key: (finding: Finding, place: LinePlace) => readonly unknown[];
  readonly isSame?: (now: Finding, before: Finding) => boolean;
}

/** The passes, the most certain one first. */
function listPasses({ isReplaced, isMoved, isElsewhere }: ChangedFiles): Pass[] {
  return [
    { key: ({ rule, cluster }, { file, line }) => [rule, file, line, cluster] },
    { key: ({ rule }, { file, line }) => [rule, file, line] },
    { key: (finding, { file }) => [finding.rule, file, readLine(finding), finding.cluster, finding.message] },
    // The indentation of the line has changed, or the version on it.
    { key: (finding, { file }) => [finding.rule, file, readLine(finding), finding.cluster], isSame: isReplaced },
    { key: ({ rule, message, cluster }, { file }) => [rule, file, message, cluster], isSame: isReplaced },
    // The line has moved to another file, or to a file of another cluster.
    { key: (finding) => [finding.rule, readLine(finding), finding.message, finding.cluster], isSame: isMoved },
    { key: (finding) => [finding.rule, readLine(finding), finding.message], isSame: isElsewhere },
  ];
}

interface Pairs {
  readonly pairs: readonly (readonly [now: Finding, before: Finding])[];
  readonly rest: readonly Finding[];
  readonly unmatched: readonly Finding[];
}

function pairUp(now: readonly Finding[], before: readonly Finding[], { key, isSame = acceptAny }: Pass, files: ChangedFiles): Pairs {
  const candidates = groupBy(before, (finding) => key(finding, finding.location));
  const pairs: [Finding, Finding][] = [];
  const rest: Finding[] = [];
  for (const [name, group] of groupBy(now, (finding) => key(finding, files.placeBefore(finding)))) {
    const same = candidates.get(name) ?? [];
    for (const finding of group) {
      const earlier = takeFirst(same, (candidate) => isSame(finding, candidate));
      if (earlier) pairs.push([finding, earlier]);
      else rest.push(finding);
    }
  }
  const matched = new Set(pairs.map(([, earlier]) => earlier));
  return { pairs, rest, unmatched: before.filter((finding) => !matched.has(finding)) };
}

function takeFirst(findings: Finding[], isSame: (finding: Finding) => boolean): Finding | undefined {
  const index = findings.slice(0, mostTried).findIndex(isSame);
  return index < 0 ? undefined : findings.splice(index, 1)[0];
}

function acceptAny(): boolean {
  return true;
}

/** A limit, because a file may have any number of findings that look the same. */
const mostTried = 50;
