import type { Fix } from "../model/fix.ts";
import { locate } from "../model/location.ts";
import { countSharedEnds } from "../model/shared-ends.ts";
import { editText } from "./apply.ts";

/** Consecutive lines of a file, the first and the last, counted from 1. */
export type LineRange = readonly [first: number, last: number];

/** A range of whole lines, and the lines that replace it. */
export interface Replacement {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Returns the replacement that a fix of one file makes to whole lines within one of the ranges; undefined if it changes other lines. */
export function replaceLines({ edits }: Fix, text: string, ranges: readonly LineRange[]): Replacement | undefined {
  // GitHub would mix the line endings.
  if (text.includes("\r") || !isNear(edits, text, ranges)) return undefined;
  const [old, now] = [splitWholeLines(text), splitWholeLines(editText(text, edits))];
  const { start, end } = countSharedEnds(old, now);
  return listChangedLines(start, old.length - end)
    .filter(([first, last]) => ranges.some((range) => range[0] <= first && last <= range[1]))
    .map(([first, last]) => ({
      firstLine: first,
      lastLine: last,
      before: old.slice(first - 1, last),
      after: now.slice(first - 1, now.length - (old.length - last)),
    }))
    .at(0);
}

/** Avoids reading a whole file if no edit is near the ranges. */
function isNear(edits: Fix["edits"], text: string, ranges: readonly LineRange[]): boolean {
  return edits.every((edit) => {
    const { line, endLine } = locate(text, edit);
    return ranges.some(([first, last]) => first - 1 <= endLine && line <= last + 1);
  });
}

/**
 * Returns the lines that differ. If lines are only added, returns the line before or after them, because a replacement needs at
 * least one line.
 */
function listChangedLines(start: number, end: number): LineRange[] {
  if (start < end) return [[start + 1, end]];
  return start > 0
    ? [
        [start, start],
        [start + 1, start + 1],
      ]
    : [[1, 1]];
}

/** A line break at the end of the text does not start another line. */
function splitWholeLines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}
