import { type Cursor, type Entry, findAt, type Origin } from "../model/cursor.ts";

/**
 * Converts another tool's settings to the values of the chart that it installs; `names` maps each setting to the dotted path of
 * the value. The scalars keep their places; the maps around them have none, so that no fix is written into them.
 */
export function renameValues(written: Cursor, names: Readonly<Record<string, string>>): Cursor {
  if (written.kind === "unknown") return written;
  const root: Tree = new Map();
  for (const [key, path] of Object.entries(names)) {
    const value = findAt(written, key);
    if (value && !(value.kind === "scalar" && value.value === null)) put(root, path.split("."), value);
  }
  return toTreeCursor(root);
}

type Tree = Map<string, Cursor | Tree>;

function put(tree: Tree, [step = "", ...rest]: readonly string[], value: Cursor): void {
  if (rest.length === 0) {
    tree.set(step, value);
    return;
  }
  const known = tree.get(step);
  const below: Tree = known instanceof Map ? known : new Map();
  tree.set(step, below);
  put(below, rest, value);
}

const renamed: Origin = { builtIn: "a setting of another name" };

function toTreeCursor(tree: Tree): Cursor {
  const entries = [...tree].map(([name, value]): [string, Entry] => [
    name,
    { key: renamed, value: value instanceof Map ? toTreeCursor(value) : value },
  ]);
  return { kind: "map", origin: renamed, entries: new Map(entries) };
}
