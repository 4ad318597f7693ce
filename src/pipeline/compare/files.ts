import type { Finding } from "../../model/finding.ts";
import { remembered } from "../../model/remembered.ts";
import { diffHunks, type Hunk } from "./hunks.ts";

/** The texts of the files before and after a change. */
export interface Sides {
  readonly textBefore: (file: string) => string | undefined;
  readonly textNow: (file: string) => string | undefined;
  /** The previous paths of moved files, by current path. */
  readonly renames: ReadonlyMap<string, string>;
}

export interface LinePlace {
  readonly file: string;
  readonly line: number | undefined;
}

/** The changes to files; each file is compared on demand. */
export interface ChangedFiles {
  /** Finds the previous place of a finding's line; without a line number if the line is new. */
  readonly placeBefore: (now: Finding) => LinePlace;
  readonly isChanged: (finding: Finding) => boolean;
  readonly isOnChangedLine: (finding: Finding) => boolean;
  /** Checks whether the line of a finding replaces the line of an earlier finding in the same file. */
  readonly isReplaced: (now: Finding, earlier: Finding) => boolean;
  /**
   * Checks whether a line may have moved: the earlier finding's line has left its file, and the current finding's line has appeared
   * in its file.
   */
  readonly isMoved: (now: Finding, earlier: Finding) => boolean;
  /** Checks whether the file of the earlier finding is gone and the file of the current one is new. */
  readonly isElsewhere: (now: Finding, earlier: Finding) => boolean;
}

/** Compares the files of a change. */
export function compareFiles({ textBefore, textNow, renames }: Sides): ChangedFiles {
  const before = (file: string) => renames.get(file) ?? file;
  const hunks = remembered((file) => diffHunks(textBefore(before(file)) ?? "", textNow(file) ?? ""));
  const linesNow = remembered((file) => countLines(textNow(file)));
  const linesBefore = remembered((file) => countLines(textBefore(file)));
  const isNew = (file: string) => textBefore(before(file)) === undefined;
  const countNow = (file: string, line: string) => linesNow(file).get(line) ?? 0;
  const countBefore = (file: string, line: string) => linesBefore(file).get(line) ?? 0;
  const hasCome = (now: Finding) => countNow(now.location.file, readLine(now)) > countBefore(before(now.location.file), readLine(now));
  const hasGone = (earlier: Finding) =>
    countNow(earlier.location.file, readLine(earlier)) < countBefore(earlier.location.file, readLine(earlier));
  return {
    placeBefore: ({ location: { file, line } }) => ({ file: before(file), line: findLineBefore(hunks(file), line) }),
    isChanged: ({ location: { file } }) => isNew(file) || hunks(file).length > 0,
    isOnChangedLine: ({ location: { file, line, endLine } }) =>
      isNew(file) || hunks(file).some(({ after: [first, end] }) => first <= endLine && line < end),
    isReplaced: (now, earlier) => hunks(now.location.file).some((hunk) => isInPlace(hunk, now, earlier)),
    isMoved: (now, earlier) => hasCome(now) && hasGone(earlier),
    isElsewhere: (now, earlier) => isNew(now.location.file) && textNow(earlier.location.file) === undefined,
  };
}

/** Reads the text of a finding's line. */
export function readLine({ frame, location }: Finding): string {
  return (frame.lines[location.line - frame.firstLine] ?? "").trim();
}

function isInPlace(hunk: Hunk, now: Finding, earlier: Finding): boolean {
  return isWithin(hunk.after, now.location.line) && isWithin(hunk.before, earlier.location.line);
}

function isWithin([first, end]: Hunk["after"], line: number): boolean {
  return first <= line && line < end;
}

/** Finds the previous number of a current line; undefined if the line is new. */
function findLineBefore(hunks: readonly Hunk[], line: number): number | undefined {
  let shift = 0;
  for (const { before, after } of hunks) {
    if (line < after[0]) break;
    if (line < after[1]) return undefined;
    shift = before[1] - after[1];
  }
  return line + shift;
}

function countLines(text = ""): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const written of text.split("\n")) {
    const line = written.trim();
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}
