import type { Clue } from "../model/cluster.ts";
import { placeIn, type SourceText } from "../model/source-text.ts";
import type { Source } from "../reader/source.ts";
import type { Detector } from "./detector.ts";

/** A kind of evidence for a platform, in one kind of text. */
export interface Signal {
  /** A file must contain one of these words. */
  readonly markers: readonly string[];
  readonly clues: (source: Source) => Iterable<Clue>;
}

/** The evidence of a signal, before it has a place. */
export type Claim = Omit<Clue, "place" | "script" | "unit">;

/** A range of text that is evidence. */
export interface Stretch {
  readonly claim: Claim;
  readonly start: number;
  readonly end: number;
}

/** Evidence, or a function that makes it from the matched text; undefined if the text is no evidence after all. */
export type ClaimOf<Match> = Claim | ((match: Match) => Claim | undefined);

/** Makes a detector from its signals, with the markers of all of them. */
export function defineDetector(id: Detector["id"], signals: readonly Signal[]): Detector {
  return {
    id,
    markers: [...new Set(signals.flatMap((signal) => signal.markers))],
    *clues(source) {
      for (const signal of signals) yield* signal.clues(source);
    },
  };
}

/** Checks whether a file contains one of a signal's markers. */
export function hasMarker(source: Source, markers: readonly string[]): boolean {
  return markers.some((marker) => source.words.has(marker));
}

/** Makes evidence from the first match of a pattern in a text; repetitions in a file do not add anything. */
export function firstMatch(text: SourceText, pattern: RegExp, claimOf: ClaimOf<RegExpExecArray>, script: boolean): Clue | undefined {
  const match = pattern.exec(text.content);
  if (!match) return undefined;
  const claim = typeof claimOf === "function" ? claimOf(match) : claimOf;
  if (!claim) return undefined;
  // A pattern that requires preceding text names its relevant end `shown`.
  const shown = match.groups?.shown ?? match[0];
  const start = match.index + (match[0].length - shown.replace(/^[\s{,]+/, "").length);
  return { ...claim, place: placeIn(text, start, match.index + match[0].trimEnd().length), script };
}
