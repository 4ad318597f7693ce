import type { SourceText } from "../../model/source-text.ts";
import { keepClusters } from "./current-cluster.ts";
import type { Command } from "./script.ts";
import { assign, findVariable, isolate, positional, type Reading, type Shell, type ShellFunction } from "./state.ts";
import type { Field, Value } from "./text.ts";

/** The call of a function. */
export interface Call {
  readonly args: readonly Field[];
  /** Variables that are set before the call. */
  readonly environment: ReadonlyMap<string, Field>;
  readonly at: Reading;
  readonly input: SourceText | undefined;
}

/** Runs a function's body with its arguments; returns its output if it is literal. */
export function callFunction(shell: Shell, called: ShellFunction, { args, environment, at, input }: Call): SourceText | undefined {
  called.called = true;
  const before = new Map([...environment.keys(), positional].map((name) => [name, findVariable(shell, name)]));
  for (const [name, field] of environment) assign(shell, name, { fields: [field], isList: false });
  assign(shell, positional, { fields: args, isList: true });
  const output = runBody(shell, called, at.depth, input);
  for (const [name, value] of before) assign(shell, name, value);
  return output;
}

/** Walks the functions that are never called, with unknown arguments: scripts source each other, so each may be called elsewhere. */
export function runUncalledFunctions(shell: Shell): void {
  const { commands, seen } = shell;
  const found: { readonly of: ShellFunction; readonly commands: readonly Command[] }[] = [];
  for (const candidate of shell.functions.values()) {
    if (candidate.called) continue;
    shell.commands = [];
    shell.seen = new Set();
    keepClusters(shell, () =>
      isolate(shell, () => {
        assign(shell, positional, undefined);
        runBody(shell, candidate, 0, undefined);
      }),
    );
    found.push({ of: candidate, commands: shell.commands });
  }
  // A function that one of the others calls was already walked there, with its arguments.
  const own = found.filter((each) => !each.of.called).flatMap((each) => each.commands);
  shell.commands = commands;
  // Commands are pushed one by one: thousands of shells may share the list, most of them without functions.
  for (const command of own) commands.push(command);
  shell.seen = seen;
}

function runBody(shell: Shell, called: ShellFunction, depth: number, input: SourceText | undefined): SourceText | undefined {
  const locals = new Map<string, Value | undefined>();
  shell.frames.push(locals);
  called.active = true;
  const output = shell.walk(called.body, { text: called.at.text, depth }, input);
  called.active = false;
  shell.frames.pop();
  for (const [name, value] of locals) assign(shell, name, value);
  return output;
}
