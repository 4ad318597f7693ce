import { type Cursor, isPlace, type ListCursor, type Scalar } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import { endOfLine, endOfRow, type TextOf, writeBlockLines } from "./lines.ts";

/** Returns the edit that adds a map with one value to a list that spans several lines. */
export function addListItem(list: ListCursor, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  const [first] = list.items;
  const start = first && findItemStart(first);
  const end = list.items.map(findItemEnd).reduce((last, own) => (own && last && own.file === last.file && own.at > last.at ? own : last));
  const text = start && textOf(start.file);
  if (!start || !end || text === undefined || start.file !== end.file) return undefined;
  const margin = text.slice(text.lastIndexOf("\n", start.at - 1) + 1, start.at);
  const at = endOfRow(text, end.at);
  if (!/^[ \t]*- +$/.test(margin) || at === undefined) return undefined;
  const indent = /^[ \t]*/.exec(margin)?.[0] ?? "";
  const lines = writeBlockLines(path, value).map((line) => `${endOfLine(text)}${indent}${line}`);
  return { file: start.file, start: at, end: at, text: lines.join("") };
}

interface Point {
  readonly file: string;
  readonly at: number;
}

function findItemStart(cursor: Cursor): Point | undefined {
  const key = cursor.kind === "map" ? cursor.entries.values().next().value?.key : undefined;
  const origin = key ?? cursor.origin;
  return isPlace(origin) ? { file: origin.file, at: origin.start } : undefined;
}

/** Finds the end of the last value in an item; undefined if the value extends beyond its line. */
function findItemEnd(cursor: Cursor): Point | undefined {
  if (cursor.kind === "map" && cursor.entries.size > 0)
    return findLastPoint([...cursor.entries.values()].map((entry) => findItemEnd(entry.value)));
  if (cursor.kind === "list" && cursor.items.length > 0) return findLastPoint(cursor.items.map(findItemEnd));
  return isPlace(cursor.origin) ? { file: cursor.origin.file, at: cursor.origin.end } : undefined;
}

function findLastPoint(points: readonly (Point | undefined)[]): Point | undefined {
  return points.reduce((latest, point) => (latest && point && latest.file === point.file && point.at > latest.at ? point : latest));
}
