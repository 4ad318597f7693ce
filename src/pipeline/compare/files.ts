import type { Finding } from "../../model/finding.ts";
import { remembered } from "../../model/remembered.ts";
import { diffHunks, type Hunk } from "./hunks.ts";

/** The texts of both sides of a change. */
export interface Sides {
  readonly textBefore: (file: string) => string | undefined;
  readonly textNow: (file: string) => string | undefined;
  /** The earlier paths of files that were moved, by their paths now. */
  readonly renames: ReadonlyMap<string, string>;
}

export interface LinePlace {
  readonly file: string;
  readonly line: number | undefined;
}

/** What a change has done to files; only what is asked for is compared. */
export interface ChangedFiles {
  /** Where the line of a finding was before; no line where it is new. */
  readonly placeBefore: (now: Finding) => LinePlace;
  readonly isChanged: (finding: Finding) => boolean;
  readonly isOnChangedLine: (finding: Finding) => boolean;
  /** Whether the line of a finding stands in place of the line of an earlier one in the same file. */
  readonly isReplaced: (now: Finding, earlier: Finding) => boolean;
  /** Whether a line like that of an earlier finding has left its file, and one like that of a finding now has come to its file. */
  readonly isMoved: (now: Finding, earlier: Finding) => boolean;
  /** Whether the file of an earlier finding is gone, and that of one now is new. */
  readonly isElsewhere: (now: Finding, earlier: Finding) => boolean;
}

/** Looks at the files of a change. */
export function changedFiles({ textBefore, textNow, renames }: Sides): ChangedFiles {
  const before = (file: string) => renames.get(file) ?? file;
  const hunks = remembered((file) => diffHunks(textBefore(before(file)) ?? "", textNow(file) ?? ""));
  const linesNow = remembered((file) => lineCounts(textNow(file)));
  const linesBefore = remembered((file) => lineCounts(textBefore(file)));
  const isNew = (file: string) => textBefore(before(file)) === undefined;
  const countNow = (file: string, line: string) => linesNow(file).get(line) ?? 0;
  const countBefore = (file: string, line: string) => linesBefore(file).get(line) ?? 0;
  const hasCome = (now: Finding) => countNow(now.location.file, readLine(now)) > countBefore(before(now.location.file), readLine(now));
  const hasGone = (earlier: Finding) =>
    countNow(earlier.location.file, readLine(earlier)) < countBefore(earlier.location.file, readLine(earlier));
  return {
    placeBefore: ({ location: { file, line } }) => ({ file: before(file), line: lineBefore(hunks(file), line) }),
    isChanged: ({ location: { file } }) => isNew(file) || hunks(file).length > 0,
    isOnChangedLine: ({ location: { file, line, endLine } }) =>
      isNew(file) || hunks(file).some(({ after: [first, end] }) => first <= endLine && line < end),
    isReplaced: (now, earlier) => hunks(now.location.file).some((hunk) => isInPlace(hunk, now, earlier)),
    isMoved: (now, earlier) => hasCome(now) && hasGone(earlier),
    isElsewhere: (now, earlier) => isNew(now.location.file) && textNow(earlier.location.file) === undefined,
  };
}

/** The text of the line that a finding is about. */
export function readLine({ frame, location }: Finding): string {
  return (frame.lines[location.line - frame.firstLine] ?? "").trim();
}

function isInPlace(hunk: Hunk, now: Finding, earlier: Finding): boolean {
  return isWithin(hunk.after, now.location.line) && isWithin(hunk.before, earlier.location.line);
}

function isWithin([first, end]: Hunk["after"], line: number): boolean {
  return first <= line && line < end;
}

/** Where a line of now was before; undefined where it was not. */
function lineBefore(hunks: readonly Hunk[], line: number): number | undefined {
  let shift = 0;
  for (const { before, after } of hunks) {
    if (line < after[0]) break;
    if (line < after[1]) return undefined;
    shift = before[1] - after[1];
  }
  return line + shift;
}

function lineCounts(text = ""): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const written of text.split("\n")) {
    const line = written.trim();
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}
