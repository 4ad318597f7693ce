import type { ClusterDocument } from "./cluster.ts";
import type { Comparison } from "./comparison.ts";
import type { ClusterDeployments } from "./deployment-tree.ts";
import type { Finding } from "./finding.ts";
import type { Location } from "./location.ts";
import type { PolicyMetadata } from "./policy.ts";
import type { Summary } from "./shapes/report.ts";

export type { Summary } from "./shapes/report.ts";

/** A problem as a report prints it. */
export interface LocatedProblem {
  readonly code: string;
  readonly message: string;
  readonly location: Location | null;
}

/** The result of one run; what reporters turn into text. */
export interface Report {
  readonly summary: Summary;
  /** Ordered by cluster, file, line. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly problems: readonly LocatedProblem[];
  readonly clusters: readonly ClusterDocument[];
  /** What deploys the installs of each cluster, in the same order; worked out when it is asked for, missing where a report was read from a file. */
  readonly deployments?: () => readonly ClusterDeployments[];
  /** The directories that were read, as given. */
  readonly roots: readonly string[];
  /** The rules beside the built-in ones; missing where a report was read from a file. */
  readonly ownRules?: readonly PolicyMetadata[];
  /** What the change has done, where an earlier commit is known. */
  readonly comparison?: Comparison;
}

/** From which severity on a run fails. */
export type FailOn = "error" | "warning" | "never";

/** The verdict of a run: whether its findings reach the threshold, or a platform is not known that must be. */
export function isFailure({ summary, problems }: Report, failOn: FailOn, requiresPlatform = false): boolean {
  if (failOn === "never") return false;
  if (requiresPlatform && problems.some(({ code }) => code === "platform-likely" || code === "platform-unknown")) return true;
  return summary.errors > 0 || (failOn === "warning" && summary.warnings > 0);
}
