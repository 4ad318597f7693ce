import type { Problem } from "../model/finding.ts";
import type { Suppression } from "../model/suppression.ts";
import type { Source } from "./source.ts";

/** The maximum number of suppressions in one file. */
export const suppressionLimit = 1_000;

/** The word that every suppression comment contains. */
export const suppressionMarker = "istio-preflight-ignore:";

/**
 * Finds the suppressions in a file: `# istio-preflight-ignore: gke-platform -- set by the admission webhook`, at the end of the
 * suppressed line or above it. YAML, shell and HCL have the same syntax.
 */
export function findSuppressions(source: Source, report: (problem: Problem) => void = () => {}): Suppression[] {
  if (!source.words.has(suppressionMarker)) return [];
  const lines = source.text.split("\n");
  const below = findLinesBelow(lines);
  const found: Suppression[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const comment = line.includes(suppressionMarker) ? readIgnoreComment(line.replace(/\r$/, "")) : undefined;
    if (comment && found.length >= suppressionLimit) {
      const message = `This file has more than ${suppressionLimit} suppressions; from here on they do not count.`;
      report({ code: "suppressions-limit", message, place: { file: source.path, start, end: start + line.length } });
      break;
    }
    if (comment) {
      const { before, end, rules, reason } = comment;
      const covered = before.trim() === "" ? (below[index] ?? lines.length) : index;
      found.push({
        rules,
        reason,
        until: undefined,
        covers: { file: source.path, first: covered + 1, last: findLastLine(lines, covered) + 1 },
        place: { file: source.path, start: start + before.length, end: start + end },
      });
    }
    start += line.length + 1;
  }
  return found;
}

interface Comment {
  /** The text on the line before the comment. */
  readonly before: string;
  readonly end: number;
  readonly rules: readonly string[];
  readonly reason: string | undefined;
}

/** Only the first characters of a comment are read, so that a very long line does not take long to read. */
const longestComment = 5000;

function readIgnoreComment(line: string): Comment | undefined {
  for (let at = line.indexOf(suppressionMarker); at !== -1; at = line.indexOf(suppressionMarker, at + 1)) {
    const [sign] = /(?:#|\/\/)[ \t]*$/.exec(line.slice(Math.max(0, at - 100), at)) ?? [];
    if (sign === undefined) continue;
    const rest = line.slice(at + suppressionMarker.length, at + longestComment).trim();
    const [, names, reason] = /^([\w/-]+(?:[ \t]*,[ \t]*[\w/-]+){0,100})(?:[ \t]*--(.*))?$/.exec(rest) ?? [];
    if (names === undefined) return undefined;
    const rules = names.split(",").map((name) => name.trim());
    return { before: line.slice(0, at - sign.length), end: line.length, rules, reason: reason?.trim() || undefined };
  }
  return undefined;
}

/** Returns the next line without a comment for each line, because several suppressions may follow each other. */
function findLinesBelow(lines: readonly string[]): number[] {
  const below: number[] = [];
  for (let index = lines.length - 1; index >= 0; index--) {
    const next = index + 1;
    below[index] = /^\s*(?:#|\/\/)/.test(lines[next] ?? "") ? (below[next] ?? next) : next;
  }
  return below;
}

/** A command continues as long as its lines end with a backslash. */
function findLastLine(lines: readonly string[], first: number): number {
  let last = first;
  while (last - first < mostLines && /\\\r?$/.test(lines[last] ?? "")) last++;
  return last;
}

const mostLines = 1000;
