import { posix } from "node:path";
import type { Command as CommandNode } from "unbash";
import { isPlace } from "../../model/cursor.ts";
import type { Place } from "../../model/location.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";
import { findCommandCluster } from "./current-cluster.ts";
import { findWrittenFiles, getCurrentDirectory } from "./files.ts";
import { type Reading, type Shell, spend } from "./state.ts";
import { type Field, formatField, readLiteral, toWord } from "./text.ts";

/** The parts of a command that was found. */
interface Found {
  readonly node: CommandNode;
  readonly at: Reading;
  readonly fields: readonly Field[];
  readonly environment: ReadonlyMap<string, Field>;
  readonly input: SourceText | undefined;
}

/** Adds a command to those that the script runs; only once if it is repeated by a loop. */
export function emit(shell: Shell, { node, at, fields, environment, input }: Found): void {
  const [first, ...args] = fields;
  const program = first && readProgramName(first);
  if (!first || !program || !spend(shell, fields.length, at, node.pos)) return;
  const place = locateCommand(node, at, first, args);
  const directory = getCurrentDirectory(shell);
  const words = args.map(toWord);
  const variables = new Map([...environment].map(([name, field]) => [name, toWord(field)]));
  const cluster = findCommandCluster(shell, { program, args: words, environment: variables });
  const key = JSON.stringify([place.start, directory, fields.map(formatField), input?.content, cluster]);
  if (shell.seen.has(key)) return;
  shell.seen.add(key);
  shell.commands.push({
    program,
    programPath: toWord(first),
    args: words,
    place,
    input,
    directory,
    cluster,
    environment: variables,
    written: findWrittenFiles(shell, args),
  });
  // The limit is reported at the next step.
  if (!shell.countCommand()) shell.budget = Math.min(shell.budget, 1);
}

/** Returns the program's name. `$ISTIOCTL` and `$HELM_BIN` reveal it even if their value is unknown. */
function readProgramName(field: Field): string | undefined {
  const text = formatField(field);
  if (readLiteral(field) !== undefined) return posix.basename(text).replace(/\.exe$/i, "") || undefined;
  const name = /\/([\w.-]+)$/.exec(text)?.[1] ?? /(?:^|\/)(helm|istioctl|cilium)-v?\$\{\w+\}$/.exec(text)?.[1];
  if (name) return name;
  return /^\$\{(HELM|ISTIOCTL|CILIUM|KUBECTL)(?:_(?:BIN|BINARY|CMD|COMMAND|CLI|EXE|EXEC|PATH))?\}$/i.exec(text)?.[1]?.toLowerCase();
}

/** Returns the place from the program to the last of its arguments in the same command. */
function locateCommand(node: CommandNode, at: Reading, program: Field, args: readonly Field[]): Place {
  const whole = locateText(at.text, node.pos, node.end);
  const word = toWord(program);
  const origin = word.kind === "scalar" && isPlace(word.origin) ? word.origin : program.place;
  const start = isInside(program.place, whole) ? program.place : origin;
  if (!isInside(start, whole)) return start;
  const ends = args.map((field) => field.place).filter((place) => isInside(place, whole) && place.start >= start.start);
  return { file: start.file, start: start.start, end: Math.max(start.end, ...ends.slice(-1).map((place) => place.end)) };
}

function isInside(place: Place, whole: Place): boolean {
  return place.file === whole.file && place.start >= whole.start && place.end <= whole.end;
}
