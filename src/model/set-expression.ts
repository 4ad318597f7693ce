import { type Assignment, buildAssignmentLayer, type Step } from "./assignment.ts";
import type { Cursor, Scalar } from "./cursor.ts";
import type { Place } from "./location.ts";

/** Helm's flags for assignments; they differ in the values that they accept. */
export type SetKind = "set" | "set-string" | "set-json" | "set-file" | "set-literal";

/** Reads the text of a file that `--set-file` names; undefined if it is not available. */
type TextOf = (file: string) => string | undefined;

function shortenExpression(expression: string): string {
  return expression.length > 80 ? `${expression.slice(0, 79)}…` : expression;
}

/**
 * Makes the layer of a `--set` flag (`--set-json '{…}'` makes a layer that merges like a file). If `place` spans exactly the
 * expression, keys and values get their own places inside it. An expression that Helm rejects is unknown.
 */
export function parseSet(expression: string, kind: SetKind, place: Place, textOf: TextOf = () => undefined): Cursor {
  const reading: Reading = { text: expression, kind, place, textOf, exact: place.end - place.start === expression.length, offset: 0 };
  try {
    if (kind === "set-json" && expression.trimStart().startsWith("{")) return fromJson(parseJson(expression), place);
    return buildAssignmentLayer(readAssignments(reading), place);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return {
      kind: "unknown",
      origin: place,
      reason: `\`--${kind} ${shortenExpression(expression)}\` is not understood: ${problem.message}`,
      invalid: true,
    };
  }
}

/** Helm limits a path to 30 dots; a longer path than this is not a setting of any chart. */
export const maxSteps = 60;
/** Helm allows 65,536. Real indexes are far smaller, and each would cost a list of that length. */
export const maxIndex = 255;
const maxJsonDepth = 100;

interface Reading {
  readonly text: string;
  readonly kind: SetKind;
  readonly place: Place;
  readonly exact: boolean;
  readonly textOf: TextOf;
  offset: number;
}

/** Thrown for an expression that Helm rejects. */
class Refusal extends Error {
  override readonly name = "Refusal";
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The character that ended the token; "" at the end of the expression. */
  readonly stop: string;
}

function readAssignments(reading: Reading): Assignment[] {
  const assignments: Assignment[] = [];
  while (reading.offset < reading.text.length) {
    const path = readPath(reading);
    const endsEmpty = reading.offset === reading.text.length && !ownParser.includes(reading.kind);
    const value = readValue(reading);
    // `=x` and `.Values.x=1` have no first key: Helm skips them.
    if (path.length > 0 && path[0]?.name !== "") assignments.push({ path, value, ...(endsEmpty && { endsEmpty }) });
  }
  return assignments;
}

/** The kinds for which Helm treats an empty value at the end like any other value. */
const ownParser: readonly SetKind[] = ["set-json", "set-literal"];

function readPath(reading: Reading): Step[] {
  const path: Step[] = [];
  for (let stop = readKey(reading, path); stop !== "="; ) {
    if (path.length > maxSteps) throw new Refusal("the path is too deep");
    stop = stop === "[" ? readItem(reading, path) : readKey(reading, path);
  }
  return path;
}

/** Reads a key onto the path; returns the character after it. */
function readKey(reading: Reading, path: Step[]): string {
  const token = readToken(reading, reading.kind === "set-literal" ? "=[." : "=[,.");
  if (token.stop === "" || token.stop === ",") throw new Refusal(`key \`${token.text}\` has no value`);
  const isFirst = path.length === 0;
  if (token.text === "" && !isFirst) throw new Refusal("empty key");
  if (token.text !== "" || token.stop !== "=") path.push({ name: token.text, origin: locateSetPart(reading, token.start, token.end) });
  return token.stop;
}

/** Reads a list index onto the path; returns the character after it. */
function readItem(reading: Reading, path: Step[]): string {
  path.push(readIndex(reading));
  const token = readToken(reading, "=[.");
  if (token.text !== "" || token.stop === "") throw new Refusal("text after a list index");
  return token.stop;
}

function readIndex(reading: Reading): Step {
  const token = readToken(reading, "]");
  if (token.stop === "" || !/^[+-]?\d+$/.test(token.text)) throw new Refusal("bad list index");
  const index = Number(token.text);
  if (index < 0 || index > maxIndex) throw new Refusal("list index out of bounds");
  return { name: index, origin: locateSetPart(reading, token.start - 1, token.end + 1) };
}

function readValue(reading: Reading): Cursor {
  if (reading.kind === "set-json") return readJson(reading);
  if (reading.kind === "set-literal") return readSetLeaf(reading, takeRest(reading));
  if (reading.text[reading.offset] !== "{") return readSetLeaf(reading, readToken(reading, ","));
  return readList(reading);
}

function takeRest(reading: Reading): Token {
  const start = reading.offset;
  reading.offset = reading.text.length;
  return { text: reading.text.slice(start), start, end: reading.offset, stop: "" };
}

function readList(reading: Reading): Cursor {
  const start = reading.offset++;
  const items: Cursor[] = [];
  for (;;) {
    const token = readToken(reading, ",}");
    if (token.stop === "") throw new Refusal("the list has no end");
    items.push(readSetLeaf(reading, token));
    if (token.stop !== "}") continue;
    const origin = locateSetPart(reading, start, reading.offset);
    if (reading.text[reading.offset] === ",") reading.offset++;
    return { kind: "list", origin, items };
  }
}

function readSetLeaf(reading: Reading, token: Token): Cursor {
  const origin = locateSetPart(reading, token.start, token.end);
  if (reading.kind === "set-file" && token.start < reading.text.length) {
    const value = reading.textOf(token.text);
    return value === undefined
      ? { kind: "unknown", origin, reason: `the content of the file \`${token.text}\`` }
      : { kind: "scalar", origin, value };
  }
  return { kind: "scalar", origin, value: reading.kind === "set" ? toHelmType(token.text) : token.text };
}

/** Converts text to Helm's types: no floats, no octals, and numbers that start with 0 are text. */
function toHelmType(text: string): Scalar {
  const word = text.length <= 5 ? text.toLowerCase() : text;
  if (word === "true") return true;
  if (word === "false") return false;
  if (word === "null") return null;
  if (text === "0") return 0;
  const number = /^[+-]?\d{1,19}$/.test(text) && !text.startsWith("0") ? BigInt(text.replace("+", "")) : undefined;
  return number !== undefined && BigInt.asIntN(64, number) === number ? Number(number) : text;
}

/** Reads one JSON value, the blanks after it and one comma. */
function readJson(reading: Reading): Cursor {
  skipBlanks(reading);
  const start = reading.offset;
  const empty = start === reading.text.length || reading.text[start] === ",";
  if (!empty) reading.offset = findJsonEnd(reading.text, start);
  const value = empty ? null : parseJson(reading.text.slice(start, reading.offset));
  const cursor = fromJson(value, locateSetPart(reading, start, reading.offset));
  skipBlanks(reading);
  if (reading.text[reading.offset] === ",") reading.offset++;
  return cursor;
}

function skipBlanks(reading: Reading): void {
  while (/\s/.test(reading.text[reading.offset] ?? "")) reading.offset++;
}

const jsonToken = /"(?:[^"\\]|\\.)*"?|[[\]{}]|[^"[\]{}\s,]+|[\s,]+/suy;

/** Finds the end of the JSON value that starts here; other values may follow it. */
function findJsonEnd(text: string, start: number): number {
  let depth = 0;
  jsonToken.lastIndex = start;
  for (let token = jsonToken.exec(text)?.[0]; token !== undefined; token = jsonToken.exec(text)?.[0]) {
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    if (depth > maxJsonDepth) throw new Refusal("the value is too deep");
    if (depth <= 0) return jsonToken.lastIndex;
  }
  return text.length;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("bad JSON");
  }
}

function fromJson(value: unknown, origin: Place, depth = 0): Cursor {
  if (depth > maxJsonDepth) throw new Refusal("the value is too deep");
  if (Array.isArray(value)) return { kind: "list", origin, items: value.map((item) => fromJson(item, origin, depth + 1)) };
  if (value === null || typeof value !== "object") return { kind: "scalar", origin, value: value as Scalar };
  const entries = Object.entries(value).map(([key, item]) => [key, { key: origin, value: fromJson(item, origin, depth + 1) }] as const);
  return { kind: "map", origin, entries: new Map(entries) };
}

/** Reads up to one of the stops. A backslash escapes the next character, except in `--set-literal`. */
function readToken(reading: Reading, stops: string): Token {
  const { text } = reading;
  const start = reading.offset;
  let value = "";
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? "";
    if (stops.includes(character)) {
      reading.offset = at + 1;
      return { text: value, start, end: at, stop: character };
    }
    value += character === "\\" && reading.kind !== "set-literal" ? (text[++at] ?? "") : character;
  }
  reading.offset = text.length;
  return { text: value, start, end: text.length, stop: "" };
}

function locateSetPart(reading: Reading, start: number, end: number): Place {
  const { file, start: base } = reading.place;
  return reading.exact ? { file, start: base + start, end: base + end } : reading.place;
}
