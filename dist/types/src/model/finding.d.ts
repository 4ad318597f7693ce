import type { Fix, Proposal } from "./fix.js";
import type { Location, Place } from "./location.js";
import type { Confidence, Severity } from "./shapes/names.js";
export type { Confidence, Severity } from "./shapes/names.js";
/** Another pointer into the cluster document that helps to explain a violation. */
export interface RelatedPointer {
    readonly at: string;
    readonly message: string;
}
/** A violation of a policy: a message and a JSON pointer into the cluster document. */
export interface Violation {
    /** What is, and what must be; values in backticks. */
    readonly message: string;
    /** JSON pointer to the value to edit; for a missing value, the pointer that it would have. */
    readonly at: string;
    readonly related?: readonly RelatedPointer[];
    /** Pointers at which other rules fail as a consequence. Their messages are reported here as related lines. */
    readonly effects?: readonly string[];
    /** The severity of this violation, if lower than the policy's severity. */
    readonly severity?: Severity;
    /** The proposed repair; if missing, the policy's `fix` applies; null for no fix. */
    readonly fix?: Proposal | null;
    /** The remedy for this violation, if it differs from the policy's remedy. */
    readonly remedy?: string;
}
/** The lines around a finding, for a code frame. */
export interface Frame {
    readonly firstLine: number;
    readonly lines: readonly string[];
}
export interface Related {
    readonly location: Location;
    readonly message: string;
}
/** A violation with its place, as reported to the user. */
export interface Finding {
    readonly rule: string;
    readonly title: string;
    readonly severity: Severity;
    readonly confidence: Confidence;
    readonly message: string;
    readonly remedy: string;
    /** The first of `clusters`. */
    readonly cluster: string;
    /** The names of all clusters that the mistake affects. */
    readonly clusters: readonly string[];
    readonly location: Location;
    readonly frame: Frame;
    readonly fix?: Fix;
    readonly related: readonly Related[];
    /** Identifies the same mistake across runs, even if its line moves. */
    readonly fingerprint: string;
    /** The address of the rule's documentation page. */
    readonly docs: string;
    /** The reason for the suppression; set for suppressed findings only. */
    readonly suppression?: string;
}
/** Something that could not be read or resolved. It is not a finding and never changes the exit code. */
export interface Problem {
    readonly code: string;
    readonly message: string;
    readonly place?: Place;
}
