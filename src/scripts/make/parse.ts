import { nestText, type SourceText } from "../../model/source-text.ts";
import { joinTexts, slice } from "../fill.ts";
import { findOperator, measureCode } from "./operator.ts";

/** A statement of a makefile. https://www.gnu.org/software/make/manual/make.html */
export type Statement = Assignment | Rule | Include | Export;

export interface Assignment {
  readonly kind: "assignment";
  readonly name: string;
  readonly operator: string;
  readonly value: SourceText;
  /** The targets that the assignment applies to; undefined for all. */
  readonly targets: SourceText | undefined;
  readonly isExported: boolean;
  /** The conditional around the assignment: `default` if it checks whether this variable is set. */
  readonly condition: "none" | "default" | "open";
}

export interface Rule {
  readonly kind: "rule";
  readonly targets: SourceText;
  readonly prerequisites: SourceText;
  readonly recipe: SourceText[];
}

export interface Include {
  readonly kind: "include";
  readonly paths: SourceText;
}

/** `export NAME…`; without names, all variables. */
export interface Export {
  readonly kind: "export";
  readonly names: readonly string[];
}

interface Parsing {
  readonly text: SourceText;
  readonly statements: Statement[];
  /** The tests of the conditionals around the current line. */
  readonly conditions: string[];
  rule: Rule | undefined;
  at: number;
}

export function parseMakefile(text: SourceText): Statement[] {
  const parsing: Parsing = { text, statements: [], conditions: [], rule: undefined, at: 0 };
  while (parsing.at < text.content.length) readLine(parsing);
  return parsing.statements;
}

function readLine(parsing: Parsing): void {
  const line = readNextLine(parsing);
  if (line.content.startsWith("\t") && parsing.rule) {
    parsing.rule.recipe.push(line);
    return;
  }
  const joined = joinContinuations(line);
  const start = joined.content.length - joined.content.trimStart().length;
  const statement = slice(joined, start, measureCode(joined.content));
  if (statement.content.trim() === "" || readDirective(parsing, statement)) return;
  readStatement(parsing, statement);
}

/** Reads a line and the lines that continue it, as written. */
function readNextLine(parsing: Parsing): SourceText {
  const { content } = parsing.text;
  const start = parsing.at;
  let end = content.indexOf("\n", start);
  while (end !== -1 && /\\\r?$/.test(content.slice(Math.max(start, end - 2), end))) end = content.indexOf("\n", end + 1);
  const stop = end === -1 ? content.length : end;
  parsing.at = stop + 1;
  return slice(parsing.text, start, stop);
}

function joinContinuations(line: SourceText): SourceText {
  const pieces: SourceText[] = [];
  let at = 0;
  for (const match of line.content.matchAll(/\\\r?\n[ \t]*/g)) {
    pieces.push(slice(line, at, match.index), nestText(line, " ", [[0, match.index]]));
    at = match.index + match[0].length;
  }
  return at === 0 ? line : joinTexts(line, [...pieces, slice(line, at, line.content.length)]);
}

function readDirective(parsing: Parsing, line: SourceText): boolean {
  const [, word = "", rest = ""] = /^([a-z-]+)\b[ \t]*(.*)/s.exec(line.content) ?? [];
  if (/^(ifeq|ifneq|ifdef|ifndef)$/.test(word)) parsing.conditions.push(/^(ifeq|ifndef)$/.test(word) ? rest : "");
  else if (word === "else") parsing.conditions.push(...parsing.conditions.splice(-1).map(() => ""));
  else if (word === "endif") parsing.conditions.pop();
  else if (/^[-s]?include$/.test(word))
    parsing.statements.push({ kind: "include", paths: slice(line, line.content.length - rest.length, line.content.length) });
  else if (word === "define") readDefinition(parsing, rest);
  else if (word === "export" && !findOperator(rest))
    parsing.statements.push({ kind: "export", names: rest.split(/\s+/).filter((name) => name !== "") });
  else if (!/^(unexport|undefine|vpath|endef)$/.test(word) || findOperator(rest)) return false;
  return true;
}

/** Reads `define NAME … endef`: a value that spans several lines. */
function readDefinition(parsing: Parsing, header: string): void {
  const name = header.replace(/[ \t]*[:?+]*=?[ \t\r]*$/, "").trim();
  const { content } = parsing.text;
  const start = parsing.at;
  let end = start;
  while (parsing.at < content.length) {
    end = parsing.at;
    const line = readNextLine(parsing).content;
    if (/^[ \t]*endef\b/.test(line)) break;
    end = parsing.at;
  }
  const value = slice(parsing.text, start, Math.min(Math.max(start, end - 1), content.length));
  parsing.statements.push({
    kind: "assignment",
    name,
    operator: "=",
    value,
    targets: undefined,
    isExported: false,
    condition: judgeCondition(name, parsing),
  });
}

function readStatement(parsing: Parsing, line: SourceText): void {
  const operator = findOperator(line.content);
  if (!operator) return;
  const { start, end, text } = operator;
  if (text !== ":" && text !== "::") {
    addAssignment(parsing, line, 0, operator, undefined);
    return;
  }
  const targets = slice(line, 0, start);
  const inner = findOperator(line.content, end);
  if (
    inner &&
    inner.text !== ":" &&
    inner.text !== "::" &&
    /^(?:\s*(?:export|private|override)\s)*\s*[\w.-]+\s*$/.test(line.content.slice(end, inner.start).slice(0, 300))
  ) {
    addAssignment(parsing, line, end, inner, targets);
    return;
  }
  const semicolon = line.content.indexOf(";", end);
  const stop = semicolon === -1 ? line.content.length : semicolon;
  const recipe = semicolon === -1 ? [] : [slice(line, semicolon + 1, line.content.length)];
  parsing.rule = { kind: "rule", targets, prerequisites: slice(line, end, stop), recipe };
  parsing.statements.push(parsing.rule);
}

function addAssignment(
  parsing: Parsing,
  line: SourceText,
  from: number,
  { start, end, text }: { start: number; end: number; text: string },
  targets: SourceText | undefined,
): void {
  const words = line.content.slice(from, start).trim().split(/\s+/);
  const name = words.at(-1) ?? "";
  const after = line.content.slice(end);
  const value = slice(line, end + (after.length - after.trimStart().length), line.content.trimEnd().length);
  if (!targets) parsing.rule = undefined;
  parsing.statements.push({
    kind: "assignment",
    name,
    operator: text,
    value,
    targets,
    isExported: words.includes("export"),
    condition: judgeCondition(name, parsing),
  });
}

function judgeCondition(name: string, { conditions }: Parsing): Assignment["condition"] {
  if (conditions.length === 0) return "none";
  return conditions.length === 1 && asksFor(name, conditions[0] ?? "") ? "default" : "open";
}

/** Checks for a test whether a variable is set: `ifndef NAME`, `ifeq ($(NAME),)`, `ifeq ($(origin NAME),undefined)`. */
function asksFor(name: string, condition: string): boolean {
  const test = condition
    .replace(/["'\s]/g, "")
    .replaceAll("{", "(")
    .replaceAll("}", ")");
  return [
    name,
    `($(${name}),)`,
    `(,$(${name}))`,
    `($(strip$(${name})),)`,
    `($(origin${name}),undefined)`,
    `($(origin${name}),default)`,
  ].includes(test);
}
