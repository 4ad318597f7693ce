import type { Fix, Proposal } from "./fix.ts";
import type { Location, Place } from "./location.ts";
import type { Confidence, Severity } from "./shapes/names.ts";

export type { Confidence, Severity } from "./shapes/names.ts";

/** Another pointer of the cluster document that explains a violation. */
export interface RelatedPointer {
  readonly at: string;
  readonly message: string;
}

/** What a policy says is wrong: a message and a JSON pointer into the cluster document. */
export interface Violation {
  /** What is, and what must be; values in backticks. */
  readonly message: string;
  /** JSON pointer to the value to edit; for a missing value, the pointer where it would be. */
  readonly at: string;
  readonly related?: readonly RelatedPointer[];
  /** Pointers at which other rules fail because of this: what they say is reported here, as related lines. */
  readonly effects?: readonly string[];
  /** Where one violation weighs less than the policy's severity. */
  readonly severity?: Severity;
  /** What would repair it; the policy's own `fix` where missing, nothing where null. */
  readonly fix?: Proposal | null;
  /** What to do here, where it differs from the policy's own remedy. */
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

/** A violation with its place: what people read. */
export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly remedy: string;
  /** The first of `clusters`. */
  readonly cluster: string;
  /** Every cluster that the mistake breaks, by name. */
  readonly clusters: readonly string[];
  readonly location: Location;
  readonly frame: Frame;
  readonly fix?: Fix;
  readonly related: readonly Related[];
  /** The same for the same mistake across runs and line shifts. */
  readonly fingerprint: string;
  /** The rule's page. */
  readonly docs: string;
  /** Why somebody decided not to be told of it; set for suppressed findings only. */
  readonly suppression?: string;
}

/** Something we could not read or resolve. Not a finding: it never changes the exit code. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly place?: Place;
}
