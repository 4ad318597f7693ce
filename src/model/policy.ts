import type { ClusterDocument } from "./cluster.ts";
import type { Violation } from "./finding.ts";
import type { PolicyDescription } from "./shapes/policy.ts";

export type { PolicyFix } from "./shapes/policy.ts";

/** The metadata of a rule, used by reports and by the rule's page. */
export interface PolicyMetadata extends PolicyDescription {
  /** The address of its page, or `""` for no page; if missing, the page is one of the project's. */
  readonly page?: string;
}

/** A rule: judges one cluster document and returns violations that point into it. */
export interface Policy extends PolicyMetadata {
  readonly check: (cluster: ClusterDocument) => Iterable<Violation>;
}
