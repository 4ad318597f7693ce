import type { AndOr, Case, CompoundList, For, If, Pipeline, Redirected, Select, Statement, Word as WordNode } from "unbash";
import { locateText, type SourceText } from "../../model/source-text.ts";
import { collectAssignedNames } from "./assigned.ts";
import { runCommand } from "./command.ts";
import { expandWhole, expandWord, walkSubstitutions } from "./expand.ts";
import { openRedirects } from "./files.ts";
import {
  assign,
  createUnknownValue,
  deepen,
  findVariable,
  isolate,
  positional,
  type Reading,
  runAlternatives,
  type Shell,
  spend,
  type Walkable,
} from "./state.ts";
import { findEmptyTested, isSureTest, isTest, testOutcome } from "./test-command.ts";
import { type Field, isCertain, readLiteral, type Value } from "./text.ts";

/** Walks statements in order. */
function runList(shell: Shell, statements: readonly Statement[], at: Reading): void {
  for (const statement of statements) {
    if (!spend(shell, 1, at, statement.pos)) return;
    if (statement.background) isolate(shell, () => runNode(shell, statement.command, at));
    else runNode(shell, statement.command, at);
  }
}

/** Walks a command of any type; `input` is piped into it. Returns its output if it is literal. */
export function runNode(shell: Shell, node: Walkable, at: Reading, input?: SourceText): SourceText | undefined {
  const next = deepen(at);
  if (!next) return undefined;
  switch (node.type) {
    case "Command":
      return runCommand(shell, node, next, input);
    case "Pipeline":
      return runPipeline(shell, node, next);
    case "Redirected":
      return runRedirected(shell, node, next, input);
    case "CompoundList":
    case "Script":
      runList(shell, node.commands, next);
      return undefined;
    case "BraceGroup":
      return runGroup(shell, node.body, next, input);
    case "Subshell": {
      let output: SourceText | undefined;
      isolate(shell, () => {
        output = runGroup(shell, node.body, next, input);
      });
      return output;
    }
    default:
      runCompound(shell, node, next);
      return undefined;
  }
}

type Simple = "Command" | "Pipeline" | "Redirected" | "CompoundList" | "Script" | "BraceGroup" | "Subshell";

function runCompound(shell: Shell, node: Exclude<Walkable, { readonly type: Simple }>, at: Reading): void {
  if (node.type === "AndOr") runAndOr(shell, node, at);
  else if (node.type === "If") runIf(shell, node, at);
  else if (node.type === "Case") runCase(shell, node, at);
  else if (node.type === "For" || node.type === "Select") runFor(shell, node, at);
  else if (node.type === "While") runLoop(shell, [node.clause, node.body], at);
  else if (node.type === "ArithmeticFor") runLoop(shell, [node.body], at);
  else if (node.type === "Coproc") isolate(shell, () => runNode(shell, node.body, at));
  else if (node.type === "Function") shell.functions.set(node.name.value, { body: node.body, at, active: false, called: false });
  else walkSubstitutions(shell, node, at);
}

/** A group with one statement has the input and output of that statement. */
function runGroup(shell: Shell, { commands }: CompoundList, at: Reading, input: SourceText | undefined): SourceText | undefined {
  const [only, ...others] = commands;
  if (only && others.length === 0 && spend(shell, 1, at, only.pos)) return runNode(shell, only.command, at, input);
  runList(shell, commands, at);
  return undefined;
}

function runPipeline(shell: Shell, node: Pipeline, at: Reading): SourceText | undefined {
  if (node.commands.length === 1 && node.commands[0]) return runNode(shell, node.commands[0], at);
  let output: SourceText | undefined;
  for (const [index, command] of node.commands.entries()) {
    const input = output;
    const first = shell.commands.length;
    isolate(shell, () => {
      output = runNode(shell, command, at, input);
    });
    const next = node.commands[index + 1];
    const last = shell.commands.at(-1);
    if (next && last && shell.commands.length > first) {
      shell.commands[shell.commands.length - 1] = {
        ...last,
        pipedInto: at.text.content.slice(next.pos, Math.min(next.end, next.pos + 200)),
      };
    }
  }
  return output;
}

function runRedirected(shell: Shell, node: Redirected, at: Reading, input: SourceText | undefined): SourceText | undefined {
  const redirects = openRedirects(shell, node.redirects, at);
  const output = runNode(shell, node.command, at, redirects.input ?? input);
  redirects.write(output);
  return redirects.hasOutput ? undefined : output;
}

/** After a test, `&&` is a condition; after other commands, it only means "continue". Commands after `||` may not run. */
function runAndOr(shell: Shell, node: AndOr, at: Reading): void {
  let isConditional = false;
  for (const [index, command] of node.commands.entries()) {
    const left = node.commands[index - 1];
    if (left) isConditional ||= node.operators[index - 1] === "||" || (isTest(left) && !isSureTest(shell, left, at));
    if (isConditional) runAlternatives(shell, [() => true, () => runBranch(shell, command, at)]);
    else runNode(shell, command, at);
  }
}

/** Walks a branch; returns false if it exits the script. */
function runBranch(shell: Shell, node: Walkable, at: Reading): boolean {
  runNode(shell, node, at);
  return !endsScript(node);
}

function endsScript(node: Walkable): boolean {
  if (node.type === "Command") return node.name?.text === "exit";
  if (node.type !== "CompoundList" && node.type !== "BraceGroup") return false;
  const last = (node.type === "BraceGroup" ? node.body : node).commands.at(-1);
  return last?.command.type === "Command" && last.command.name?.text === "exit";
}

function runIf(shell: Shell, node: If, at: Reading): void {
  const branches: (() => boolean)[] = [];
  const clauses: readonly Pick<If, "clause" | "then">[] = [node, ...node.elif];
  for (const each of clauses) {
    runNode(shell, each.clause, at);
    const outcome = testOutcome(shell, each.clause, at);
    if (outcome === false) continue;
    branches.push(() => runBranch(shell, each.then, at));
    if (outcome) {
      runAlternatives(shell, branches);
      return;
    }
  }
  const otherwise = node.else;
  branches.push(otherwise ? () => runBranch(shell, otherwise, at) : () => true);
  runOrDefault(shell, node, branches);
}

/** `if [ -z "$X" ]; then X=…; fi` sets a default for X, like `${X:-…}`. */
function runOrDefault(shell: Shell, node: If, branches: readonly (() => boolean)[]): void {
  const name = node.else || node.elif.length > 0 ? undefined : findEmptyTested(node.clause);
  const [then, ...others] = branches;
  if (!then) return;
  const isUnset = name !== undefined && findVariable(shell, name) === undefined;
  let value: Value | undefined;
  const first = () => {
    const goesOn = then();
    if (isUnset) value = findVariable(shell, name);
    return goesOn;
  };
  runAlternatives(shell, [first, ...others]);
  if (isUnset && value) assign(shell, name, markAssumed(value));
}

function markAssumed(value: Value): Value {
  const fields = value.fields.map((field) => ({
    ...field,
    fragments: field.fragments.map((each) => (each.kind === "known" ? { ...each, assumed: true } : each)),
  }));
  return { ...value, fields };
}

function runCase(shell: Shell, node: Case, at: Reading): void {
  const word = expandWhole(shell, node.word, at);
  const value = isCertain(word) ? readLiteral(word) : undefined;
  const items = value === undefined ? undefined : selectItem(node, value);
  if (items) return void items.map((item) => runNode(shell, item.body, at));
  const branches = node.items.map((item) => () => runBranch(shell, item.body, at));
  const isComplete = node.items.some((item) => item.pattern.some((pattern) => pattern.text === "*"));
  runAlternatives(shell, isComplete ? branches : [...branches, () => true]);
}

/** Finds the item that matches a known word (or none); undefined if a pattern before it is not literal. */
function selectItem(node: Case, value: string): Case["items"][number][] | undefined {
  for (const item of node.items) {
    for (const pattern of item.pattern) {
      if (pattern.text === "*") return [item];
      const literal = readPatternText(pattern);
      if (literal === undefined) return undefined;
      if (literal === value) return [item];
    }
  }
  return [];
}

function readPatternText({ parts, value }: WordNode): string | undefined {
  if (!parts) return value;
  const [only] = parts;
  if (parts.length !== 1) return undefined;
  if (only?.type === "SingleQuoted") return only.value;
  const literal = only?.type === "DoubleQuoted" && only.parts.length === 1 ? only.parts[0] : undefined;
  return literal?.type === "Literal" ? literal.value : undefined;
}

const loopLimit = 64;

/** A loop over a literal list runs once per item; any other loop runs once, with an unknown variable. */
function runFor(shell: Shell, node: For | Select, at: Reading): void {
  const name = node.name.value;
  const items = node.wordlist ? node.wordlist.flatMap((word) => expandWord(shell, word, at)) : findVariable(shell, positional)?.fields;
  if (!items || node.type === "Select" || items.some((item) => readLiteral(item) === undefined)) {
    runLoop(shell, [node.body], at, () => assign(shell, name, undefined));
    return;
  }
  for (const item of items.slice(0, loopLimit)) {
    if (!spend(shell, 1, at, node.pos)) return;
    assign(shell, name, { fields: [item], isList: false });
    runNode(shell, node.body, at);
  }
  if (items.length > loopLimit) reportTooManyItems(shell, items, at, node.pos);
}

function reportTooManyItems(shell: Shell, items: readonly Field[], at: Reading, pos: number): void {
  const message = `This loop has ${items.length} items; only the first ${loopLimit} are checked.`;
  shell.problems.push({ code: "shell-limit", message, place: locateText(at.text, pos, pos + 1) });
}

/** Walks a body that runs an unknown number of times; variables that it sets are unknown inside and after it. */
function runLoop(shell: Shell, parts: readonly CompoundList[], at: Reading, prepare?: () => void): void {
  const run = () => {
    for (const name of collectAssignedNames(parts)) {
      const before = findVariable(shell, name);
      if (before) assign(shell, name, createUnknownValue(name, "it changes in a loop", before));
    }
    prepare?.();
    for (const part of parts) runNode(shell, part, at);
    return true;
  };
  runAlternatives(shell, [() => true, run]);
}
