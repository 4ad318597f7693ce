import {
  displayWidth
} from "./prose.js";
import {
  clip,
  terminal
} from "./escape.js";

// src/report/columns.ts
function columns(rows, paints = []) {
  const cells = rows.map((row) => row.map((cell) => terminal(clip(cell, longest))));
  const widths = [];
  for (const row of cells) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cellWidth(cell));
  return cells.map(
    (row) => row.map((cell, index) => painted(cell, index === row.length - 1 ? 0 : widths[index] ?? 0, paints[index])).join("  ")
  );
}
var widest = 48;
var longest = 500;
function cellWidth(cell) {
  const width = displayWidth(cell);
  return width > widest ? 0 : width;
}
function painted(cell, width, paint = String) {
  return (cell === "" ? "" : paint(cell)) + " ".repeat(Math.max(0, width - displayWidth(cell)));
}

export {
  columns
};
