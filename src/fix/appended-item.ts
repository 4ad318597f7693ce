import { type Cursor, isPlace, type Scalar } from "../model/cursor.ts";
import type { AppendItem, TextEdit } from "../model/fix.ts";
import { endOfRow, type TextOf } from "./lines.ts";
import { writeScalar } from "./scalar-text.ts";

/** Returns the edit that appends an item to a list, in the style of the last item. */
export function appendItem(list: Cursor | undefined, item: AppendItem["item"], textOf: TextOf): TextEdit | undefined {
  return typeof item === "object" ? appendMap(list, item, textOf) : appendScalar(list, item, textOf);
}

/** Appends a scalar on its own line, or in brackets on the line of the other items. */
function appendScalar(list: Cursor | undefined, item: Scalar, textOf: TextOf): TextEdit | undefined {
  const last = list?.kind === "list" ? list.items.at(-1) : undefined;
  const place = last?.kind === "scalar" && isPlace(last.origin) ? last.origin : undefined;
  const text = place && textOf(place.file);
  if (!place || text === undefined) return undefined;
  const { file, end } = place;
  if (/^ *\]/.test(text.slice(end, end + 100))) return { file, start: end, end, text: `, ${writeScalar(item)}` };
  const margin = text.slice(text.lastIndexOf("\n", place.start - 1) + 1, place.start);
  const at = endOfRow(text, end);
  if (!/^[ \t]*- +$/.test(margin) || at === undefined) return undefined;
  return { file, start: at, end: at, text: `${text.includes("\r\n") ? "\r\n" : "\n"}${margin}${writeScalar(item)}` };
}

/** Appends a map that spans several lines. */
function appendMap(list: Cursor | undefined, item: Readonly<Record<string, Scalar>>, textOf: TextOf): TextEdit | undefined {
  const last = list?.kind === "list" ? list.items.at(-1) : undefined;
  const entries = last?.kind === "map" ? [...last.entries.values()] : [];
  const key = entries[0] && isPlace(entries[0].key) ? entries[0].key : undefined;
  const end = entries.at(-1)?.value;
  const text = key && textOf(key.file);
  if (!key || text === undefined || end?.kind !== "scalar" || !isPlace(end.origin) || end.origin.file !== key.file) return undefined;
  const margin = text.slice(text.lastIndexOf("\n", key.start - 1) + 1, key.start);
  const at = endOfRow(text, end.origin.end);
  if (!/^[ \t]*- +$/.test(margin) || at === undefined) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = Object.entries(item).map(([name, value], index) => {
    return `${newline}${index === 0 ? margin : margin.replace("-", " ")}${name}: ${writeScalar(value)}`;
  });
  return { file: key.file, start: at, end: at, text: lines.join("") };
}
