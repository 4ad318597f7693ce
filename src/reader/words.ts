import { memory } from "../model/remembered.ts";

/** Finds which of a list of words a text contains. */
export type WordFinder = (bytes: Uint8Array) => ReadonlySet<string>;

/**
 * Prepares a search for many words in one pass over the bytes of a file. A table of states (Aho–Corasick) takes a few nanoseconds
 * per byte, whatever the number of words; a regular expression with a hundred alternatives takes ten times as long. Most files
 * contain none of the words, so this is most of the cost of reading a repository.
 */
export function buildWordFinder(words: readonly string[]): WordFinder {
  const { classes, classCount, next, endings, isEnding } = tableFor(words.join("\0"), () => buildTable([...new Set(words)]));
  return (bytes) => {
    const found = new Set<string>();
    let state = 0;
    for (let index = 0; index < bytes.length; index++) {
      state = next[state * classCount + (classes[bytes[index] as number] as number)] as number;
      if (isEnding[state] === 1) for (const word of endings[state] ?? []) found.add(word);
    }
    return found;
  };
}

const tableFor = memory<Table>();

interface Table {
  /** The class of each byte; bytes that occur in no word share class 0. */
  readonly classes: Uint8Array;
  readonly classCount: number;
  /** The next state, by state and class. */
  readonly next: Uint16Array;
  /** The words that end in each state. */
  readonly endings: readonly (readonly string[] | undefined)[];
  readonly isEnding: Uint8Array;
}

function buildTable(words: readonly string[]): Table {
  const letters = [...new Set(words.flatMap((word) => [...Buffer.from(word)]))];
  const classes = new Uint8Array(256);
  for (const [index, letter] of letters.entries()) classes[letter] = index + 1;
  const classCount = letters.length + 1;
  const states = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Uint16Array(states * classCount);
  const endings: (string[] | undefined)[] = new Array(states).fill(undefined);
  let count = 1;
  for (const word of words) {
    let state = 0;
    for (const byte of Buffer.from(word)) {
      const at = state * classCount + (classes[byte] ?? 0);
      if (next[at] === 0) next[at] = count++;
      state = next[at] ?? 0;
    }
    endings[state] = [...(endings[state] ?? []), word];
  }
  addFallbacks(next, endings, classCount);
  return { classes, classCount, next, endings, isEnding: Uint8Array.from(endings, (ending) => (ending ? 1 : 0)) };
}

/** If a word does not continue, the search continues with the longest other word that the same bytes may have started. */
function addFallbacks(next: Uint16Array, endings: (string[] | undefined)[], classCount: number): void {
  const fallback = new Uint16Array(endings.length);
  const queue = [...next.subarray(0, classCount)].filter((state) => state !== 0);
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    const other = fallback[state] ?? 0;
    const inherited = endings[other];
    if (inherited) endings[state] = [...(endings[state] ?? []), ...inherited];
    for (let letter = 0; letter < classCount; letter++) {
      const at = state * classCount + letter;
      const target = next[at] ?? 0;
      const beside = next[other * classCount + letter] ?? 0;
      if (target === 0) next[at] = beside;
      else {
        fallback[target] = beside;
        queue.push(target);
      }
    }
  }
}
