import type { Cursor } from "../model/cursor.ts";
import type { ChartName, Minor, Tree } from "./data/index.ts";

/** Converts chart defaults to values with a built-in origin. */
export function wrapBuiltIn(tree: Tree, name: string): Cursor {
  return keepCursor(tree, name, () => wrapValue(tree, { builtIn: name }));
}

/** Caches values that are made from Istio's data. */
export function keepCursor(source: object, name: string, make: () => Cursor): Cursor {
  const names = cache.get(source) ?? new Map<string, Cursor>();
  const made = names.get(name) ?? make();
  if (!names.has(name)) cache.set(source, names.set(name, made));
  return made;
}

const cache = new WeakMap<object, Map<string, Cursor>>();

function wrapValue(value: Tree[string], origin: { builtIn: string }): Cursor {
  if (isList(value)) return { kind: "list", origin, items: value.map((item) => ({ kind: "scalar", origin, value: item })) };
  if (value === null || typeof value !== "object") return { kind: "scalar", origin, value };
  const entries = Object.entries(value).map(([key, item]) => [key, { key: origin, value: wrapValue(item, origin) }] as const);
  return { kind: "map", origin, entries: new Map(entries) };
}

function isList(value: Tree[string]): value is readonly string[] {
  return Array.isArray(value);
}

/** Reads the defaults of a chart, below the key under which the chart expects them. */
export function readDefaults(name: ChartName, minor: Minor): Cursor {
  const { defaultsKey } = minor.charts;
  const defaults = readOwnDefaults(name, minor);
  return defaultsKey === null ? defaults : keepCursor(defaults, defaultsKey, () => nestBelowKey(defaultsKey, defaults));
}

/** Reads the defaults as the `values.yaml` of the chart has them. */
export function readOwnDefaults(name: ChartName, minor: Minor): Cursor {
  return wrapBuiltIn(minor.defaults[name], `chart default of ${name} ${minor.minor}`);
}

function nestBelowKey(key: string, value: Cursor): Cursor {
  return { kind: "map", origin: value.origin, entries: new Map([[key, { key: value.origin, value }]]) };
}
