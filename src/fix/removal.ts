import { at, type Cursor, type Entry, isPlace, type MapCursor } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import type { TextOf } from "./lines.ts";

/** The edit that takes away the value at a path of keys, with the maps that would be empty without it and the others that go. */
export function removal(values: Cursor, path: readonly string[], textOf: TextOf, gone: readonly Path[] = []): TextEdit | undefined {
  const step = path.at(-1);
  const parent = at(values, ...path.slice(0, -1));
  const entry = step === undefined || parent?.kind !== "map" ? undefined : parent.entries.get(step);
  if (!entry || parent?.kind !== "map" || !isPlace(entry.key)) return undefined;
  const { file, start } = entry.key;
  const text = textOf(file);
  if (text === undefined) return undefined;
  const end = findRemovalEnd(entry, file, text);
  if (end === undefined) return undefined;
  const option = optionAround(text, start, end);
  if (option) return { file, ...option, text: "" };
  const above = path.slice(0, -1);
  if (above.length > 0 && isEmptied(parent, above, [path, ...gone])) return removal(values, above, textOf, [above, ...gone]);
  const lines = wholeLines(text, start, end);
  return lines && { file, ...lines, text: "" };
}

/** A path of keys. */
export type Path = readonly string[];

/** Whether nothing is left in a map. */
function isEmptied({ entries }: MapCursor, above: Path, gone: readonly Path[]): boolean {
  const steps = gone.filter((path) => path.length === above.length + 1 && above.every((step, index) => step === path[index]));
  const removed = new Set(steps.map((path) => path.at(-1)));
  return [...entries.keys()].every((key) => removed.has(key));
}

/** Where the last thing below a key ends, with the brace after it where there is one. */
function findRemovalEnd({ key, value }: Entry, file: string, text: string): number | undefined {
  if (value.kind === "map" && value.entries.size > 0) {
    const end = last([...value.entries.values()].map((entry) => findRemovalEnd(entry, file, text)));
    const isBraced = isPlace(key) && /^["']?\s*[:=]\s*\{/.test(text.slice(key.end, key.end + 100));
    const brace = isBraced && end !== undefined ? /^["']?[\s,]*\}/.exec(text.slice(end, end + 1000)) : undefined;
    if (!isBraced || end === undefined) return end;
    return brace ? end + brace[0].length : undefined;
  }
  if (value.kind === "list" && value.items.length > 0)
    return last(value.items.map((item) => findRemovalEnd({ key, value: item }, file, text)));
  return isPlace(value.origin) && value.origin.file === file ? value.origin.end : undefined;
}

function last(ends: readonly (number | undefined)[]): number | undefined {
  return ends.length === 0 || ends.includes(undefined) ? undefined : Math.max(...ends.filter((end) => end !== undefined));
}

/** `--set key=value` with the space before it, where the option assigns nothing else. */
function optionAround(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const before = /(?:[ \t]+|[ \t]*\\\r?\n[ \t]*)--set(?:-string|-json|-literal)?(?:[ \t]+|=)["']?[\w.\\[\]-]*$/.exec(
    text.slice(Math.max(0, start - 300), start),
  );
  const after = /^["']?(?=\s|$|[|;&)])/.exec(text.slice(end, end + 2));
  if (!before || !after) return undefined;
  return { start: start - before[0].length, end: end + after[0].length };
}

/** The lines of a key and its value, where nothing else stands on them. */
function wholeLines(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const to = newline === -1 ? text.length : newline + 1;
  const isAlone = /^[ \t]*["']?$/.test(text.slice(from, start)) && /^["']?[ \t]*(#.*)?\r?\n?$/.test(text.slice(end, to));
  return isAlone ? { start: from, end: to } : undefined;
}
