/** Two offsets, the second exclusive. */
export type Stretch = readonly [start: number, end: number];

interface Span {
  readonly startIndex: number;
  readonly endIndex: number;
}

/**
 * What `<<-` takes away: from the start of each line as many blanks as the line with the fewest has. Blank lines do not
 * count and stay as they are. https://developer.hashicorp.com/terraform/language/expressions/strings#indented-heredocs
 */
export function indentation(content: string, start: number, end: number, active: readonly Span[]): Stretch[] {
  const lines = lineStarts(content, start, end, active);
  let fewest = Number.POSITIVE_INFINITY;
  const written: number[] = [];
  for (const at of lines) {
    const stop = blanksEnd(content, at, end);
    const isBlank = content[stop] === "\n" || content.startsWith("\r\n", stop);
    if (isBlank) continue;
    fewest = Math.min(fewest, stop - at);
    written.push(at);
  }
  return fewest > 0 && Number.isFinite(fewest) ? written.map((at) => [at, at + fewest] as const) : [];
}

/** What is left of a stretch without others, which are in order. */
export function* withoutStretches(start: number, end: number, cuts: readonly Stretch[]): Generator<Stretch> {
  let at = start;
  for (let index = firstAfter(cuts, start); index < cuts.length; index++) {
    const [from, to] = cuts[index] ?? [end, end];
    if (from >= end) break;
    if (from > at) yield [at, from];
    at = Math.max(at, to);
  }
  if (at < end) yield [at, end];
}

/** The first cut that ends after an offset. */
function firstAfter(cuts: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle]?.[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where lines of the text start: not those inside `${…}`. */
function* lineStarts(content: string, start: number, end: number, active: readonly Span[]): Generator<number> {
  let next = 0;
  for (let at = start; at < end; ) {
    while ((active[next]?.endIndex ?? Number.POSITIVE_INFINITY) <= at) next++;
    if (at <= (active[next]?.startIndex ?? Number.POSITIVE_INFINITY)) yield at;
    const newline = content.indexOf("\n", at);
    if (newline === -1) return;
    at = newline + 1;
  }
}

function blanksEnd(content: string, start: number, end: number): number {
  let at = start;
  while (at < end && (content[at] === " " || content[at] === "\t")) at++;
  return at;
}
