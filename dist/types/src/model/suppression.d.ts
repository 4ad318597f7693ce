import type { Place } from "./location.js";
/** The lines of one file, from 1, both included. */
export interface CoveredLines {
    readonly file: string;
    readonly first: number;
    readonly last: number;
}
/** Everything in files that match one of these globs. */
export interface CoveredPaths {
    readonly paths: readonly string[];
}
/** A decision, written in the repository, not to be told of some findings. */
export interface Suppression {
    /** Rule ids. */
    readonly rules: readonly string[];
    /** Why; undefined where nobody wrote it down. */
    readonly reason: string | undefined;
    /** The last day on which it holds, as `2027-03-31`. */
    readonly until: string | undefined;
    readonly covers: CoveredLines | CoveredPaths;
    readonly place: Place;
}
