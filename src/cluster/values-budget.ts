import type { Cursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import { type Draft, layerLimit } from "../model/install.ts";
import { withoutRepeats } from "../model/values.ts";

/** Removes repeated layers of an install. If it has more layers than the limit, its values are unknown. */
export function withinLayerLimit(draft: Draft, report: (problem: Problem) => void): Draft {
  const layers = withoutRepeats(draft.layers, ({ values }) => values);
  if (layers.length <= layerLimit) return layers === draft.layers ? draft : { ...draft, layers };
  const reason = `This install has more than ${layerLimit} layers of values`;
  report({ code: "layers-limit", message: `${reason}; its values are unknown.`, place: draft.place });
  return withoutValues(draft, reason);
}

function withoutValues(draft: Draft, reason: string): Draft {
  const values: Cursor = { kind: "unknown", origin: draft.place, reason, invalid: true };
  return { ...draft, layers: [{ name: "values", values }] };
}

/**
 * The limit on the values of all installs of a repository together, besides the free ones of each install: far more than the
 * largest repositories have.
 */
export const valuesBudget = 400_000;
/** The limit on the characters of these values and their keys. */
export const charactersBudget = 20_000_000;
/** The values that an install always keeps, even when the budget is used up. */
const free: Size = { values: 200, characters: 4_000 };

interface Size {
  values: number;
  characters: number;
}

/**
 * Makes the values of installs unknown once a repository exceeds the budget: a large values file costs time and memory again for
 * each install that uses it.
 */
export function withinBudget(drafts: readonly Draft[], report: (problem: Problem) => void): Draft[] {
  const sizes = new WeakMap<Cursor, Size>();
  const left: Size = { values: valuesBudget, characters: charactersBudget };
  let isReported = false;
  return drafts.map((draft) => {
    const own: Size = { values: 0, characters: 0 };
    for (const { values } of draft.layers) {
      const size = sizes.get(values) ?? measureValues(values);
      sizes.set(values, size);
      own.values += size.values;
      own.characters += size.characters;
    }
    left.values -= own.values;
    left.characters -= own.characters;
    const hasMany = left.values < 0 && own.values > free.values;
    if (!hasMany && (left.characters >= 0 || own.characters <= free.characters)) return draft;
    const reason = hasMany ? tooMuch(valuesBudget, "values") : tooMuch(charactersBudget, "characters of values");
    if (!isReported) report({ code: "values-limit", message: `${reason}; from here on they are unknown.`, place: draft.place });
    isReported = true;
    return withoutValues(draft, reason);
  });
}

function tooMuch(limit: number, what: string): string {
  return `The installs of this repository have more than ${grouped(limit)} ${what} together`;
}

function measureValues(cursor: Cursor): Size {
  const size: Size = { values: 0, characters: 0 };
  addSize(cursor, size);
  return size;
}

function addSize(cursor: Cursor, size: Size): void {
  size.values += 1;
  if (cursor.kind === "scalar" && typeof cursor.value === "string") size.characters += cursor.value.length;
  if (cursor.kind === "list") for (const item of cursor.items) addSize(item, size);
  if (cursor.kind !== "map") return;
  for (const [key, { value }] of cursor.entries) {
    size.characters += key.length;
    addSize(value, size);
  }
}
