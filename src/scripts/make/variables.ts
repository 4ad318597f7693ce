import { nestText, type SourceText } from "../../model/source-text.ts";
import { createPlaceholder, joinTexts, pinToPlace, slice } from "../fill.ts";
import { endOfReference } from "./operator.ts";
import type { Assignment } from "./parse.ts";

/** A variable of a makefile: text that is expanded when it is used, or when it is assigned. */
interface Definition {
  readonly text: SourceText;
  readonly isExpanded: boolean;
}

/** The known variables; "unknown" if conditionals or commands decide the value. */
export interface Variables {
  readonly values: Map<string, Definition | "unknown">;
  /** The variables of all targets, below those of a single target. */
  readonly below: Variables | undefined;
  /** The remaining number of expansions. */
  readonly budget: { left: number; readonly spent: (at: SourceText) => void };
}

/** The values of `$@` and `$(1)` while a text is expanded. */
type Locals = ReadonlyMap<string, SourceText>;

const depthLimit = 20;
const lengthLimit = 64 * 1024;

/** The maximum number of variable references in one makefile. */
export const referenceLimit = 50_000;

/** Creates an empty set of variables with the limit of references for one file. */
export function createVariables(spent: (at: SourceText) => void): Variables {
  return { values: new Map(), below: undefined, budget: { left: referenceLimit, spent } };
}

/** Creates variables for a single target, on top of those of all targets. */
export function createTargetVariables(below: Variables): Variables {
  return { values: new Map(), below, budget: below.budget };
}

/** Executes an assignment. */
export function assignVariable(variables: Variables, { name, operator, value, condition }: Assignment): void {
  const before = findDefinition(variables, name);
  const isDefault = operator === "?=" || condition === "default";
  if (isDefault && before !== undefined) return;
  const after = computeAssigned(variables, operator, value, before);
  const isSame = before !== undefined && before !== "unknown" && after !== "unknown" && before.text.content === after.text.content;
  if (condition === "open" && !isSame) variables.values.set(name, "unknown");
  else variables.values.set(name, after);
}

function computeAssigned(
  variables: Variables,
  operator: string,
  value: SourceText,
  before: Definition | "unknown" | undefined,
): Definition | "unknown" {
  if (operator === "!=") return "unknown";
  if (operator === "+=" && before === "unknown") return "unknown";
  const isExpanded = operator.startsWith(":") || (operator === "+=" && before !== undefined && before !== "unknown" && before.isExpanded);
  const text = isExpanded ? expand(variables, value) : value;
  if (operator !== "+=" || before === undefined || before === "unknown") return { text, isExpanded };
  const blank = nestText(value, " ", [[0, 0]]);
  return { text: limitLength(joinTexts(text, [before.text, blank, text])), isExpanded };
}

function findDefinition(variables: Variables | undefined, name: string): Definition | "unknown" | undefined {
  for (let current = variables; current; current = current.below) {
    const found = current.values.get(name);
    if (found) return found;
  }
  return undefined;
}

const noLocals: Locals = new Map();

/** Expands a text as make does before the shell reads it. Unknown parts become a variable that no script sets. */
export function expand(variables: Variables, text: SourceText, locals: Locals = noLocals, depth = 0): SourceText {
  const { content } = text;
  if (!content.includes("$")) return text;
  const pieces: SourceText[] = [];
  let copied = 0;
  let length = 0;
  for (let at = content.indexOf("$"); at !== -1 && length < lengthLimit; at = content.indexOf("$", copied)) {
    const next = content[at + 1];
    const isLong = next === "(" || next === "{";
    const end = isLong ? endOfReference(content, at) : Math.min(at + 2, content.length);
    const inner = isLong ? slice(text, at + 2, end - 1) : slice(text, at + 1, end);
    bookReference(variables, inner);
    const value = next === "$" ? slice(text, at, at + 1) : expandReference(variables, inner, locals, depth);
    const isProgram = depth === 0 && isLong && mayBeProgram(content, at, inner.content, value.content);
    const piece = isProgram ? pinToPlace(value, text.file, slice(text, at, end).segments[0]?.[1] ?? 0) : value;
    pieces.push(slice(text, copied, at), piece);
    length += piece.content.length;
    copied = end;
  }
  return limitLength(joinTexts(text, [...pieces, slice(text, copied, content.length)]));
}

function bookReference({ budget }: Variables, inner: SourceText): void {
  budget.left -= 1;
  if (budget.left === 0) budget.spent(inner);
}

/**
 * Checks whether an expanded value is a program, whose place is where it is run; options keep the place where they are written.
 * A value after an option or an equals sign is not a program.
 */
function mayBeProgram(content: string, at: number, name: string, value: string): boolean {
  if (/^\s*-|\n/.test(value) || name.startsWith("call ")) return false;
  const before = content.slice(Math.max(0, at - 40), at);
  return /(^|[\n;&|(@`+-]|(^|[\s;&|@-])[\w./]+)[ \t]*$/.test(before) && !/(^|\s)--?[A-Za-z]\S*[ \t]*$/.test(before);
}

function limitLength(text: SourceText): SourceText {
  return text.content.length > lengthLimit ? createPlaceholder(text, 0, "too long") : text;
}

function expandReference(variables: Variables, inner: SourceText, locals: Locals, depth: number): SourceText {
  const name = inner.content.trim();
  const unknown = () => createPlaceholder(inner, 0, name);
  if (depth > depthLimit || variables.budget.left <= 0) return unknown();
  const local = locals.get(name);
  if (local) return local;
  if (!/^[\w./-]+$/.test(name)) return evaluateFunction(variables, inner, locals, depth) ?? unknown();
  const found = findDefinition(variables, name);
  if (found === "unknown") return unknown();
  if (found) return found.isExpanded ? found.text : expand(variables, found.text, locals, depth + 1);
  const builtIn = builtIns.get(name);
  return builtIn === undefined ? unknown() : nestText(inner, builtIn, [[0, 0]]);
}

/** `/.` is the directory of the makefile. */
const builtIns: ReadonlyMap<string, string> = new Map([
  ["MAKE", "make"],
  ["CURDIR", "/."],
  ["PWD", "/."],
]);

/** Evaluates functions that return their argument, and `$(call …)`; undefined for all others. */
function evaluateFunction(variables: Variables, inner: SourceText, locals: Locals, depth: number): SourceText | undefined {
  const [whole = "", name = ""] = /^([a-z-]+)[ \t]+/.exec(inner.content) ?? [];
  const rest = slice(inner, whole.length, inner.content.length);
  if (/^(info|warning|error|eval)$/.test(name)) return slice(inner, 0, 0);
  if (/^(strip|abspath|realpath)$/.test(name)) return expand(variables, rest, locals, depth + 1);
  if (name === "or") return expand(variables, splitArguments(rest)[0] ?? rest, locals, depth + 1);
  if (name !== "call") return undefined;
  const [called, ...args] = splitArguments(rest);
  const found = called && findDefinition(variables, called.content.trim());
  if (!found || found === "unknown") return undefined;
  const given = args.map((arg, index) => [String(index + 1), expand(variables, arg, locals, depth + 1)] as const);
  return expand(variables, found.text, new Map([...locals, ...given]), depth + 1);
}

/** Splits arguments at commas outside references. */
function splitArguments(text: SourceText): SourceText[] {
  const { content } = text;
  const args: SourceText[] = [];
  let start = 0;
  for (let at = 0; at < content.length; at++) {
    if (content[at] === "$" && /[({]/.test(content[at + 1] ?? "")) at = endOfReference(content, at) - 1;
    else if (content[at] === ",") {
      args.push(slice(text, start, at));
      start = at + 1;
    }
  }
  return [...args, slice(text, start, content.length)];
}
