import {
  measureWidth
} from "./prose.js";
import {
  clip,
  escapeTerminal
} from "./escape.js";

// src/report/columns.ts
function alignColumns(rows, paints = []) {
  const cells = rows.map((row) => row.map((cell) => escapeTerminal(clip(cell, longest))));
  const widths = [];
  for (const row of cells) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, measureCell(cell));
  return cells.map(
    (row) => row.map((cell, index) => paintCell(cell, index === row.length - 1 ? 0 : widths[index] ?? 0, paints[index])).join("  ")
  );
}
var widest = 48;
var longest = 500;
function measureCell(cell) {
  const width = measureWidth(cell);
  return width > widest ? 0 : width;
}
function paintCell(cell, width, paint = String) {
  return (cell === "" ? "" : paint(cell)) + " ".repeat(Math.max(0, width - measureWidth(cell)));
}

export {
  alignColumns
};
