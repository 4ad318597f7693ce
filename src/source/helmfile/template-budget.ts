import { placeIn, type SourceText } from "../../model/source-text.ts";
import { type Budget, take } from "../budget.ts";
import { runLimits } from "../limits.ts";
import type { Reader } from "../source.ts";
import { grouped } from "../yaml-limit.ts";

/** The files that have been rendered once. */
const rendered = new WeakMap<Budget, Set<string>>();

/**
 * Pays for a template that is to be rendered: once for each helmfile, environment and release that has it. The first time
 * costs a short one nothing. False, with a problem, where the run has had enough of them.
 */
export function isAffordable(path: string, text: SourceText, { budget, problem }: Reader): boolean {
  const paths = rendered.get(budget) ?? new Set();
  rendered.set(budget, paths);
  const free = paths.has(path) ? 0 : runLimits.shortTemplate;
  paths.add(path);
  if (take(budget, "templates", Math.max(0, text.content.length - free))) return true;
  const message = `The helmfiles of this repository have more than ${grouped(runLimits.templates)} characters of templates, counted as often as they are rendered; this one is not.`;
  problem({ code: templatesLimit, message, place: placeIn(text, 0, 1) });
  return false;
}

/** The code of the problem. */
export const templatesLimit = "templates-limit";
