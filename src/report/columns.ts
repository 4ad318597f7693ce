import { clip, escapeTerminal } from "./escape.ts";
import { measureWidth } from "./prose.ts";

/** Colors a cell of a column. */
export type Paint = (text: string) => string;

/** Aligns rows of text in columns, escaped for the terminal; `paints` has a color for each column. */
export function alignColumns(rows: readonly (readonly string[])[], paints: readonly Paint[] = []): string[] {
  const cells = rows.map((row) => row.map((cell) => escapeTerminal(clip(cell, longest))));
  const widths: number[] = [];
  for (const row of cells) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, measureCell(cell));
  return cells.map((row) =>
    row.map((cell, index) => paintCell(cell, index === row.length - 1 ? 0 : (widths[index] ?? 0), paints[index])).join("  "),
  );
}

/** The width up to which columns are aligned; a single longer cell sticks out instead of moving all the others. */
const widest = 48;
const longest = 500;

function measureCell(cell: string): number {
  const width = measureWidth(cell);
  return width > widest ? 0 : width;
}

function paintCell(cell: string, width: number, paint: Paint = String): string {
  return (cell === "" ? "" : paint(cell)) + " ".repeat(Math.max(0, width - measureWidth(cell)));
}
