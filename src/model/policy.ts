import type { ClusterDocument } from "./cluster.ts";
import type { Violation } from "./finding.ts";
import type { PolicyDescription } from "./shapes/policy.ts";

export type { PolicyFix } from "./shapes/policy.ts";

/** What every rule carries; the reader of a report and of the rule's page gets it from here. */
export interface PolicyMetadata extends PolicyDescription {
  /** Where its page is, perhaps nowhere (`""`); among the project's own where missing. */
  readonly page?: string;
}

/** A rule: judges one cluster document and points into it. */
export interface Policy extends PolicyMetadata {
  readonly check: (cluster: ClusterDocument) => Iterable<Violation>;
}
