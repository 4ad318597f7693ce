import type { LineRange } from "../fix/whole-lines.ts";

/** The lines of the head side that a patch shows, one range a hunk: only these can be commented on. */
export function shownLines(patch: string): LineRange[] {
  const ranges: [number, number][] = [];
  // Not at whatever else JavaScript takes for the end of a line: a file may hold it.
  for (const line of patch.split("\n")) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1];
    const open = ranges.at(-1);
    if (start !== undefined) ranges.push([Number(start), Number(start) - 1]);
    else if (open && /^[ +]/.test(line)) open[1] += 1;
  }
  return ranges.filter(([first, last]) => first <= last);
}
