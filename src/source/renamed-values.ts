import { at, type Cursor, type Entry, isPlace, type Origin, placeAt } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";

/** Another tool's settings as values of the chart that it installs: by their own key, the dotted path of the chart's. */
export function renamedValues(written: Cursor, names: Readonly<Record<string, string>>): Cursor {
  if (written.kind === "unknown") return written;
  const root: Tree = new Map();
  for (const [key, path] of Object.entries(names)) {
    const value = at(written, key);
    const place = placeAt(written, key);
    if (value && place && !(value.kind === "scalar" && value.value === null))
      put(root, path.split("."), value, keyPlace(written, key) ?? place);
  }
  return treeCursor(root, written.origin);
}

type Tree = Map<string, { readonly value: Cursor | Tree; readonly key: Place }>;

function put(tree: Tree, [step = "", ...rest]: readonly string[], value: Cursor, key: Place): void {
  if (rest.length === 0) {
    tree.set(step, { value, key });
    return;
  }
  const known = tree.get(step)?.value;
  const below: Tree = known instanceof Map ? known : new Map();
  tree.set(step, { value: below, key });
  put(below, rest, value, key);
}

function treeCursor(tree: Tree, origin: Origin): Cursor {
  const entries = new Map<string, Entry>();
  for (const [name, { value, key }] of tree) entries.set(name, { key, value: value instanceof Map ? treeCursor(value, key) : value });
  return { kind: "map", origin, entries };
}

function keyPlace(written: Cursor, key: string): Place | undefined {
  const origin = written.kind === "map" ? written.entries.get(key)?.key : undefined;
  return origin && isPlace(origin) ? origin : undefined;
}
