import { type Cursor, findAt, type Scalar } from "../../model/cursor.ts";
import { templateLimits } from "../../model/limits.ts";
import { functions } from "./go-functions.ts";

/** A part of a template: literal text, or an action in braces. */
export interface TemplatePart {
  readonly kind: "text" | "action";
  readonly start: number;
  readonly end: number;
  /** The expression in the braces, without trim markers; "" for text. */
  readonly expression: string;
  /** `{{-` and `-}}`: whitespace beside the action is removed. */
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

const expressionLimit = 2_000;
const depthLimit = 20;

/** Returns the offset of the first action beyond the limit; undefined if there are not too many. */
export function findExcessAction(text: string): number | undefined {
  let actions = 0;
  for (let open = text.indexOf("{{"); open !== -1; open = text.indexOf("{{", open + 2)) {
    if (++actions > templateLimits.actions) return open;
  }
  return undefined;
}

/** Splits a Go template into text and actions; undefined if an action has no end. https://pkg.go.dev/text/template */
export function splitTemplate(text: string): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  const plain = { expression: "", trimsBefore: false, trimsAfter: false };
  let offset = 0;
  for (let open = text.indexOf("{{"); open !== -1; open = text.indexOf("{{", offset)) {
    const end = findActionEnd(text, open + 2);
    if (end === undefined) return undefined;
    if (open > offset) parts.push({ kind: "text", start: offset, end: open, ...plain });
    const inner = text.slice(open + 2, end - 2);
    const [, before = "", expression = "", after = ""] = /^(-(?=\s))?(.*?)((?<=\s)-)?$/s.exec(inner) ?? [];
    parts.push({
      kind: "action",
      start: open,
      end,
      expression: expression.trim(),
      trimsBefore: before !== "",
      trimsAfter: after !== "",
    });
    offset = end;
  }
  if (offset < text.length) parts.push({ kind: "text", start: offset, end: text.length, ...plain });
  return parts;
}

const inAction = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*.*?\*\/|\}\}|[^"`}/]+|["`}/]/suy;

/** Finds the end of an action, after its braces; braces in strings and comments do not count. */
function findActionEnd(text: string, start: number): number | undefined {
  inAction.lastIndex = start;
  for (let token = inAction.exec(text)?.[0]; token !== undefined; token = inAction.exec(text)?.[0]) {
    if (token === "}}") return inAction.lastIndex;
  }
  return undefined;
}

/** Checks whether an action controls the output instead of printing: `if`, `range`, `end`, a variable, a comment. */
export function isControl(expression: string): boolean {
  return /^(if|else|end|range|with|define|block|break|continue)\b|^\/\*|^\$\w*(,\s*\$\w+)?\s*:?=/.test(expression);
}

/** Returns the value that an action prints, for a value of `.`; undefined if only the program itself can compute it. */
export function evaluate(expression: string, dot: Cursor): Cursor | undefined {
  if (expression.length > expressionLimit || isControl(expression)) return undefined;
  const tokens = splitTokens(expression);
  if (!tokens) return undefined;
  const reading: Reading = { tokens, dot, next: 0 };
  const value = evaluatePipeline(reading, 0);
  return reading.next === tokens.length ? value : undefined;
}

/** Returns the text that a template prints for a value; undefined if it is unknown or would be printed in Go's format. */
export function formatPrintedText(value: Cursor | undefined): string | undefined {
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}

interface Reading {
  readonly tokens: readonly string[];
  readonly dot: Cursor;
  next: number;
}

const token = /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|-?\d+(?:\.\d+)?|\$?(?:\.[A-Za-z_]\w*)+|\$\w*|\.|[A-Za-z_]\w*|[()|]/suy;

function splitTokens(expression: string): string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < expression.length) {
    const found = token.exec(expression)?.[0];
    if (found === undefined) return undefined;
    if (found.trim() !== "") tokens.push(found);
  }
  return tokens;
}

function evaluatePipeline(reading: Reading, depth: number): Cursor | undefined {
  let value = evaluateCommand(reading, undefined, depth);
  while (value && reading.tokens[reading.next] === "|") {
    reading.next++;
    value = evaluateCommand(reading, value, depth);
  }
  return value;
}

/** Reads a value, or a function with its arguments; a piped value is the last argument. */
function evaluateCommand(reading: Reading, piped: Cursor | undefined, depth: number): Cursor | undefined {
  const first = reading.tokens[reading.next];
  const call = first === undefined ? undefined : functions.get(first);
  if (call) reading.next++;
  const values: Cursor[] = [];
  for (let word = reading.tokens[reading.next]; word !== undefined && word !== "|" && word !== ")"; word = reading.tokens[reading.next]) {
    const value = evaluateOperand(reading, word, depth);
    if (!value) return undefined;
    values.push(value);
  }
  if (piped) values.push(piped);
  if (call) return values.some((value) => value.kind === "unknown") ? undefined : call(values);
  return values.length === 1 && !piped ? values[0] : undefined;
}

function evaluateOperand(reading: Reading, word: string, depth: number): Cursor | undefined {
  reading.next++;
  if (word === "(") return depth < depthLimit ? evaluateParentheses(reading, depth) : undefined;
  if (word === "." || word === "$") return reading.dot;
  if (/^\$?\./.test(word)) return readTemplateField(reading.dot, word);
  if (word.startsWith("`")) return createLiteral(word.slice(1, -1));
  if (word.startsWith('"')) return createLiteral(unquoteWord(word));
  if (/^-?\d/.test(word)) return createLiteral(Number(word));
  const constants = new Map<string, Scalar>([
    ["true", true],
    ["false", false],
    ["nil", null],
  ]);
  const constant = constants.get(word);
  return constant === undefined ? undefined : createLiteral(constant);
}

function evaluateParentheses(reading: Reading, depth: number): Cursor | undefined {
  const value = evaluatePipeline(reading, depth + 1);
  if (reading.tokens[reading.next] !== ")") return undefined;
  reading.next++;
  const chain = reading.tokens[reading.next];
  if (!value || chain === undefined || !/^\.\w/.test(chain)) return value;
  reading.next++;
  return readTemplateField(value, chain);
}

/** Reads a field by its path. A missing field is null, which some functions accept. */
function readTemplateField(from: Cursor, path: string): Cursor | undefined {
  const found = findAt(from, ...path.replace(/^\$?\./, "").split("."));
  return found ?? createLiteral(null);
}

function createLiteral(value: Scalar): Cursor {
  return { kind: "scalar", origin: { builtIn: "a template" }, value };
}

function unquoteWord(word: string): string {
  return word.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => ({ n: "\n", t: "\t" })[letter] ?? letter);
}
