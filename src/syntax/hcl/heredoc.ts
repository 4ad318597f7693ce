/** Two offsets; the second is exclusive. */
export type Stretch = readonly [start: number, end: number];

/** A `${…}` or `%{…}` in the text; `~` removes the blanks beside it. */
export interface Active {
  readonly start: number;
  readonly end: number;
  readonly trimsLeft: boolean;
  readonly trimsRight: boolean;
}

/**
 * Returns the indentation that `<<-` removes: from each line, as many blanks as the least indented line has. Blank lines do not
 * count and stay unchanged, as do lines that a `~` has joined to the line before.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#indented-heredocs
 */
export function findIndentation(content: string, start: number, end: number, active: readonly Active[]): Stretch[] {
  let fewest = Number.POSITIVE_INFINITY;
  const written: number[] = [];
  for (const [at, next] of listLineStarts(content, start, end, active)) {
    const stop = findBlanksEnd(content, at, end);
    if (content[stop] === "\n" || content.startsWith("\r\n", stop)) continue;
    const isTaken = next?.start === stop && next.trimsLeft;
    if (isTaken && stop === at) continue;
    fewest = Math.min(fewest, isTaken ? 0 : stop - at);
    written.push(at);
  }
  return fewest > 0 && Number.isFinite(fewest) ? written.map((at) => [at, at + fewest] as const) : [];
}

/** Returns the parts of a range outside the given ranges, which are sorted. */
export function* withoutStretches(start: number, end: number, cuts: readonly Stretch[]): Generator<Stretch> {
  let at = start;
  for (let index = findFirstAfter(cuts, start); index < cuts.length; index++) {
    const [from, to] = cuts[index] ?? [end, end];
    if (from >= end) break;
    if (from > at) yield [at, from];
    at = Math.max(at, to);
  }
  if (at < end) yield [at, end];
}

/** Finds the first range that ends after an offset. */
function findFirstAfter(cuts: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle]?.[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the starts of lines with the next `${…}` or `%{…}`, except inside one of them and where a `~` has joined two lines. */
function* listLineStarts(
  content: string,
  start: number,
  end: number,
  active: readonly Active[],
): Generator<readonly [number, Active | undefined]> {
  let index = 0;
  for (let at = start; at < end; ) {
    while ((active[index]?.end ?? Number.POSITIVE_INFINITY) <= at) index++;
    const next = active[index];
    const before = active[index - 1];
    if (!isJoined(content, before, at) && at <= (next?.start ?? Number.POSITIVE_INFINITY)) yield [at, next];
    const newline = content.indexOf("\n", at);
    if (newline === -1) return;
    at = newline + 1;
  }
}

function isJoined(content: string, before: Active | undefined, lineStart: number): boolean {
  if (!before?.trimsRight || content.indexOf("\n", before.end) !== lineStart - 1) return false;
  return content.slice(before.end, lineStart).trim() === "";
}

function findBlanksEnd(content: string, start: number, end: number): number {
  let at = start;
  while (at < end && (content[at] === " " || content[at] === "\t")) at++;
  return at;
}
