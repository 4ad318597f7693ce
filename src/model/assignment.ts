import type { Cursor, Entry, MapCursor, Origin, ScalarCursor } from "./cursor.ts";

/** One `path=value` of a `--set`: the value, and where it is written. */
export interface Assignment {
  readonly path: readonly Step[];
  readonly value: Cursor;
  /** True for the empty value at the end of an expression: Helm then drops the item that it was about to add to a list. */
  readonly endsEmpty?: true;
}

/** One step of an assignment's path: a key of a map, or an index of a list. */
export interface Step {
  readonly name: string | number;
  readonly origin: Origin;
}

/**
 * The layer of a `--set`: a map like any other layer, built on nothing. It also keeps the assignments, because Helm does not merge
 * a `--set` but edits with it: `a[0]=x` changes one item of the list below, `--set-json a={}` empties the map below.
 */
export interface AssignmentLayer extends MapCursor {
  readonly assignments: readonly Assignment[];
}

/**
 * Maps and lists that a merge has created and may still change. Without them every assignment would copy its map, and merging would
 * not be linear.
 */
export type Owned = Set<ReadonlyMap<string, Entry> | readonly Cursor[]>;

/** Makes a layer of assignments. */
export function buildAssignmentLayer(assignments: readonly Assignment[], origin: Origin): AssignmentLayer {
  const made = applyAssignments({ kind: "map", origin, entries: new Map() }, assignments, new Set()) as MapCursor;
  return { ...made, assignments };
}

/** Applies assignments in order to the value below them. */
export function applyAssignments(below: Cursor, assignments: readonly Assignment[], owned: Owned): Cursor {
  let result = below;
  for (const assignment of assignments) result = write(result, assignment, 0, owned);
  return result;
}

/** The entries of a map that may be changed: copied the first time, then reused by the merge. */
export function copyEntriesOnce(entries: ReadonlyMap<string, Entry>, owned: Owned): Map<string, Entry> {
  if (owned.has(entries)) return entries as Map<string, Entry>;
  const copy = new Map(entries);
  owned.add(copy);
  return copy;
}

function write(below: Cursor | undefined, assignment: Assignment, depth: number, owned: Owned): Cursor {
  const step = assignment.path[depth];
  if (!step) return assignment.value;
  if (typeof step.name === "number") return writeItem(below, assignment, depth, owned);
  const map = mapFor(below, step.origin);
  const entries = copyEntriesOnce(map.entries, owned);
  const current = entries.get(step.name)?.value ?? map.rest;
  entries.set(step.name, { key: step.origin, value: write(current, assignment, depth + 1, owned) });
  return { ...map, entries };
}

function mapFor(below: Cursor | undefined, origin: Origin): MapCursor {
  if (below?.kind === "map") return { kind: "map", origin: below.origin, entries: below.entries, ...(below.rest && { rest: below.rest }) };
  if (below?.kind === "unknown") return { kind: "map", origin, entries: new Map(), rest: below };
  return { kind: "map", origin, entries: new Map() };
}

function writeItem(below: Cursor | undefined, assignment: Assignment, depth: number, owned: Owned): Cursor {
  // The items of an unknown list are unknown, so the result is unknown too.
  if (below?.kind === "unknown") return below;
  const { name, origin } = assignment.path[depth] as Step;
  const index = Number(name);
  const list = below?.kind === "list" ? below : { kind: "list" as const, items: [], origin };
  if (isForgotten(assignment, depth, list.items[index])) return list;
  const items = copyItemsOnce(list.items, owned);
  while (items.length < index) items.push(createEmptyItem(origin));
  items[index] = write(items[index], assignment, depth + 1, owned);
  return { kind: "list", origin: list.origin, items };
}

/**
 * Checks whether Helm drops the item: `a[1].b=` adds no item, and does not convert a null to a list; `a[1].b=,c=1` and
 * `a[1].b[0]=`, which ends in an index, do.
 */
function isForgotten({ path, endsEmpty }: Assignment, depth: number, item: Cursor | undefined): boolean {
  if (!endsEmpty || depth === path.length - 1 || typeof path.at(-1)?.name === "number") return false;
  const isNull = item?.kind === "scalar" && item.value === null;
  return item === undefined || (isNull && typeof path[depth + 1]?.name === "number");
}

function copyItemsOnce(items: readonly Cursor[], owned: Owned): Cursor[] {
  if (owned.has(items)) return items as Cursor[];
  const copy = [...items];
  owned.add(copy);
  return copy;
}

function createEmptyItem(origin: Origin): ScalarCursor {
  return { kind: "scalar", origin, value: null };
}
