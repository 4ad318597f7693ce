import { type Cursor, isPlace, type Scalar } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import { endOfRow, type TextOf } from "./lines.ts";
import { scalarText } from "./scalar-text.ts";

/** The edit that puts a further map at the end of a list of maps, written as the one before it is: over several lines. */
export function appendedItem(list: Cursor | undefined, item: Readonly<Record<string, Scalar>>, textOf: TextOf): TextEdit | undefined {
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
    return `${newline}${index === 0 ? margin : margin.replace("-", " ")}${name}: ${scalarText(value)}`;
  });
  return { file: key.file, start: at, end: at, text: lines.join("") };
}
