import { clip, terminal } from "./escape.ts";
import { displayWidth } from "./prose.ts";

/** Colors a cell of a column. */
export type Paint = (text: string) => string;

/** Aligns rows of text in columns, escaped for the terminal; `paints` has a color for each column. */
export function columns(rows: readonly (readonly string[])[], paints: readonly Paint[] = []): string[] {
  const cells = rows.map((row) => row.map((cell) => terminal(clip(cell, longest))));
  const widths: number[] = [];
  for (const row of cells) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cellWidth(cell));
  return cells.map((row) =>
    row.map((cell, index) => painted(cell, index === row.length - 1 ? 0 : (widths[index] ?? 0), paints[index])).join("  "),
  );
}

/** The width up to which columns are aligned; a single longer cell sticks out instead of moving all the others. */
const widest = 48;
const longest = 500;

function cellWidth(cell: string): number {
  const width = displayWidth(cell);
  return width > widest ? 0 : width;
}

function painted(cell: string, width: number, paint: Paint = String): string {
  return (cell === "" ? "" : paint(cell)) + " ".repeat(Math.max(0, width - displayWidth(cell)));
}
