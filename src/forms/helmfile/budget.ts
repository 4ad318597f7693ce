import { type Budget, take } from "../../model/budget.ts";
import type { Cursor } from "../../model/cursor.ts";
import { formatGrouped } from "../../model/grouped.ts";
import { runLimits } from "../../model/limits.ts";
import type { Place } from "../../model/location.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";
import { countValues } from "../../model/values.ts";
import type { Reader } from "../../reader/source.ts";

/** The files that have been rendered at least once. */
const rendered = new WeakMap<Budget, Set<string>>();

/**
 * Takes the cost of rendering a template from the budget, once for each helmfile, environment and release that uses it. The
 * first rendering of a short template is free. Returns false, and reports a problem, if the budget is used up.
 */
export function payForTemplate(path: string, text: SourceText, reader: Reader): boolean {
  const paths = rendered.get(reader.budget) ?? new Set();
  rendered.set(reader.budget, paths);
  const free = paths.has(path) ? 0 : runLimits.shortTemplate;
  paths.add(path);
  return pay(Math.max(0, text.content.length - free), locateText(text, 0, 1), reader);
}

/**
 * Takes the cost of merging values from the budget: they are merged again for each part and base of a helmfile, and for each
 * environment.
 */
export function payForValues(layers: readonly Cursor[], path: string, reader: Reader): boolean {
  const count = layers.reduce((sum, layer) => sum + countValues(layer), 0);
  return pay(count, { file: path, start: 0, end: 0 }, reader);
}

function pay(amount: number, place: Place, { budget, problem }: Reader): boolean {
  if (take(budget, "helmfiles", amount)) return true;
  const message = `The helmfiles of this repository have more than ${formatGrouped(runLimits.helmfiles)} characters of templates and values together, counted as often as they are rendered and merged; from here on they are not.`;
  problem({ code: helmfilesLimit, message, place });
  return false;
}

/** The code of the problem that reports a used-up budget. */
export const helmfilesLimit = "helmfiles-limit";
