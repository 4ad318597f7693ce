import type { Place } from "./location.ts";

/** A range of lines of one file, counted from 1, both ends included. */
export interface CoveredLines {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** All findings in files that match one of these globs. */
export interface CoveredPaths {
  readonly paths: readonly string[];
}

/** A decision, written in the repository, not to report certain findings. */
export interface Suppression {
  /** Rule ids. */
  readonly rules: readonly string[];
  /** The reason; undefined if none is written. */
  readonly reason: string | undefined;
  /** The last day on which it is valid, such as `2027-03-31`. */
  readonly until: string | undefined;
  readonly covers: CoveredLines | CoveredPaths;
  readonly place: Place;
}
