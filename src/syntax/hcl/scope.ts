import type { Cursor } from "../../model/cursor.ts";
import type { SourceText } from "../../model/source-text.ts";
import type { Expression, TemplatePart } from "./syntax.ts";

/** The names that an expression can refer to. */
export interface Scope {
  /** Single names: variables of a `for` or a template, `each` and `count`. */
  readonly names: ReadonlyMap<string, Cursor>;
  /** Resolves two-part names: `var.x`, `local.x`, `path.module`, `helm_release.x`; undefined if only the deployment knows the value. */
  readonly lookup: (root: string, name: string) => Cursor | undefined;
  /** Finds a file by the path that Terraform would use; undefined if it is not in the repository. */
  readonly file: (path: string) => SourceText | undefined;
  /** Reads a template file by the same path; undefined if it is missing or not a template. */
  readonly template: (path: string) => readonly TemplatePart[] | undefined;
  readonly budget: Budget;
}

/** The remaining cost of evaluation, shared by everything in one root module. */
export interface Budget {
  left: number;
  depth: number;
  /** Requests at least this much more; returns 0 if none exists. */
  readonly more?: (needed: number) => number;
  /** Reports once that the budget is used up. */
  readonly spent?: () => void;
}

/** Subtracts a cost, in evaluations; false if it exceeds the budget. */
export function spend(budget: Budget, amount: number): boolean {
  if (budget.left < 0) return false;
  budget.left -= amount;
  if (budget.left < 0) budget.left += budget.more?.(-budget.left) ?? 0;
  if (budget.left < 0) budget.spent?.();
  return budget.left >= 0;
}

/** The number of values in lists and maps that cost as much as one evaluation. */
const valuesAtOnce = 2;

/** Subtracts the cost of processing a number of values. */
export function spendOnValues(budget: Budget, count: number): boolean {
  return spend(budget, Math.floor(count / valuesAtOnce));
}

/** Evaluates the expressions inside another part of the language. */
export type Evaluate = (expression: Expression, scope: Scope) => Cursor;
