import { type CommandNode, type CompoundList, type ParsedScript, parse, type Statement } from "unbash";
import type { Problem } from "../../model/finding.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";
import type { Command } from "./script.ts";
import { createUnknownField, formatField, type Value } from "./text.ts";

/** The state of a script while it is walked, and the result so far. */
export interface Shell {
  /** Counts a command; returns false if the file exceeds the limit. */
  countCommand(): boolean;
  readonly variables: Variables;
  readonly functions: Map<string, ShellFunction>;
  readonly files: Map<string, SourceText>;
  readonly problems: Problem[];
  /** The commands found so far, in order; replaced while an uncalled function is walked. */
  commands: Command[];
  /** Keys of the commands found so far, so that a retry in a loop does not count as a second install. */
  seen: Set<string>;
  /** The previous values of `local` variables, for each running call. */
  readonly frames: Map<string, Value | undefined>[];
  /** The remaining work before the walk stops. */
  budget: number;
  /** Walks a node of any type; the same as `runNode`, for the modules that it imports. */
  walk(node: Walkable, at: Reading, input?: SourceText): SourceText | undefined;
  /** Reads a file that the script sources, by path relative to where the script starts. */
  readonly read: ReadSourced | undefined;
  /** The paths of files that were already sourced. */
  readonly sourced: Set<string>;
  /** The keys of contexts that the script has selected or named. */
  readonly contexts: Set<string>;
}

/** Returns the text of a repository file; undefined if it does not exist. */
export type ReadSourced = (path: string) => SourceText | undefined;

/** The position of the walk: the text that offsets refer to, and the depth. */
export interface Reading {
  readonly text: SourceText;
  readonly depth: number;
}

/** Anything that can be walked: a command of any type, a list of commands, a whole script. */
export type Walkable = Statement["command"] | CommandNode | CompoundList | ParsedScript;

export interface ShellFunction {
  readonly body: Walkable;
  readonly at: Reading;
  active: boolean;
  called: boolean;
}

/** Variables with a journal, so that undoing a subshell or branch costs only as much as it changed. */
export interface Variables {
  readonly values: Map<string, Value>;
  readonly journal: { readonly name: string; readonly before: Value | undefined }[];
}

/** Keys of other known values; they contain a space, which the name of a variable cannot. */
export const positional = "positional parameters";
export const workingDirectory = "working directory";
export const directoryStack = "directory stack";

/** Returns the key for the content of a file that the script has written. */
export function formatFileKey(path: string): string {
  return `file ${path}`;
}

function isFileKey(name: string): boolean {
  return name.startsWith("file ");
}

const depthLimit = 60;
const fieldLimit = 1_000;
const fragmentLimit = 200;
const lengthLimit = 16_384;

export function findVariable(shell: Shell, name: string): Value | undefined {
  return shell.variables.values.get(name);
}

/** Sets a variable; undefined removes it. A value that grows too large becomes unknown. */
export function assign(shell: Shell, name: string, value: Value | undefined): void {
  const { values, journal } = shell.variables;
  journal.push({ name, before: values.get(name) });
  if (value === undefined) values.delete(name);
  else values.set(name, isTooLarge(value) && !isFileKey(name) ? createUnknownValue(name, "too long", value) : value);
}

/** Runs code of which only the commands and files count: a subshell, one side of a pipe. */
export function isolate(shell: Shell, run: () => void): void {
  const mark = shell.variables.journal.length;
  run();
  // The variables of another process are lost when it ends, but its files are not.
  for (const [name, value] of undo(shell, mark)) if (isFileKey(name)) assign(shell, name, value);
}

/** Runs alternative branches; variables that differ afterwards become unknown. A branch returns false if it ends the script. */
export function runAlternatives(shell: Shell, branches: readonly (() => boolean)[]): void {
  const mark = shell.variables.journal.length;
  const outcomes: Map<string, Value | undefined>[] = [];
  for (const branch of branches) {
    const goesOn = branch();
    const changes = undo(shell, mark);
    if (goesOn) outcomes.push(changes);
  }
  const names = new Map<string, { readonly value: Value | undefined; readonly count: number }>();
  for (const [name, value] of outcomes.flatMap((changes) => [...changes])) {
    const known = names.get(name);
    names.set(name, known ? { value: mergeOutcomes(name, known.value, value), count: known.count + 1 } : { value, count: 1 });
  }
  for (const [name, { value, count }] of names) {
    assign(shell, name, count < outcomes.length ? mergeOutcomes(name, value, findVariable(shell, name)) : value);
  }
}

/** Counts work; returns false if the script is too large to continue. */
export function spend(shell: Shell, cost: number, at: Reading, offset: number): boolean {
  if (shell.budget <= 0) return false;
  shell.budget -= cost;
  if (shell.budget > 0) return true;
  const message =
    "This script is too complex to follow to its end; what comes after this point is not checked. Split it into smaller scripts.";
  shell.problems.push({ code: "shell-limit", message, place: locateText(at.text, offset, offset + 1) });
  return false;
}

/** Returns the next level of depth; undefined if it exceeds the limit. */
export function deepen(at: Reading, text: SourceText = at.text): Reading | undefined {
  return at.depth < depthLimit ? { text, depth: at.depth + 1 } : undefined;
}

/** Parses and walks literal text that is executed (`eval`, `bash -c`). */
export function walkText(shell: Shell, text: SourceText, at: Reading): void {
  const next = deepen(at, text);
  if (next && spend(shell, text.content.length / 8, at, 0)) shell.walk(parse(text.content), next);
}

/** Creates the value of a variable that is known only at run time. */
export function createUnknownValue(name: string, reason: string, near: Value | undefined): Value {
  const place = near?.fields[0]?.place ?? { file: "", start: 0, end: 0 };
  return { fields: [createUnknownField(`\${${name}}`, reason, place, true)], isList: false };
}

function undo(shell: Shell, mark: number): Map<string, Value | undefined> {
  const { values, journal } = shell.variables;
  const changes = new Map<string, Value | undefined>();
  while (journal.length > mark) {
    const step = journal.pop();
    if (!step) break;
    if (!changes.has(step.name)) changes.set(step.name, values.get(step.name));
    if (step.before === undefined) values.delete(step.name);
    else values.set(step.name, step.before);
  }
  return changes;
}

function mergeOutcomes(name: string, one: Value | undefined, other: Value | undefined): Value | undefined {
  if (one === other || (one && other && isSame(one, other))) return one;
  return createUnknownValue(name, "it depends on a condition", one ?? other);
}

function isSame(one: Value, other: Value): boolean {
  return (
    one.isList === other.isList &&
    one.fields.length === other.fields.length &&
    one.fields.every((field, index) => formatField(field) === formatField(other.fields[index] ?? field))
  );
}

function isTooLarge({ fields }: Value): boolean {
  if (fields.length > fieldLimit) return true;
  let length = 0;
  for (const field of fields) {
    if (field.fragments.length > fragmentLimit) return true;
    for (const fragment of field.fragments) length += fragment.kind === "known" ? fragment.text.content.length : fragment.text.length;
  }
  return length > lengthLimit;
}
