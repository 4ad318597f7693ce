import { type Budget, createBudget, take } from "../../model/budget.ts";
import type { Problem } from "../../model/finding.ts";
import { formatGrouped } from "../../model/grouped.ts";
import { runLimits, scriptLimits } from "../../model/limits.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";

/** The amount of script text read from one file, and the budget of all files. */
export interface ScriptAccount {
  readonly budget: Budget;
  characters: number;
  commands: number;
}

/** Starts counting the scripts of a file. */
export function openScripts(budget: Budget = createBudget()): ScriptAccount {
  return { budget, characters: 0, commands: 0 };
}

/** Counts a text that a shell would run; returns a problem if it exceeds the limit. */
export function admitScript(text: SourceText, account: ScriptAccount): Problem | undefined {
  const { characters } = scriptLimits;
  const before = account.characters;
  account.characters += text.content.length;
  if (account.characters > characters) {
    const message = `The scripts of this file have more than ${formatGrouped(characters)} characters; from here on they are not read.`;
    return describeScriptExcess(text, characters - before, message);
  }
  const excess = account.characters - Math.max(before, runLimits.shortScript);
  if (take(account.budget, "scripts", Math.max(0, excess))) return undefined;
  const message = `The long scripts of this repository have more than ${formatGrouped(runLimits.scripts)} characters together; this one is not read.`;
  return describeScriptExcess(text, 0, message);
}

/** Returns the problem for an exceeded limit, at its line in the script. */
export function describeScriptExcess(text: SourceText, offset: number, message: string): Problem {
  return { code: "shell-limit", message, place: locateText(text, offset, offset + 1) };
}
