import { isPlace } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";
import type { Command, Word } from "../source/shell.ts";
import { type Claim, hasMarker, type Signal } from "./signal.ts";
import { isTerraform } from "./terraform-signals.ts";
import { isYaml } from "./yaml-signals.ts";

/**
 * A command of a script, as people write it: `gcloud container clusters create|create-auto`. The words after the program
 * must follow each other; flags may stand before and after them.
 */
export function command(line: string, claim: Claim, markers?: readonly string[]): Signal {
  const [program = "", ...words] = line.split(" ");
  const steps = words.map((word) => word.split("|"));
  return commands(markers ?? [program], function* (found) {
    if (found.program !== program) return;
    const end = endOfSteps(found, steps);
    if (end !== undefined) yield { ...claim, place: { ...found.place, end } };
  });
}

/** A command by one word of it, such as a URL that is fetched. */
export function commandWord(markers: readonly string[], programs: readonly string[], pattern: RegExp, claim: Claim): Signal {
  return commands(markers, function* (found) {
    const word = programs.includes(found.program) && found.args.find((each) => pattern.test(literal(each)));
    if (word) yield { ...claim, place: placeOf(word, found) };
  });
}

/** A `helm install` or its like, by the chart. */
export function helmInstall(markers: readonly string[], chart: RegExp, claim: Claim): Signal {
  return commands(markers, function* (found) {
    if (found.program !== "helm" || !found.args.some((word) => helmVerbs.includes(literal(word)))) return;
    const word = found.args.find((each) => chart.test(literal(each)));
    if (word) yield { ...claim, place: placeOf(word, found) };
  });
}

const helmVerbs = ["install", "upgrade", "template"];

/** Whatever single commands of a script prove, each thing where the script says it first. */
export function commands(markers: readonly string[], clues: (command: Command) => Iterable<Claim & { readonly place: Place }>): Signal {
  return {
    markers,
    *clues(source) {
      if (isYaml(source.path) || isTerraform(source.path) || !hasMarker(source, markers)) return;
      const said = new Set<string>();
      for (const clue of (source.script()?.commands ?? []).flatMap((found) => [...clues(found)])) {
        if (!said.has(clue.message)) yield { ...clue, script: true };
        said.add(clue.message);
      }
    },
  };
}

/** The value of an option in either spelling, `--driver=docker` or `--driver docker`, with its place. */
export function optionOf(found: Command, names: readonly string[]): { readonly value: string; readonly place: Place } | undefined {
  for (const [index, word] of found.args.entries()) {
    const value = literal(word);
    const next = found.args[index + 1];
    if (names.includes(value) && next) return { value: literal(next), place: placeOf(next, found) };
    const name = names.find((each) => value.startsWith(`${each}=`));
    if (name) return { value: value.slice(name.length + 1), place: placeOf(word, found) };
  }
  return undefined;
}

/** The literal value of a word; the empty string where it is unknown. */
export function literal(word: Word): string {
  return word.kind === "scalar" ? word.value : "";
}

/** The place of one word of a command. */
export function placeOf(word: Word, found: Command): Place {
  return isPlace(word.origin) ? word.origin : found.place;
}

function endOfSteps(found: Command, steps: readonly (readonly string[])[]): number | undefined {
  for (let first = 0; first + steps.length <= found.args.length; first++) {
    const words = found.args.slice(first, first + steps.length);
    if (!words.every((word, index) => steps[index]?.includes(literal(word)))) continue;
    const last = words.at(-1);
    return last ? placeOf(last, found).end : found.place.end;
  }
  return undefined;
}
