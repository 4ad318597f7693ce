import type { Cursor } from "../../model/cursor.ts";
import type { SourceText } from "../../model/source-text.ts";
import type { Expression, TemplatePart } from "./syntax.ts";

/** What an expression can refer to where it stands. */
export interface Scope {
  /** Names by themselves: of a `for`, of a template's variables, `each` and `count`. */
  readonly names: ReadonlyMap<string, Cursor>;
  /** What two words stand for: `var.x`, `local.x`, `path.module`, `helm_release.x`; undefined where only the deployment knows. */
  readonly lookup: (root: string, name: string) => Cursor | undefined;
  /** A file by the path that Terraform would read it by; undefined where the repository has none there. */
  readonly file: (path: string) => SourceText | undefined;
  /** A template file by the same path, read; undefined where it is missing or no template. */
  readonly template: (path: string) => readonly TemplatePart[] | undefined;
  readonly budget: Budget;
}

/** What evaluating may still cost; shared by everything that belongs to one root module. */
export interface Budget {
  left: number;
  depth: number;
  /** Told once when nothing is left. */
  readonly spent?: () => void;
}

/** Pays for a piece of work, in evaluations; false where that is more than is left. */
export function spend(budget: Budget, amount: number): boolean {
  if (budget.left < 0) return false;
  budget.left -= amount;
  if (budget.left < 0) budget.spent?.();
  return budget.left >= 0;
}

/** Values of lists and maps that cost as much as one evaluation when a function goes over them. */
const valuesAtOnce = 2;

/** Pays for going over so many values. */
export function spendOnValues(budget: Budget, count: number): boolean {
  return spend(budget, Math.floor(count / valuesAtOnce));
}

/** How parts of Terraform's language evaluate what is in them. */
export type Evaluate = (expression: Expression, scope: Scope) => Cursor;
