import { type Budget, take } from "../model/budget.ts";
import type { Cursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import { formatGrouped } from "../model/grouped.ts";
import { type Draft, layerLimit } from "../model/install.ts";
import { runLimits } from "../model/limits.ts";
import { withoutRepeats } from "../model/values.ts";

/**
 * Removes repeated layers of the installs of one file. If an install has more layers than the limit, or than are left for the
 * run, its values are unknown.
 */
export function openLayerLimit(budget: Budget, report: (problem: Problem) => void): (draft: Draft) => Draft {
  let free: number = runLimits.fewLayers;
  let isReported = false;
  return (draft) => {
    const layers = withoutRepeats(draft.layers, ({ values }) => values);
    const charged = Math.max(0, layers.length - free);
    const isShort = layers.length <= layerLimit;
    if (isShort && take(budget, "layers", charged)) {
      free = Math.max(0, free - layers.length);
      return layers === draft.layers ? draft : { ...draft, layers };
    }
    const reason = isShort ? tooManyLayers : `This install has more than ${formatGrouped(layerLimit)} layers of values`;
    const message = isShort
      ? `${reason}; from here on the values of this file's installs are unknown.`
      : `${reason}; its values are unknown.`;
    if (!isShort || !isReported) report({ code: "layers-limit", message, place: draft.place });
    isReported ||= isShort;
    return withoutValues(draft, reason);
  };
}

const tooManyLayers = `The installs of this repository have more than ${formatGrouped(runLimits.layers)} layers of values together`;

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
export function limitValues(drafts: readonly Draft[], report: (problem: Problem) => void): Draft[] {
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
    const reason = hasMany ? describeExcess(valuesBudget, "values") : describeExcess(charactersBudget, "characters of values");
    if (!isReported) report({ code: "values-limit", message: `${reason}; from here on they are unknown.`, place: draft.place });
    isReported = true;
    return withoutValues(draft, reason);
  });
}

function describeExcess(limit: number, what: string): string {
  return `The installs of this repository have more than ${formatGrouped(limit)} ${what} together`;
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
