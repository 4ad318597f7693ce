import type { Assignment, Command as CommandNode } from "unbash";
import { locateText } from "../../model/source-text.ts";
import { expandAssignment } from "./expand.ts";
import { getCurrentDirectory, writeFile } from "./files.ts";
import { joinPath } from "./paths.ts";
import {
  assign,
  createUnknownValue,
  directoryStack,
  findVariable,
  positional,
  type Reading,
  type Shell,
  walkText,
  workingDirectory,
} from "./state.ts";
import { createLiteralField, type Field, formatField, readLiteral, type Value } from "./text.ts";

/** Runs a command that changes the script's own state; returns false for any other command. */
export function runBuiltin(shell: Shell, node: CommandNode, fields: readonly Field[], at: Reading): boolean {
  const builtin = builtins.get(readLiteral(fields[0]) ?? "");
  if (!builtin) return editsFile(shell, fields);
  builtin(shell, fields.slice(1), node, at);
  return true;
}

/** Executes `NAME=value`, `NAME+=value` and `NAME=(…)`. */
export function setVariable(shell: Shell, node: Assignment, at: Reading): void {
  const value = expandAssignment(shell, node, at);
  const before = findVariable(shell, node.name);
  if (node.index) assign(shell, node.name, createUnknownValue(node.name, "an array of which only an item is set", value));
  else assign(shell, node.name, node.append ? appendToValue(node.name, before, value) : value);
}

type Builtin = (shell: Shell, args: readonly Field[], node: CommandNode, at: Reading) => void;

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["export", declare],
  ["readonly", declare],
  ["declare", declare],
  ["typeset", declare],
  ["local", declareLocal],
  ["unset", (shell, args) => forget(shell, args)],
  ["read", (shell, args) => forget(shell, args)],
  ["mapfile", (shell, args) => forget(shell, args)],
  ["readarray", (shell, args) => forget(shell, args)],
  ["getopts", (shell, args) => forget(shell, args)],
  ["shift", shift],
  ["set", setPositional],
  ["cd", (shell, args) => changeDirectory(shell, args)],
  ["pushd", pushDirectory],
  ["popd", popDirectory],
  ["source", (shell, args, node, at) => source(shell, args, node, at)],
  [".", (shell, args, node, at) => source(shell, args, node, at)],
]);

const sourceLimit = 20;

/**
 * Reads the variables that `source ./versions.sh` sets. The commands in that file count separately, because it is a script itself;
 * only functions of this script that it calls count here.
 */
function source(shell: Shell, [name]: readonly Field[], node: CommandNode, at: Reading): void {
  const path = readLiteral(name);
  const directory = getCurrentDirectory(shell);
  if (path === undefined || directory === undefined || !shell.read) return;
  const joined = joinPath(directory, path);
  if (shell.sourced.has(joined)) return;
  if (shell.sourced.size >= sourceLimit) {
    const message = `More than ${sourceLimit} files are sourced; what this one sets is unknown.`;
    if (!shell.problems.some((problem) => problem.message === message)) {
      shell.problems.push({ code: "shell-limit", message, place: locateText(at.text, node.pos, node.pos + 1) });
    }
    return;
  }
  shell.sourced.add(joined);
  const text = shell.read(joined);
  if (!text) return;
  const { commands, seen } = shell;
  const functions = new Map(shell.functions);
  shell.commands = [];
  shell.seen = new Set();
  walkText(shell, text, at);
  shell.commands = [...commands, ...shell.commands.filter(({ place }) => place.file !== text.file)];
  shell.seen = seen;
  shell.functions.clear();
  for (const [key, value] of functions) shell.functions.set(key, value);
}

function declare(shell: Shell, _args: readonly Field[], node: CommandNode, at: Reading): void {
  for (const argument of node.args) {
    if (argument.type === "Assignment") setVariable(shell, argument, at);
    else {
      // `export "NAME=value"`
      const equals = argument.value.indexOf("=");
      const name = argument.value.slice(0, Math.max(0, equals));
      if (/^\w+$/.test(name)) assign(shell, name, createUnknownValue(name, "it is declared in quotes", undefined));
    }
  }
}

function declareLocal(shell: Shell, args: readonly Field[], node: CommandNode, at: Reading): void {
  const frame = shell.frames.at(-1);
  for (const argument of node.args) {
    const name = argument.type === "Assignment" ? argument.name : argument.value;
    if (!frame || !/^\w+$/.test(name)) continue;
    if (!frame.has(name)) frame.set(name, findVariable(shell, name));
    if (argument.type === "Word") assign(shell, name, undefined);
  }
  declare(shell, args, node, at);
}

function forget(shell: Shell, args: readonly Field[]): void {
  for (const argument of args) {
    const name = readLiteral(argument) ?? "";
    if (/^[A-Za-z_]\w*$/.test(name)) assign(shell, name, undefined);
  }
}

function shift(shell: Shell, args: readonly Field[]): void {
  const value = findVariable(shell, positional);
  const count = args[0] ? Number(readLiteral(args[0])) : 1;
  if (!value?.isList || !(count >= 0)) assign(shell, positional, undefined);
  else assign(shell, positional, { ...value, fields: value.fields.slice(count) });
}

function setPositional(shell: Shell, args: readonly Field[]): void {
  if (readLiteral(args[0]) === "--") assign(shell, positional, { fields: args.slice(1), isList: true });
}

function changeDirectory(shell: Shell, args: readonly Field[]): void {
  const target = args.find((field) => !/^-[LPe@]*$|^--$/.test(formatField(field)) || formatField(field) === "-");
  const before = findVariable(shell, workingDirectory);
  if (readLiteral(target) === "-") assign(shell, workingDirectory, findVariable(shell, "OLDPWD"));
  else assign(shell, workingDirectory, resolveDirectory(shell, target));
  assign(shell, "OLDPWD", before);
}

function resolveDirectory(shell: Shell, target: Field | undefined): Value {
  const path = readLiteral(target);
  const current = getCurrentDirectory(shell);
  if (!target || path === undefined || (current === undefined && !path.startsWith("/"))) {
    return createUnknownValue(workingDirectory, "the directory is known only when the script runs", undefined);
  }
  const content = joinPath(current ?? "", path);
  return { fields: [createLiteralField({ file: target.place.file, content, segments: [[0, target.place.start]] })], isList: false };
}

function pushDirectory(shell: Shell, args: readonly Field[]): void {
  const current = findVariable(shell, workingDirectory) ?? emptyValue;
  const stack = findVariable(shell, directoryStack)?.fields ?? [];
  assign(shell, directoryStack, { fields: [...stack.slice(-20), ...current.fields], isList: true });
  changeDirectory(shell, args);
}

function popDirectory(shell: Shell): void {
  const stack = findVariable(shell, directoryStack)?.fields ?? [];
  const last = stack.at(-1);
  assign(shell, workingDirectory, last ? { fields: [last], isList: false } : resolveDirectory(shell, undefined));
  assign(shell, directoryStack, { fields: stack.slice(0, -1), isList: true });
}

const emptyValue: Value = { fields: [createLiteralField({ file: "", content: "", segments: [[0, 0]] })], isList: false };

function appendToValue(name: string, before: Value | undefined, value: Value): Value {
  if (value.isList) return before ? { fields: [...before.fields, ...value.fields], isList: true } : value;
  const [first] = before?.fields ?? [];
  const [added] = value.fields;
  if (!before || before.isList || !first || !added) return createUnknownValue(name, "what it is added to is not known", before ?? value);
  return { fields: [{ fragments: [...first.fragments, ...added.fragments], place: first.place }], isList: false };
}

/** Handles `sed -i … values.yaml`: the content of the file is then known only when the script runs. */
function editsFile(shell: Shell, fields: readonly Field[]): boolean {
  const program = readLiteral(fields[0]);
  if (program !== "sed" && program !== "yq") return false;
  const edits = fields.some((field) => /^(-i|--in-?place)/.test(formatField(field)));
  const target = fields.at(-1);
  if (edits && target) writeFile(shell, target, undefined);
  return false;
}
