import type { ClusterDocument } from "./cluster.js";
import type { Comparison } from "./comparison.js";
import type { ClusterDeployments } from "./deployment-tree.js";
import type { Finding } from "./finding.js";
import type { Location } from "./location.js";
import type { PolicyMetadata } from "./policy.js";
/** Counts of one run. */
export interface Summary {
    readonly files: number;
    readonly clusters: number;
    readonly installs: number;
    readonly errors: number;
    readonly warnings: number;
    readonly notes: number;
    readonly suppressed: number;
    /** Installs with at least one value that only exists at deployment. */
    readonly unknown: number;
}
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
export declare function isFailure({ summary, problems }: Report, failOn: FailOn, requiresPlatform?: boolean): boolean;
