import { parse } from "unbash";
import type { Problem } from "../../model/finding.ts";
import { scriptLimits } from "../../model/limits.ts";
import { locateText, nestText, type SourceText } from "../../model/source-text.ts";
import { runUncalledFunctions } from "./functions.ts";
import { joinPath } from "./paths.ts";
import { runNode } from "./run.ts";
import type { HostedScript, HostedShell, Script, Word } from "./script.ts";
import { admitScript, openScripts, type ScriptAccount } from "./script-limit.ts";
import { assign, createUnknownValue, formatFileKey, isolate, type ReadSourced, type Shell, workingDirectory } from "./state.ts";
import { createLiteralField, sliceText, toWord } from "./text.ts";

/** Reads a script as the shell would run it. A syntax error is reported, and the rest is still read. */
export function readScript(text: SourceText, read?: ReadSourced, account: ScriptAccount = openScripts()): ReadScript {
  const excess = admitScript(text, account);
  if (excess) return { script: { commands: [], files: new Map(), variables: new Map() }, problems: [excess] };
  const shell = createShell(account, read);
  const whole = withoutCarriageReturns(text);
  const parsed = parse(whole.content);
  const [error] = parsed.errors ?? [];
  if (error) shell.problems.push(describeSyntaxError(whole, error.message, error.pos));
  runNode(shell, parsed, { text: whole, depth: 0 });
  runUncalledFunctions(shell);
  return { script: { commands: shell.commands, files: shell.files, variables: collectVariables(shell) }, problems: shell.problems };
}

/** A script, and the problems that kept parts of it from being read. */
export interface ReadScript {
  readonly script: Script;
  readonly problems: readonly Problem[];
}

/** Reads a script inside another file. Syntax errors are not reported, because the text may be a template of that file. */
export function readHostedScript(
  { unit, known, shells }: HostedScript,
  read?: ReadSourced,
  account: ScriptAccount = openScripts(),
): ReadScript {
  const shell = createShell(account, read);
  const variables = new Map([...(known ?? [])].map(([name, text]) => [name, toWord(createLiteralField(text))]));
  const [first] = shells;
  // When a job starts, nothing has been exported yet, so the file contains only what is appended to it.
  if (first) assign(shell, formatFileKey(exportFile), { fields: [createLiteralField(sliceText(first.text, 0, 0))], isList: false });
  for (const hosted of shells) {
    const excess = admitScript(hosted.text, account);
    if (excess) {
      shell.problems.push(excess);
      break;
    }
    isolate(shell, () => runHosted(shell, hosted, variables));
  }
  return { script: { commands: shell.commands, files: shell.files, variables, unit }, problems: shell.problems };
}

function runHosted(shell: Shell, { text, environment, directory }: HostedShell, variables: Map<string, Word>): void {
  const whole = withoutCarriageReturns(text);
  for (const [name, value] of [...environment, ...readExported(shell)])
    assign(shell, name, { fields: [createLiteralField(value)], isList: false });
  if (directory !== undefined) changeTo(shell, directory, whole);
  runNode(shell, parse(whole.content), { text: whole, depth: 0 });
  runUncalledFunctions(shell);
  shell.functions.clear();
  for (const [name, word] of collectVariables(shell)) addVariable(variables, name, word);
}

/** If two shells of a script set a variable differently, commands that depend on it without naming it cannot know which value applies. */
function addVariable(variables: Map<string, Word>, name: string, word: Word): void {
  const known = variables.get(name);
  if (known && formatWordText(known) !== formatWordText(word)) {
    variables.set(name, { kind: "unknown", origin: word.origin, reason: "it is set more than once", text: `\${${name}}`, several: false });
  } else variables.set(name, word);
}

function formatWordText(word: Word): string {
  return word.kind === "scalar" ? word.value : word.text;
}

function changeTo(shell: Shell, directory: string, { file, segments }: SourceText): void {
  const text: SourceText = { file, content: joinPath("", directory), segments: [[0, segments[0]?.[1] ?? 0]] };
  const unknown = /[$`{]/.test(directory) ? createUnknownValue(workingDirectory, "the directory is a template", undefined) : undefined;
  assign(shell, workingDirectory, unknown ?? { fields: [createLiteralField(text)], isList: false });
}

/**
 * Returns variables that earlier steps of a GitHub job export.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
function readExported({ files }: Shell): [string, SourceText][] {
  const text = files.get(exportFile);
  const lines = text?.content.matchAll(/^([A-Za-z_]\w*)=(.+)$/gm) ?? [];
  return [...lines].flatMap((line) => {
    const [, name = "", value = ""] = line;
    const start = line.index + name.length + 1;
    return text && !value.includes("$") ? [[name, sliceText(text, start, start + value.length)] as [string, SourceText]] : [];
  });
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: how the shell reader spells a file that a variable names
const exportFile = "${GITHUB_ENV}";

function createShell(account: ScriptAccount, read: ReadSourced | undefined): Shell {
  return {
    countCommand: () => ++account.commands < scriptLimits.commands,
    variables: { values: new Map(), journal: [] },
    functions: new Map(),
    files: new Map(),
    problems: [],
    commands: [],
    seen: new Set(),
    frames: [],
    budget: scriptLimits.steps,
    walk(node, at, input) {
      return runNode(this, node, at, input);
    },
    read,
    sourced: new Set(),
    contexts: new Set(),
  };
}

function collectVariables({ variables }: Shell): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const [name, { fields, isList }] of variables.values) {
    const [only] = fields;
    if (only && !isList && /^\w+$/.test(name)) words.set(name, toWord(only));
  }
  return words;
}

function describeSyntaxError(text: SourceText, message: string, pos: number): Problem {
  const place = locateText(text, pos, pos + 1);
  return { code: "shell-syntax", message: `This script cannot be read to its end: ${message}. Check it with \`bash -n\`.`, place };
}

/** Windows line endings hide continuation lines and the ends of heredocs. */
function withoutCarriageReturns(text: SourceText): SourceText {
  if (!text.content.includes("\r\n")) return text;
  const segments: [number, number][] = [];
  const lines = text.content.split("\r\n");
  let inner = 0;
  let outer = 0;
  for (const line of lines) {
    segments.push([inner, outer]);
    inner += line.length + 1;
    outer += line.length + 2;
  }
  return nestText(text, lines.join("\n"), segments);
}
