/** A range of a repository file: path with forward slashes, UTF-16 offsets, `end` exclusive. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place as line and column: both count from 1, columns in UTF-16 code units. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Converts a place to the location that a report prints; `text` is the whole text of the file. */
export function locate(text: string, place: Place): Location {
  const starts = findLineStarts(text);
  const [line, column] = findLineAndColumn(starts, place.start);
  const [endLine, endColumn] = findLineAndColumn(starts, Math.max(place.start, place.end));
  return { file: place.file, line, column, endLine, endColumn };
}

/** Reads lines of a text, without their line endings, for a code frame. */
export function sliceLines(text: string, first: number, last: number): string[] {
  const starts = findLineStarts(text);
  const lines: string[] = [];
  for (let line = Math.max(1, first); line <= Math.min(last, starts.length); line++) {
    lines.push(text.slice(starts[line - 1], starts[line] ?? text.length).replace(/\r?\n$/, ""));
  }
  return lines;
}

const cache = new Map<string, readonly number[]>();
/** The total number of characters of the texts in the cache. */
let cached = 0;
const cachedLimit = 8 * 1024 * 1024;

function findLineStarts(text: string): readonly number[] {
  const known = cache.get(text);
  if (known) return known;
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  if (cache.size >= 64 || cached + text.length > cachedLimit) {
    cache.clear();
    cached = 0;
  }
  cache.set(text, starts);
  cached += text.length;
  return starts;
}

function findLineAndColumn(starts: readonly number[], offset: number): [number, number] {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (starts[low] ?? 0) + 1];
}
