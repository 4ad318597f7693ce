import { isPlace } from "../model/cursor.ts";
import type { Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";

/** The arguments of a command, separated into flags and positionals, each in the order in which they are written. */
export interface Arguments {
  readonly positionals: readonly Word[];
  readonly flags: readonly Flag[];
}

/** A flag as written; `value` is undefined if it has none. */
export interface Flag {
  /** The name without dashes; the long name if there is one. */
  readonly name: string;
  readonly value: Word | undefined;
}

/** The flags of a command that take a value, by name; an abbreviation maps to the long name. */
export type ValueFlags = ReadonlyMap<string, string>;

/** Creates the flags that take a value from lines such as `n namespace`; a single name has no abbreviation. */
export function defineValueFlags(...names: readonly string[]): ValueFlags {
  const flags = new Map<string, string>();
  for (const line of names) {
    const spellings = line.split(" ");
    for (const spelling of spellings) flags.set(spelling, spellings.at(-1) ?? spelling);
  }
  return flags;
}

/** Reads arguments like Go's flag library: a flag without a value never takes the next word. */
export function readArguments(args: readonly Word[], takesValue: ValueFlags): Arguments {
  const positionals: Word[] = [];
  const flags: Flag[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as Word;
    if (formatWord(word) === "--") return { positionals: [...positionals, ...args.slice(index + 1)], flags };
    const flag = readFlag(word, takesValue);
    if (!flag) positionals.push(word);
    else if (flag.value || !takesValue.has(flag.name)) flags.push(flag);
    else flags.push({ name: flag.name, value: args[++index] });
  }
  return { positionals, flags };
}

function readFlag(word: Word, takesValue: ValueFlags): Flag | undefined {
  const [spelled = "", dashes, written = "", equals] = /^(--?)([A-Za-z][\w.-]*)(=?)/.exec(formatWord(word)) ?? [];
  if (dashes === undefined) return undefined;
  const key = dashes === "-" ? written.slice(0, 1) : written;
  const name = takesValue.get(key) ?? written;
  if (equals) return { name, value: cutWord(word, spelled.length) };
  // `-nistio-system`
  const isJoined = takesValue.has(key) && key !== written;
  return { name, value: isJoined ? cutWord(word, 2) : undefined };
}

/** Returns the last value of a flag. */
export function findFlagValue(flags: readonly Flag[], name: string): Word | undefined {
  return flags.findLast((flag) => flag.name === name)?.value;
}

/** Checks whether a word may be any number of words that are known only when the script runs. */
export function isOpen(word: Word): boolean {
  return word.kind === "unknown" && word.several;
}

/** Returns the part of a word after an offset: the value in `--version=1.29.0`. */
function cutWord(word: Word, offset: number): Word {
  const { origin } = word;
  const text = formatWord(word).slice(offset);
  const isExact = isPlace(origin) && origin.end - origin.start === offset + text.length;
  const placed = isExact ? { ...origin, start: origin.start + offset } : origin;
  if (word.kind === "scalar") return { kind: "scalar", origin: placed, value: text };
  return { ...word, origin: placed, text };
}
