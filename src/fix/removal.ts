import { type Cursor, type Entry, findAt, isPlace, type MapCursor } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import type { TextOf } from "./lines.ts";

/** Returns the edit that removes a value, and the maps that become empty when it and the paths in `gone` are removed. */
export function removeEntry(values: Cursor, path: readonly string[], textOf: TextOf, gone: readonly Path[] = []): TextEdit | undefined {
  const step = path.at(-1);
  const parent = findAt(values, ...path.slice(0, -1));
  const entry = step === undefined || parent?.kind !== "map" ? undefined : parent.entries.get(step);
  if (!entry || parent?.kind !== "map" || !isPlace(entry.key)) return undefined;
  const { file, start } = entry.key;
  const text = textOf(file);
  if (text === undefined) return undefined;
  const end = findRemovalEnd(entry, file, text);
  if (end === undefined) return undefined;
  const option = findOptionAround(text, start, end);
  if (option) return { file, ...option, text: "" };
  const above = path.slice(0, -1);
  if (above.length > 0 && isEmptied(parent, above, [path, ...gone])) return removeEntry(values, above, textOf, [above, ...gone]);
  const lines = findWholeLines(text, start, end);
  return lines && { file, ...lines, text: "" };
}

/** The keys from the root to a value. */
export type Path = readonly string[];

/** Checks whether a map becomes empty. */
function isEmptied({ entries }: MapCursor, above: Path, gone: readonly Path[]): boolean {
  const steps = gone.filter((path) => path.length === above.length + 1 && above.every((step, index) => step === path[index]));
  const removed = new Set(steps.map((path) => path.at(-1)));
  return [...entries.keys()].every((key) => removed.has(key));
}

/** Finds the end of the last value below a key, including a closing brace. */
function findRemovalEnd({ key, value }: Entry, file: string, text: string): number | undefined {
  if (value.kind === "map" && value.entries.size > 0) {
    const end = findLastEnd([...value.entries.values()].map((entry) => findRemovalEnd(entry, file, text)));
    const isBraced = isPlace(key) && /^["']?\s*[:=]\s*\{/.test(text.slice(key.end, key.end + 100));
    const brace = isBraced && end !== undefined ? /^["']?[\s,]*\}/.exec(text.slice(end, end + 1000)) : undefined;
    if (!isBraced || end === undefined) return end;
    return brace ? end + brace[0].length : undefined;
  }
  if (value.kind === "list" && value.items.length > 0)
    return findLastEnd(value.items.map((item) => findRemovalEnd({ key, value: item }, file, text)));
  return isPlace(value.origin) && value.origin.file === file ? value.origin.end : undefined;
}

function findLastEnd(ends: readonly (number | undefined)[]): number | undefined {
  return ends.length === 0 || ends.includes(undefined) ? undefined : Math.max(...ends.filter((end) => end !== undefined));
}

/** Finds `--set key=value` with the whitespace before it, if the option assigns nothing else. */
function findOptionAround(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const before = /(?:[ \t]+|[ \t]*\\\r?\n[ \t]*)--set(?:-string|-json|-literal)?(?:[ \t]+|=)["']?[\w.\\[\]-]*$/.exec(
    text.slice(Math.max(0, start - 300), start),
  );
  const after = /^["']?(?=\s|$|[|;&)])/.exec(text.slice(end, end + 2));
  if (!before || !after) return undefined;
  return { start: start - before[0].length, end: end + after[0].length };
}

/** Finds the lines of a key and its value, if they contain nothing else. */
function findWholeLines(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const to = newline === -1 ? text.length : newline + 1;
  const isAlone = /^[ \t]*["']?$/.test(text.slice(from, start)) && /^["']?[ \t]*(#.*)?\r?\n?$/.test(text.slice(end, to));
  return isAlone ? { start: from, end: to } : undefined;
}
