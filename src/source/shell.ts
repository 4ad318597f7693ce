import { parse } from "unbash";
import type { ScalarCursor, UnknownCursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import type { Place } from "../model/location.ts";
import { innerText, placeIn, type SourceText } from "../model/source-text.ts";
import { runUncalledFunctions } from "./shell-functions.ts";
import { runNode } from "./shell-run.ts";
import type { Shell } from "./shell-state.ts";
import { wordOf } from "./shell-text.ts";

/** The commands of a script that would run, in order, with the variables known from the script filled in. */
export interface Script {
  readonly commands: readonly Command[];
  /** Files that the script itself writes (`cat <<EOF > values.yaml`), by their path from where the script starts. */
  readonly files: ReadonlyMap<string, SourceText>;
  /** What variables hold at the end of the script, for what a command depends on without naming it. */
  readonly variables: ReadonlyMap<string, Word>;
}

/** A simple command: the program and its arguments, without assignments, `sudo` and other wrappers. */
export interface Command {
  /** The program's name without its directory: `helm`. */
  readonly program: string;
  /** The program as written: `./istio-1.29.0/bin/istioctl`. */
  readonly programPath: Word;
  readonly args: readonly Word[];
  readonly place: Place;
  /** Text that is piped or redirected into the command (heredoc, here-string, `echo … |`). */
  readonly input?: SourceText | undefined;
  /** The start of what the command is piped into, as written: `kubectl apply -f -`. */
  readonly pipedInto?: string | undefined;
  /** The directory the script has changed to, relative to where it started; "" for none, undefined where it is unknown. */
  readonly directory: string | undefined;
  /** Variables set in front of the command (`FOO=1 istioctl …`). */
  readonly environment: ReadonlyMap<string, Word>;
  /** Files that the arguments name and the script has written before, by name as in the argument; undefined where their content is unknown. */
  readonly written: ReadonlyMap<string, SourceText | undefined>;
}

/** One argument, after expansion: a string, or unknown where a part of it is. */
export type Word = (ScalarCursor & { readonly value: string }) | UnknownWord;

/** An argument that is only known when the script runs; `text` has everything that is known filled in. */
export interface UnknownWord extends UnknownCursor {
  readonly text: string;
  /** True where it may be several words or none: an unquoted `$OPTIONS`, `"$@"`. */
  readonly several: boolean;
}

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
