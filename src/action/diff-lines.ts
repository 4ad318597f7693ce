import type { LineRange } from "../fix/whole-lines.ts";

/** Returns the lines of the head that a patch shows, one range per hunk: only these accept comments. */
export function listShownLines(patch: string): LineRange[] {
  const ranges: [number, number][] = [];
  // Split only at `\n`: a file may contain other characters that JavaScript treats as line ends.
  for (const line of patch.split("\n")) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1];
    const open = ranges.at(-1);
    if (start !== undefined) ranges.push([Number(start), Number(start) - 1]);
    else if (open && /^[ +]/.test(line)) open[1] += 1;
  }
  return ranges.filter(([first, last]) => first <= last);
}
