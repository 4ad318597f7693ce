import type { Place } from "./location.ts";

/**
 * Text inside a repository file, perhaps indented or nested several levels deep (a values block inside an Application, a heredoc
 * inside a script): its content, and for each segment of it the offset in the file.
 */
export interface SourceText {
  readonly file: string;
  readonly content: string;
  /** Pairs of [offset in `content`, offset in the file], ascending. Between two pairs both offsets advance together. */
  readonly segments: readonly (readonly [number, number])[];
}

/** The whole text of a file. */
export function wrapWholeText(file: string, content: string): SourceText {
  return { file, content, segments: [[0, 0]] };
}

/** Finds the place in the file of a range of the text. */
export function locateText(text: SourceText, start: number, end: number): Place {
  const from = toFileOffset(text, start);
  // The end of text that is assembled from several parts of the file may come before its start.
  return { file: text.file, start: from, end: end > start ? Math.max(from, toFileOffset(text, end - 1) + 1) : from };
}

/** Makes a text that is nested in another one: `segments` of the result map directly to the file. */
export function nestText(outer: SourceText, content: string, segments: SourceText["segments"]): SourceText {
  const ends = [...segments.slice(1).map(([inner]) => inner), content.length];
  return { file: outer.file, content, segments: segments.flatMap((segment, index) => mapThroughOuter(outer, segment, ends[index] ?? 0)) };
}

function toFileOffset(text: SourceText, offset: number): number {
  const [inner, outer] = text.segments[findSegment(text, offset)] ?? [0, 0];
  return outer + (offset - inner);
}

/** Finds the index of the last segment that starts at or before an offset of the content. */
function findSegment(text: SourceText, offset: number): number {
  let low = 0;
  let high = text.segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((text.segments[middle]?.[0] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function mapThroughOuter(outer: SourceText, [inner, middle]: readonly [number, number], innerEnd: number): [number, number][] {
  const end = middle + (innerEnd - inner);
  const mapped: [number, number][] = [[inner, toFileOffset(outer, middle)]];
  for (let index = findSegment(outer, middle) + 1; index < outer.segments.length; index++) {
    const [start, file] = outer.segments[index] ?? [0, 0];
    if (start >= end) break;
    mapped.push([inner + (start - middle), file]);
  }
  return mapped;
}
