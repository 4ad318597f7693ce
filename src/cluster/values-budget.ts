import { type Budget, take } from "../model/budget.ts";
import type { Cursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import { type Draft, layerLimit } from "../model/install.ts";
import { runLimits } from "../model/limits.ts";
import { withoutRepeats } from "../model/values.ts";

/**
 * Keeps each layer of an install once, and bounds those of the installs of one file: one that has more than are merged, or
 * than are left for all files, has unknown values.
 */
export function openLayerLimit(budget: Budget, report: (problem: Problem) => void): (draft: Draft) => Draft {
  let free: number = runLimits.fewLayers;
  let isTold = false;
  return (draft) => {
    const layers = withoutRepeats(draft.layers, ({ values }) => values);
    const charged = Math.max(0, layers.length - free);
    free = Math.max(0, free - layers.length);
    const isShort = layers.length <= layerLimit;
    if (isShort && take(budget, "layers", charged)) return layers === draft.layers ? draft : { ...draft, layers };
    const reason = isShort ? tooManyLayers : `This install has more than ${grouped(layerLimit)} layers of values`;
    if (!isTold) report({ code: "layers-limit", message: `${reason}; its values are unknown.`, place: draft.place });
    isTold = isShort;
    return withoutValues(draft, reason);
  };
}

const tooManyLayers = `The installs of this repository have more than ${grouped(runLimits.layers)} layers of values together`;

function withoutValues(draft: Draft, reason: string): Draft {
  const values: Cursor = { kind: "unknown", origin: draft.place, reason, invalid: true };
  return { ...draft, layers: [{ name: "values", values }] };
}

/** The values of all installs of a repository together, beyond what each has in any case: far more than the largest have. */
export const valuesBudget = 400_000;
/** The characters of these values and their keys. */
export const charactersBudget = 20_000_000;
/** What an install has in any case, however much the others have. */
const free: Size = { values: 200, characters: 4_000 };

interface Size {
  values: number;
  characters: number;
}

/**
 * Takes the values of installs away where a repository has more than anybody writes: a large file of values costs time
 * and memory once for each install that names it.
 */
export function withinBudget(drafts: readonly Draft[], report: (problem: Problem) => void): Draft[] {
  const sizes = new WeakMap<Cursor, Size>();
  const left: Size = { values: valuesBudget, characters: charactersBudget };
  let isTold = false;
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
    if (!isTold) report({ code: "values-limit", message: `${reason}; from here on they are unknown.`, place: draft.place });
    isTold = true;
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
