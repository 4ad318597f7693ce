import { type Budget, createBudget, take } from "../../model/budget.ts";
import type { Problem } from "../../model/finding.ts";
import { formatGrouped } from "../../model/grouped.ts";
import { runLimits, templateLimits, yamlFileLimits, yamlLimits } from "../../model/limits.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";

/** An exceeded limit of a text, with the offset. */
export class YamlLimit extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Creates the error for a text that is nested too deeply. */
export function createDepthError(offset: number): YamlLimit {
  return new YamlLimit(`This YAML is nested more than ${yamlLimits.levels} levels deep; it is not read.`, offset);
}

/** Creates the error for a text with too many values. */
export function createValuesError(offset: number): YamlLimit {
  const message = `This YAML has more than ${formatGrouped(yamlLimits.values)} values (aliases counted as often as they are used); it is not read.`;
  return new YamlLimit(message, offset);
}

/** Creates the error for a text whose aliases expand to too much. */
export function createAliasesError(offset: number): YamlLimit {
  const message = `The aliases of this YAML stand for more than ${formatGrouped(yamlLimits.characters)} characters; it is not read.`;
  return new YamlLimit(message, offset);
}

/** Creates the error for a file with too many documents. */
export function createDocumentsError(): YamlLimit {
  const message = `This file has more than ${formatGrouped(yamlFileLimits.documents)} YAML documents; from here on they are not read.`;
  return new YamlLimit(message, 0);
}

/** Creates the error for a template with too many actions. */
export function createActionsError(offset: number): YamlLimit {
  return new YamlLimit(`This template has more than ${formatGrouped(templateLimits.actions)} actions; it is not read.`, offset);
}

/** The number of YAML values read from one file, and the budget of all files. */
export interface YamlAccount {
  readonly budget: Budget;
  used: number;
  /** True if nothing more of the file is read. */
  isClosed: boolean;
}

/** Starts counting the values of a file. */
export function openAccount(budget: Budget = createBudget()): YamlAccount {
  return { budget, used: 0, isClosed: false };
}

/**
 * Checks a text against the limits by its length, lines and commas, before any time is spent on parsing; if it is within them,
 * counts its values.
 */
export function admit(content: string, account: YamlAccount): YamlLimit | undefined {
  let ends = 0;
  let brackets = 0;
  for (let at = 0; at < content.length && at < yamlLimits.characters; at++) {
    const sign = content.charCodeAt(at);
    if (sign === brace || sign === bracket) brackets += 1;
    if ((sign === newline || sign === comma) && ++ends > yamlLimits.values) return createValuesError(at);
  }
  if (content.length > yamlLimits.characters) {
    const message = `This YAML document is longer than ${formatGrouped(yamlLimits.characters)} characters; it is not read.`;
    return new YamlLimit(message, yamlLimits.characters);
  }
  return book(ends + brackets, account);
}

function book(values: number, account: YamlAccount): YamlLimit | undefined {
  const before = Math.max(account.used, runLimits.fewValues);
  account.used += values;
  const excess = Math.max(0, account.used - before);
  if (account.used <= yamlFileLimits.values && take(account.budget, "values", excess)) return undefined;
  account.isClosed = true;
  if (account.used > yamlFileLimits.values) {
    const message = `The YAML of this file has more than ${formatGrouped(yamlFileLimits.values)} values; from here on it is not read.`;
    return new YamlLimit(message, 0);
  }
  const message = `The large YAML files of this repository have more than ${formatGrouped(runLimits.values)} values together; this one is not read.`;
  return new YamlLimit(message, 0);
}

const [newline, comma, brace, bracket] = [0x0a, 0x2c, 0x7b, 0x5b];

/** Returns the problem for an exceeded limit, at its line. */
export function limitProblem(text: SourceText, { message, offset }: Pick<YamlLimit, "message" | "offset">): Problem {
  return { code: "yaml-limit", message, place: locateText(text, offset, offset + 1) };
}
