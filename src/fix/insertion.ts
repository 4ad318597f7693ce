import { type Cursor, isPlace, type MapCursor, type Scalar } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import { newItem } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { addListItem } from "./further-item.ts";
import { endOfLine, endOfRow, type TextOf, writeBlockLines, writeFlowText, writeHclLines } from "./lines.ts";

/** Returns the edit that writes a value below a map and creates the maps between; undefined if there is no certain place for it. */
export function insertValue(map: Cursor, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  if (map.kind !== "map" || map.rest) return undefined;
  const [step, ...deeper] = path;
  const entry = step === undefined ? undefined : map.entries.get(step);
  if (!entry) return insertBesideFirst(map, path, value, textOf);
  if (deeper.length === 0) return undefined;
  if (deeper[0] === newItem && entry.value.kind === "list" && entry.value.items.length > 0)
    return addListItem(entry.value, deeper, value, textOf);
  if (entry.value.kind === "map" && entry.value.entries.size > 0) return insertValue(entry.value, deeper, value, textOf);
  return isEmpty(entry.value) && isPlace(entry.key) ? replaceEmpty(entry.key, deeper, value, textOf) : undefined;
}

function isEmpty(value: Cursor): boolean {
  if (value.kind === "list" && value.items.length === 0) return true;
  return (value.kind === "scalar" && (value.value === null || value.value === "")) || (value.kind === "map" && value.entries.size === 0);
}

/** Inserts beside the first key of a map in the same style: in braces, or on separate lines. */
function insertBesideFirst(map: MapCursor, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  const first = map.entries.values().next().value;
  const key = first && isPlace(first.key) && first.key.end > first.key.start ? first.key : undefined;
  const text = key && textOf(key.file);
  if (!key || text === undefined) return undefined;
  const margin = text.slice(text.lastIndexOf("\n", key.start - 1) + 1, key.start).replace("\ufeff", "");
  const isOwnLine = /^[ \t]*(- +)*$/.test(margin);
  const isBraced = /[{,]\s*$/.test(text.slice(Math.max(0, key.start - 1000), key.start));
  if (isBraced && !(isOwnLine && isHcl(key))) return insertInBraces(key, path, value, text);
  const style = isHcl(key) ? detectHclStyle(text.slice(key.end)) : "yaml";
  if (!isOwnLine || !style) return undefined;
  const indent = margin.replaceAll("-", " ");
  const row = style === "yaml" && isBound(margin, key, text) ? findRowOfScalar(map, key.file, indent, text) : undefined;
  const lines = style === "hcl" ? writeHclLines(path, value) : writeBlockLines(path, value);
  if (row !== undefined)
    return insertAt(
      key.file,
      row,
      lines.map((line) => endOfLine(text) + indent + line),
    );
  return insertAt(
    key.file,
    key.start,
    lines.map((line) => line + endOfLine(text) + indent),
  );
}

function isHcl({ file }: Place): boolean {
  return /\.(tf|tofu|tfvars)$/.test(file);
}

function insertAt(file: string, at: number, lines: readonly string[]): TextEdit {
  return { file, start: at, end: at, text: lines.join("") };
}

function insertInBraces({ file, start }: Place, path: readonly string[], value: Scalar, text: string): TextEdit | undefined {
  const quote = text[start] === '"' ? '"' : "";
  const gap = /(?:\r?\n[ \t]*)?$/.exec(text.slice(0, start))?.[0] || " ";
  return path.includes(newItem) ? undefined : { file, start, end: start, text: `${writeFlowText(path, value, quote)},${gap}` };
}

/** Checks whether nothing may be inserted before a key: it is the first key of a list item, or a comment above belongs to it. */
function isBound(margin: string, { start }: Place, text: string): boolean {
  return margin.includes("-") || /\n[ \t]*#.*\r?\n[ \t]*$/.test(text.slice(Math.max(0, start - 1000), start));
}

/** Finds the end of the first line that contains both a key of the map and its value. */
function findRowOfScalar(map: MapCursor, file: string, indent: string, text: string): number | undefined {
  for (const { key, value } of map.entries.values()) {
    if (value.kind !== "scalar" || !isPlace(value.origin) || !isPlace(key) || value.origin.file !== file || key.file !== file) continue;
    const margin = text.slice(text.lastIndexOf("\n", key.start - 1) + 1, key.start);
    const isInRow = value.origin.end > key.end && !text.slice(key.end, value.origin.end).includes("\n");
    if (isInRow && margin.replaceAll("-", " ") === indent) return endOfRow(text, value.origin.end);
  }
  return undefined;
}

/** Returns the edit that adds a key whose value is YAML as text. */
export function insertText(map: Cursor, name: string, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  const edit =
    map.kind === "map" && !map.rest && !map.entries.has(name) ? insertBesideFirst(map, [name, ...path], value, textOf) : undefined;
  return edit && !/[{,] *$/.test(edit.text) ? { ...edit, text: edit.text.replace(":", ": |-") } : undefined;
}

/** Detects the syntax around a key of a Terraform file: a map in HCL, or YAML in a heredoc, where text may be without quotes. */
function detectHclStyle(after: string): "hcl" | "yaml" | undefined {
  if (/^["']?[ \t]*=/.test(after)) return "hcl";
  return /^: +(?!true\b|false\b|null\b)[A-Za-z/]/.test(after) || /^:[ \t]*\r?\n/.test(after) ? "yaml" : undefined;
}

/** Replaces an empty value after a key: nothing, `{}`, `null` or `~`. */
function replaceEmpty(key: Place, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  const text = textOf(key.file);
  const empty =
    text === undefined
      ? undefined
      : /^["']?:([ \t]*(?:\{[ \t]*\}|\[[ \t]*\]|null|~|""|''))?(?=[ \t]*(?:#.*)?\r?(?:\n|$))/.exec(text.slice(key.end));
  if (text === undefined || !empty) return undefined;
  const margin = text.slice(text.lastIndexOf("\n", key.start - 1) + 1, key.start).replace("\ufeff", "");
  if (!/^[ \t]*(- +)*$/.test(margin)) return undefined;
  const colon = key.end + empty[0].length - (empty[1] ?? "").length;
  const indent = `${endOfLine(text)}${margin.replaceAll("-", " ")}  `;
  const lines = writeBlockLines(path, value).map((line) => indent + line);
  return { file: key.file, start: colon, end: colon + (empty[1] ?? "").length, text: lines.join("") };
}
