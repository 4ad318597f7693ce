import { type Cursor, findAt } from "../model/cursor.ts";
import { mergeValues } from "../model/values.ts";

/** Computes the values that Helm passes to a subchart: those under its name, with the parent's globals over its own. */
export function computeSubchartValues(values: Cursor, name: string): Cursor {
  const own = findAt(values, name);
  const global = findAt(values, "global");
  if (values.kind !== "map" || own?.kind === "unknown" || global === undefined) return own ?? mergeValues([]);
  const under = findAt(own, "global");
  // Helm passes no globals to a subchart whose own `global` is not a map.
  if (own && under && under.kind !== "map" && under.kind !== "unknown") return own;
  const entries = own?.kind === "map" ? [...own.entries] : [];
  const merged = { key: global.origin, value: mergeValues(under ? [under, global] : [global]) };
  const rest = own?.kind === "map" && own.rest ? { rest: own.rest } : {};
  return { kind: "map", origin: own?.origin ?? values.origin, entries: new Map([...entries, ["global", merged] as const]), ...rest };
}
