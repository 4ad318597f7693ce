import type { FoundEvidence } from "../model/cluster.ts";
import { locateText, type SourceText } from "../model/source-text.ts";
import type { Source } from "../reader/source.ts";
import type { Detector } from "./detector.ts";

/** A kind of evidence for a platform, in one kind of text. */
export interface Finder {
  /** A file must contain one of these words. */
  readonly markers: readonly string[];
  readonly evidence: (source: Source) => Iterable<FoundEvidence>;
}

/** The evidence of a finder, before it has a place. */
export type UnplacedEvidence = Omit<FoundEvidence, "place" | "script" | "unit">;

/** A range of text that is evidence. */
export interface Stretch {
  readonly evidence: UnplacedEvidence;
  readonly start: number;
  readonly end: number;
}

/** Evidence, or a function that makes it from the matched text; undefined if the text is no evidence after all. */
export type EvidenceFrom<Match> = UnplacedEvidence | ((match: Match) => UnplacedEvidence | undefined);

/** Makes a detector from its finders, with the markers of all of them. */
export function defineDetector(id: Detector["id"], finders: readonly Finder[]): Detector {
  return {
    id,
    markers: [...new Set(finders.flatMap((finder) => finder.markers))],
    *evidence(source) {
      for (const finder of finders) yield* finder.evidence(source);
    },
  };
}

/** Checks whether a file contains one of a finder's markers. */
export function hasMarker(source: Source, markers: readonly string[]): boolean {
  return markers.some((marker) => source.words.has(marker));
}

/** Makes evidence from the first match of a pattern in a text; repetitions in a file do not add anything. */
export function findFirstMatch(
  text: SourceText,
  pattern: RegExp,
  evidenceFrom: EvidenceFrom<RegExpExecArray>,
  script: boolean,
): FoundEvidence | undefined {
  const match = pattern.exec(text.content);
  if (!match) return undefined;
  const evidence = typeof evidenceFrom === "function" ? evidenceFrom(match) : evidenceFrom;
  if (!evidence) return undefined;
  // A pattern that requires preceding text names its relevant end `shown`.
  const shown = match.groups?.shown ?? match[0];
  const start = match.index + (match[0].length - shown.replace(/^[\s{,]+/, "").length);
  return { ...evidence, place: locateText(text, start, match.index + match[0].trimEnd().length), script };
}
