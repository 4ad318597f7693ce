import { type Cursor, findAt, findEntriesAt, findItemsAt, isPlace } from "../model/cursor.ts";
import { nestText, type SourceText } from "../model/source-text.ts";
import { extractBlockText } from "../syntax/block-text.ts";

/** Returns the text of a YAML scalar with the place of each line, also if it is a template; undefined if it is not text. */
export function readScalarText(cursor: Cursor | undefined, whole: SourceText): SourceText | undefined {
  if (cursor?.kind !== "scalar" && cursor?.kind !== "unknown") return undefined;
  if (cursor.kind === "scalar" && cursor.text) return cursor.text;
  const value = cursor.kind === "scalar" ? String(cursor.value ?? "") : cursor.text;
  if (value === undefined || !isPlace(cursor.origin) || cursor.origin.file !== whole.file) return undefined;
  const { start, end } = cursor.origin;
  const opening = whole.content[start];
  if (opening === '"' || opening === "'") return nestText(whole, value, [[0, start + 1]]);
  const isOneLine = !whole.content.slice(start, end).includes("\n");
  return isOneLine ? nestText(whole, value, [[0, start]]) : readFoldedText(whole, start, end, value);
}

/** Reads a plain scalar that spans several lines, of which the first is on the line of its key. */
function readFoldedText(whole: SourceText, start: number, end: number, value: string): SourceText {
  const rest = extractBlockText(whole, start, end, value);
  return { ...rest, segments: [[0, start], ...rest.segments.filter(([inner]) => inner > 0)] };
}

/** Returns the keys and values of the map at a path. */
export function findPairsAt(cursor: Cursor | undefined, ...path: readonly string[]): [string, Cursor][] {
  return findEntriesAt(cursor, ...path).map(([name, { value }]) => [name, value]);
}

/** Returns the literal entries of a map, such as an `env:` block; with `templates`, also entries that contain templates. */
export function readLiteralEntries(map: Cursor | undefined, whole: SourceText, templates = false): Map<string, SourceText> {
  const literals = new Map<string, SourceText>();
  for (const [name, value] of findPairsAt(map)) {
    const inner = value.kind === "map" ? findAt(value, "value") : value;
    const text = inner?.kind === "scalar" && inner.value === null ? undefined : readScalarText(inner, whole);
    if (text && /^\w+$/.test(name) && (templates || (inner?.kind === "scalar" && !text.content.includes("$")))) literals.set(name, text);
  }
  return literals;
}

/** Returns a list of strings without nesting, which anchors may cause. */
export function flattenItems(list: Cursor | undefined, depth = 0): readonly Cursor[] {
  if (list?.kind !== "list") return list ? [list] : [];
  return depth > 10 ? [] : findItemsAt(list).flatMap((item) => flattenItems(item, depth + 1));
}
