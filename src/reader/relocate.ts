import { type Cursor, type Entry, findStringAt, isPlace, type Origin, type ScalarCursor } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";

/**
 * Replaces the places in a rendered value with places in the files that it was rendered from. Each part gets the place of the
 * last of `originals` with the same value at the same path, or else of the closest ancestor in the first original (the resource
 * itself).
 */
export function relocate(rendered: Cursor, originals: readonly Cursor[], fallback: Place): Cursor {
  const nearest = originals[0] && isPlace(originals[0].origin) ? originals[0].origin : fallback;
  const same = originals.findLast((original) => isPlace(original.origin) && saysTheSame(original, rendered));
  const origin: Origin = same?.origin ?? nearest;
  if (rendered.kind === "map") return { ...rendered, origin, entries: relocateEntries(rendered.entries, originals, nearest) };
  if (rendered.kind === "list") {
    const items = rendered.items.map((item, index) => relocate(item, findMatchingItem(originals, item, index), nearest));
    return { ...rendered, origin, items };
  }
  return rendered.kind === "scalar" ? relocateScalar(rendered, same, origin) : { ...rendered, origin };
}

/** Text inside a scalar keeps its own places if the original contains it too; otherwise its place is the whole scalar. */
function relocateScalar(rendered: ScalarCursor, same: Cursor | undefined, origin: Origin): Cursor {
  const { text: _, ...bare } = rendered;
  const text = same?.kind === "scalar" ? same.text : undefined;
  return { ...bare, origin, ...(text ? { text } : {}) };
}

function relocateEntries(entries: ReadonlyMap<string, Entry>, originals: readonly Cursor[], nearest: Place): ReadonlyMap<string, Entry> {
  const moved = new Map<string, Entry>();
  for (const [key, entry] of entries) {
    const matching = originals.flatMap((original) => (original.kind === "map" ? (original.entries.get(key) ?? []) : []));
    const value = relocate(
      entry.value,
      matching.map((match) => match.value),
      nearest,
    );
    moved.set(key, { key: matching.findLast((match) => isPlace(match.key))?.key ?? nearest, value });
  }
  return moved;
}

/** List items are matched by name, because Kustomize merges by name and may change the order. */
function findMatchingItem(originals: readonly Cursor[], item: Cursor, index: number): Cursor[] {
  const name = findStringAt(item, "name");
  return originals.flatMap((original) => {
    if (original.kind !== "list") return [];
    const match = name === undefined ? original.items[index] : original.items.find((candidate) => findStringAt(candidate, "name") === name);
    return match ?? [];
  });
}

function saysTheSame(original: Cursor, rendered: Cursor): boolean {
  return original.kind === rendered.kind && (original.kind !== "scalar" || original.value === (rendered as ScalarCursor).value);
}
