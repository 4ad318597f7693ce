import { type AssignmentLayer, applyAssignments, copyEntriesOnce, type Owned } from "./assignment.ts";
import type { Cursor, Entry, MapCursor, Origin } from "./cursor.ts";
import { isPlace } from "./cursor.ts";

export { parseSet, type SetKind } from "./set-expression.ts";

/**
 * Merges layers of values as Helm does before it reads the chart, the lowest precedence first. Maps merge, lists and scalars
 * replace, null stays (see `coalesce`), and the layer of a `--set` edits the values below it.
 *
 * A layer that cannot be read makes everything below it unknown: the result is a map whose `rest` is that layer, and which holds
 * only the values of later layers.
 */
export function mergeValues(layers: readonly Cursor[]): Cursor {
  let merged: Cursor = noValues;
  const owned: Owned = new Set();
  for (const layer of withoutRepeats(layers, (values) => values)) {
    if (isAssignmentLayer(layer)) merged = applyAssignments(merged, layer.assignments, owned);
    else if (layer.kind === "map" || layer.kind === "unknown") merged = lay(merged, layer, owned);
  }
  return merged;
}

/**
 * Drops repeated layers: a layer that occurs again later overrides its earlier occurrence, so only the last one counts. A `--set`
 * is kept every time, because it is an edit.
 */
export function withoutRepeats<Layer>(layers: readonly Layer[], valuesOf: (layer: Layer) => Cursor): readonly Layer[] {
  const last = new Map(layers.map((layer, index) => [valuesOf(layer), index]));
  if (last.size === layers.length) return layers;
  return layers.filter((layer, index) => {
    const values = valuesOf(layer);
    return last.get(values) === index || values.kind !== "map" || isAssignmentLayer(values);
  });
}

/**
 * Computes the values that a chart's templates see: the chart's defaults, overridden by the user's values. A null in the user's
 * values deletes the default at its key; a null without a default stays.
 */
export function coalesce(defaults: Cursor, values: Cursor): Cursor {
  if (values.kind !== "map" || defaults.kind === "scalar" || defaults.kind === "list") return values;
  if (defaults.kind === "unknown") return lay(defaults, values, new Set());
  const entries = new Map<string, Entry>();
  for (const [key, entry] of values.entries) {
    const value = coalesceEntry(defaults.entries.get(key)?.value ?? defaults.rest, entry.value);
    if (value) entries.set(key, { key: entry.key, value });
  }
  const rest = values.rest ?? defaults.rest;
  if (!values.rest) for (const [key, entry] of defaults.entries) if (!values.entries.has(key)) entries.set(key, entry);
  return { kind: "map", origin: values.origin, entries, ...(rest && { rest }) };
}

/** Counts the values in a value, including itself; a shared value counts once for each use. */
export function countValues(values: Cursor): number {
  if (values.kind !== "list" && values.kind !== "map") return 1;
  const known = counts.get(values);
  if (known !== undefined) return known;
  let count = 1;
  if (values.kind === "list") for (const item of values.items) count += countValues(item);
  else for (const { value } of values.entries.values()) count += countValues(value);
  counts.set(values, count);
  return count;
}

const counts = new WeakMap<Cursor, number>();

const noValues: MapCursor = { kind: "map", origin: { builtIn: "no values" }, entries: new Map() };

function coalesceEntry(fallback: Cursor | undefined, value: Cursor): Cursor | undefined {
  if (!fallback) return value;
  if (isNull(value)) return isNull(fallback) ? value : undefined;
  return coalesce(fallback, value);
}

function isNull(value: Cursor): boolean {
  return value.kind === "scalar" && value.value === null;
}

function isAssignmentLayer(layer: Cursor): layer is AssignmentLayer {
  return layer.kind === "map" && "assignments" in layer;
}

/** Merges one value over another. */
function lay(lower: Cursor | undefined, upper: Cursor, owned: Owned): Cursor {
  if (upper.kind !== "map" || lower === undefined) return upper;
  if (lower.kind === "map" && !upper.rest) return layMap(lower, upper, owned);
  const rest = upper.rest ?? (lower.kind === "unknown" ? lower : undefined);
  if (!rest) return upper;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of upper.entries)
    entries.set(key, { key: entry.key, value: lay(findEntryBelow(lower, key), entry.value, owned) });
  return { kind: "map", origin: upper.origin, entries, rest };
}

function layMap(lower: MapCursor, upper: MapCursor, owned: Owned): MapCursor {
  const entries = copyEntriesOnce(lower.entries, owned);
  for (const [key, entry] of upper.entries) {
    entries.set(key, { key: entry.key, value: lay(entries.get(key)?.value ?? lower.rest, entry.value, owned) });
  }
  return { kind: "map", origin: chooseNearerOrigin(lower.origin, upper.origin), entries, ...(lower.rest && { rest: lower.rest }) };
}

function findEntryBelow(lower: Cursor, key: string): Cursor | undefined {
  if (lower.kind === "unknown") return lower;
  return lower.kind === "map" ? (lower.entries.get(key)?.value ?? lower.rest) : undefined;
}

/** Chooses the upper layer's origin, unless it is built in and the lower one is a place in the repository. */
function chooseNearerOrigin(lower: Origin, upper: Origin): Origin {
  return isPlace(lower) && !isPlace(upper) ? lower : upper;
}
