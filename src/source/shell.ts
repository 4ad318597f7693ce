import { parse } from "unbash";
import type { Problem } from "../model/finding.ts";
import { innerText, placeIn, type SourceText } from "../model/source-text.ts";
import type { Script, Word } from "./script.ts";
import { runUncalledFunctions } from "./shell/functions.ts";
import { runNode } from "./shell/run.ts";
import type { Shell } from "./shell/state.ts";
import { wordOf } from "./shell/text.ts";

/** Reads a script as the shell would run it. What has a syntax error is reported, and the rest is still read. */
export function readScript(text: SourceText): { readonly script: Script; readonly problems: readonly Problem[] } {
  const whole = withoutCarriageReturns(text);
  const parsed = parse(whole.content);
  const shell: Shell = {
    variables: { values: new Map(), journal: [] },
    functions: new Map(),
    files: new Map(),
    problems: [],
    commands: [],
    seen: new Set(),
    frames: [],
    budget: 500_000,
    walk: (node, at, input) => runNode(shell, node, at, input),
  };
  const [error] = parsed.errors ?? [];
  if (error) shell.problems.push(syntaxProblem(whole, error.message, error.pos));
  runNode(shell, parsed, { text: whole, depth: 0 });
  runUncalledFunctions(shell);
  return { script: { commands: shell.commands, files: shell.files, variables: variablesOf(shell) }, problems: shell.problems };
}

function variablesOf({ variables }: Shell): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const [name, { fields, isList }] of variables.values) {
    const [only] = fields;
    if (only && !isList && /^\w+$/.test(name)) words.set(name, wordOf(only));
  }
  return words;
}

function syntaxProblem(text: SourceText, message: string, pos: number): Problem {
  const place = placeIn(text, pos, pos + 1);
  return { code: "shell-syntax", message: `This script cannot be read to its end: ${message}. Check it with \`bash -n\`.`, place };
}

/** Line endings of Windows hide continuations and the ends of heredocs. */
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
  return innerText(text, lines.join("\n"), segments);
}
