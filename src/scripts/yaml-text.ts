import { at, type Cursor, entriesAt, isPlace, itemsAt } from "../model/cursor.ts";
import { innerText, type SourceText } from "../model/source-text.ts";
import { blockText } from "../syntax/block-text.ts";

/** Returns the text of a YAML scalar with the place of each line, also if it is a template; undefined if it is not text. */
export function scalarText(cursor: Cursor | undefined, whole: SourceText): SourceText | undefined {
  if (cursor?.kind !== "scalar" && cursor?.kind !== "unknown") return undefined;
  if (cursor.kind === "scalar" && cursor.text) return cursor.text;
  const value = cursor.kind === "scalar" ? String(cursor.value ?? "") : cursor.text;
  if (value === undefined || !isPlace(cursor.origin) || cursor.origin.file !== whole.file) return undefined;
  const { start, end } = cursor.origin;
  const opening = whole.content[start];
  if (opening === '"' || opening === "'") return innerText(whole, value, [[0, start + 1]]);
  const isOneLine = !whole.content.slice(start, end).includes("\n");
  return isOneLine ? innerText(whole, value, [[0, start]]) : foldedText(whole, start, end, value);
}

/** Reads a plain scalar that spans several lines, of which the first is on the line of its key. */
function foldedText(whole: SourceText, start: number, end: number, value: string): SourceText {
  const rest = blockText(whole, start, end, value);
  return { ...rest, segments: [[0, start], ...rest.segments.filter(([inner]) => inner > 0)] };
}

/** Returns the keys and values of the map at a path. */
export function pairsAt(cursor: Cursor | undefined, ...path: readonly string[]): [string, Cursor][] {
  return entriesAt(cursor, ...path).map(([name, { value }]) => [name, value]);
}

/** Returns the literal entries of a map, such as an `env:` block; with `templates`, also entries that contain templates. */
export function literalEntries(map: Cursor | undefined, whole: SourceText, templates = false): Map<string, SourceText> {
  const literals = new Map<string, SourceText>();
  for (const [name, value] of pairsAt(map)) {
    const inner = value.kind === "map" ? at(value, "value") : value;
    const text = inner?.kind === "scalar" && inner.value === null ? undefined : scalarText(inner, whole);
    if (text && /^\w+$/.test(name) && (templates || (inner?.kind === "scalar" && !text.content.includes("$")))) literals.set(name, text);
  }
  return literals;
}

/** Returns a list of strings without nesting, which anchors may cause. */
export function flatItems(list: Cursor | undefined, depth = 0): readonly Cursor[] {
  if (list?.kind !== "list") return list ? [list] : [];
  return depth > 10 ? [] : itemsAt(list).flatMap((item) => flatItems(item, depth + 1));
}
