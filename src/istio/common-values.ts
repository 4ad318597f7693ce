import type { Cursor, Entry, MapCursor } from "../model/cursor.ts";

/** Merges several versions of a value: the parts that differ are unknown. */
export function mergeCommonValues([first, ...others]: readonly Cursor[], reason: string): Cursor {
  const origin = first?.origin ?? { builtIn: "no values" };
  const unknown: Cursor = { kind: "unknown", origin, reason };
  if (!first) return unknown;
  if (others.every((other) => isSame(first, other))) return first;
  const maps = [first, ...others].filter((one): one is MapCursor => one.kind === "map");
  if (maps.length < others.length + 1) return unknown;
  const keys = new Set(maps.flatMap(({ entries }) => [...entries.keys()]));
  const entries = [...keys].map((key): [string, Entry] => {
    const found = maps.flatMap((map) => map.entries.get(key) ?? []);
    const value =
      found.length === maps.length
        ? mergeCommonValues(
            found.map((entry) => entry.value),
            reason,
          )
        : unknown;
    return [key, { key: found[0]?.key ?? origin, value }];
  });
  const rest = maps.find((map) => map.rest)?.rest;
  return { kind: "map", origin, entries: new Map(entries), ...(rest && { rest }) };
}

function isSame(a: Cursor, b: Cursor): boolean {
  return a === b || (a.kind === "scalar" && b.kind === "scalar" && a.value === b.value);
}
