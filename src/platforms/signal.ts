import type { Clue } from "../model/cluster.ts";
import { placeIn, type SourceText } from "../model/source-text.ts";
import type { Source } from "../reader/source.ts";
import type { Detector } from "./detector.ts";

/** One thing that gives a platform away, in one kind of text. */
export interface Signal {
  /** Words of which a file must contain one. */
  readonly markers: readonly string[];
  readonly clues: (source: Source) => Iterable<Clue>;
}

/** What a signal proves: a clue that has no place yet. */
export type Claim = Omit<Clue, "place" | "script" | "unit">;

/** A stretch of a text that proves something. */
export interface Stretch {
  readonly claim: Claim;
  readonly start: number;
  readonly end: number;
}

/** A claim, or what makes one from the words that matched; undefined where they prove nothing after all. */
export type ClaimOf<Match> = Claim | ((match: Match) => Claim | undefined);

/** A detector from its signals: its markers are theirs. */
export function defineDetector(id: Detector["id"], signals: readonly Signal[]): Detector {
  return {
    id,
    markers: [...new Set(signals.flatMap((signal) => signal.markers))],
    *clues(source) {
      for (const signal of signals) yield* signal.clues(source);
    },
  };
}

/** Whether a file carries one of a signal's markers. */
export function hasMarker(source: Source, markers: readonly string[]): boolean {
  return markers.some((marker) => source.words.has(marker));
}

/** The clue of the first match of a pattern in a text: how often a file says the same does not make it truer. */
export function firstMatch(text: SourceText, pattern: RegExp, claimOf: ClaimOf<RegExpExecArray>, script: boolean): Clue | undefined {
  const match = pattern.exec(text.content);
  if (!match) return undefined;
  const claim = typeof claimOf === "function" ? claimOf(match) : claimOf;
  if (!claim) return undefined;
  // A pattern that needs what stands before names the end of it that people should see.
  const shown = match.groups?.shown ?? match[0];
  const start = match.index + (match[0].length - shown.replace(/^[\s{,]+/, "").length);
  return { ...claim, place: placeIn(text, start, match.index + match[0].trimEnd().length), script };
}
