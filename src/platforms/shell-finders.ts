import { isTelling } from "../model/cluster-name.ts";
import { isPlace } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";
import { isOpen } from "../scripts/flags.ts";
import { joinPath } from "../syntax/shell/paths.ts";
import type { Command, Script, Word } from "../syntax/shell/script.ts";
import { type Finder, hasMarker, type UnplacedEvidence } from "./finder.ts";

/**
 * Matches a command in a script, in the form `gcloud container clusters create|create-auto`. The words after the program must be in
 * this order; flags may come before, between and after them.
 */
export function matchCommand(line: string, evidence: UnplacedEvidence, markers?: readonly string[]): Finder {
  const [program = "", ...words] = line.split(" ");
  const steps = words.map((word) => word.split("|"));
  return matchCommands(markers ?? [program], function* (found, _, path) {
    if (found.program !== program) return;
    const end = endOfSteps(found, steps);
    const reads = words.includes("create") ? readConfigurationFlag(found, path) : [];
    if (end !== undefined) yield { ...evidence, place: { ...found.place, end }, ...(reads.length > 0 && { reads }) };
  });
}

/** Lists the possible paths of the file that a command creates a cluster from: scripts run in their own directory or in the root. */
export function readConfigurationFlag(found: Command, path: string): string[] {
  const written = findOption(found, ["--config", "--config-file", "-c", "-f"])?.value;
  if (written === undefined || found.directory === undefined) return [];
  const joined = joinPath(found.directory, written);
  return joined.startsWith("/") ? [] : [joinPath(path.slice(0, path.lastIndexOf("/") + 1), joined), joined];
}

/** Matches a command by one of its words, such as a URL that it downloads. */
export function matchCommandWord(
  markers: readonly string[],
  programs: readonly string[],
  pattern: RegExp,
  evidence: UnplacedEvidence,
): Finder {
  return matchCommands(markers, function* (found) {
    const word = programs.includes(found.program) && found.args.find((each) => pattern.test(readLiteral(each)));
    if (word) yield { ...evidence, place: locateCommandOption(word, found) };
  });
}

/** Matches `helm install` and similar commands, by chart. */
export function matchHelmInstall(markers: readonly string[], chart: RegExp, evidence: UnplacedEvidence): Finder {
  return matchCommands(markers, function* (found) {
    if (found.program !== "helm" || !found.args.some((word) => helmVerbs.includes(readLiteral(word)))) return;
    const word = found.args.find((each) => chart.test(readLiteral(each)));
    if (word) yield { ...evidence, place: locateCommandOption(word, found) };
  });
}

const helmVerbs = ["install", "upgrade", "template"];

/** Collects evidence from the single commands of a script; each piece of evidence counts where it first appears. */
export function matchCommands(
  markers: readonly string[],
  evidence: (command: Command, script: Script, path: string) => Iterable<UnplacedEvidence & { readonly place: Place }>,
): Finder {
  return {
    markers,
    *evidence(source) {
      if (!hasMarker(source, markers)) return;
      for (const script of source.scripts()) yield* keepFirstEvidence(script, (command) => evidence(command, script, source.path));
    },
  };
}

function* keepFirstEvidence(
  { commands, unit }: Script,
  evidence: (command: Command) => Iterable<UnplacedEvidence & { readonly place: Place }>,
) {
  const said = new Set<string>();
  for (const command of commands) {
    const { cluster } = command;
    for (const piece of evidence(command)) {
      const key = `${piece.message} ${cluster !== undefined && isTelling(cluster) ? cluster : ""}`;
      if (!said.has(key)) yield { ...piece, script: true, unit, cluster };
      said.add(key);
    }
  }
}

/** An option of a command; its value is undefined if it is known only when the script runs. */
export interface Option {
  readonly value: string | undefined;
  readonly place: Place;
}

/** Finds an option in either spelling, `--driver=docker` or `--driver docker`. */
export function findOption(found: Command, names: readonly string[]): Option | undefined {
  for (const [index, word] of found.args.entries()) {
    const text = readKnownText(word);
    const next = found.args[index + 1];
    if (names.includes(text) && next)
      return { value: next.kind === "scalar" ? next.value : undefined, place: locateCommandOption(next, found) };
    const name = names.find((each) => text.startsWith(`${each}=`));
    if (name) return { value: word.kind === "scalar" ? text.slice(name.length + 1) : undefined, place: locateCommandOption(word, found) };
  }
  return undefined;
}

/** Checks whether a command has words that could be any option, such as an unquoted `$OPTIONS`; `args` are the candidates. */
export function hasOpenOptions(args: readonly Word[]): boolean {
  return args.some((word, index) => isOpen(word) && !isBareFlag(args[index - 1]));
}

/** Checks for a flag whose value may be the next word. */
function isBareFlag(word: Word | undefined): boolean {
  return /^-[^=]*$/.test(readKnownText(word));
}

/** The literal value of a word; the empty string where it is unknown. */
export function readLiteral(word: Word): string {
  return word.kind === "scalar" ? word.value : "";
}

/** The known part of a word's text, or the text as written. */
export function readKnownText(word: Word | undefined): string {
  if (word === undefined) return "";
  return word.kind === "scalar" ? word.value : word.text;
}

/** The value of a variable for a command: set in front of the command, or by the script. */
export function findCommandVariable(name: string, found: Command, script: Script): Word | undefined {
  return found.environment.get(name) ?? script.variables.get(name);
}

/** Finds where a command selects the cluster of a kubeconfig file, by option or by variable. */
export function locateKubeconfig(path: string, found: Command, script: Script): Place | undefined {
  const option = findOption(found, ["--kubeconfig"]);
  if (option) return option.value === path ? option.place : undefined;
  const word = findCommandVariable("KUBECONFIG", found, script);
  return word && readLiteral(word) === path ? locateCommandOption(word, found) : undefined;
}

/** The place of one word of a command. */
export function locateCommandOption(word: Word, found: Command): Place {
  return isPlace(word.origin) ? word.origin : found.place;
}

function endOfSteps(found: Command, steps: readonly (readonly string[])[]): number | undefined {
  if (steps.length === 0) return found.place.end;
  for (const first of found.args.keys()) {
    const last = matchSteps(found.args, first, steps);
    if (last) return locateCommandOption(last, found).end;
  }
  return undefined;
}

function matchSteps(args: readonly Word[], first: number, steps: readonly (readonly string[])[]): Word | undefined {
  let last: Word | undefined;
  let next = first;
  for (const step of steps) {
    if (last) next = skipFlags(args, next, step);
    last = args[next++];
    if (!last || !step.includes(readLiteral(last))) return undefined;
  }
  return last;
}

/** Skips flags between the words: Google Cloud's console writes `gcloud container --project shop clusters create`. */
function skipFlags(args: readonly Word[], start: number, step: readonly string[]): number {
  let next = start;
  for (let flag = readKnownText(args[next]); flag.startsWith("-"); flag = readKnownText(args[next])) {
    const value = args[next + 1];
    next += flag.includes("=") || (value && step.includes(readLiteral(value))) ? 1 : 2;
  }
  return next;
}
