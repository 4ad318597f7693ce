import type { Cursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import type { Draft } from "../model/install.ts";
import { withoutRepeats } from "../model/values.ts";

/** The layers of values of one install; a list that repeats one has it once. */
export const layerLimit = 1_000;

/** An install with each of its layers once; one that has more than are merged has unknown values. */
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

/** The values of all installs of a repository together: ten times what the largest have. */
export const valuesBudget = 1_000_000;
/** What an install has in any case, however much the others have. */
const freeValues = 200;

/**
 * Takes the values of installs away where a repository has more than anybody writes: a large file of values costs time
 * and memory once for each install that names it.
 */
export function withinBudget(drafts: readonly Draft[], report: (problem: Problem) => void): Draft[] {
  const sizes = new WeakMap<Cursor, number>();
  let left = valuesBudget;
  let isTold = false;
  return drafts.map((draft) => {
    let own = 0;
    for (const { values } of draft.layers) {
      const size = sizes.get(values) ?? sizeOf(values);
      sizes.set(values, size);
      own += size;
    }
    left -= own;
    if (left >= 0 || own <= freeValues) return draft;
    const reason = tooMuch();
    if (!isTold) report({ code: "values-limit", message: `${reason}; from here on they are unknown.`, place: draft.place });
    isTold = true;
    return withoutValues(draft, reason);
  });
}

function tooMuch(): string {
  return `The installs of this repository have more than ${valuesBudget.toLocaleString("en-US")} values together`;
}

function sizeOf(cursor: Cursor): number {
  let size = 1;
  if (cursor.kind === "list") for (const item of cursor.items) size += sizeOf(item);
  if (cursor.kind === "map") for (const { value } of cursor.entries.values()) size += sizeOf(value);
  return size;
}
