import { type ArrayChange, diffArrays } from "diff";
import { countSharedEnds } from "../../model/shared-ends.ts";

/** Lines of one text that replace lines of another; first lines count from 1, ends are exclusive. */
export interface Hunk {
  readonly before: readonly [first: number, end: number];
  readonly after: readonly [first: number, end: number];
}

/** Finds the differences between two texts, ignoring line endings; a single hunk if they differ too much to separate the parts. */
export function diffHunks(before: string, after: string): Hunk[] {
  if (before === after) return [];
  const [old, now] = [splitLines(before), splitLines(after)];
  const { start, end } = countSharedEnds(old, now);
  const [oldPart, nowPart] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  if (oldPart.length === 0 && nowPart.length === 0) return [];
  const changes = diffArrays(oldPart, nowPart, { maxEditLength: mostEdits });
  if (!changes) return [{ before: [start + 1, old.length - end + 1], after: [start + 1, now.length - end + 1] }];
  return listHunks(changes, start + 1);
}

/** The cost grows with the square of this. */
const mostEdits = 500;

function listHunks(changes: readonly ArrayChange<string>[], firstLine: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [old, now] = [firstLine, firstLine];
  let [oldStart, nowStart] = [old, now];
  const close = () => {
    if (old > oldStart || now > nowStart) hunks.push({ before: [oldStart, old], after: [nowStart, now] });
  };
  for (const { added, removed, value } of changes) {
    if (removed) old += value.length;
    else if (added) now += value.length;
    else {
      close();
      old += value.length;
      now += value.length;
      [oldStart, nowStart] = [old, now];
    }
  }
  close();
  return hunks;
}

function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
