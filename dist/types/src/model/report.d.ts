import type { ClusterDocument } from "./cluster.js";
import type { Comparison } from "./comparison.js";
import type { ClusterDeployments } from "./deployment-tree.js";
import type { Finding } from "./finding.js";
import type { Location } from "./location.js";
import type { PolicyMetadata } from "./policy.js";
import type { Summary } from "./shapes/report.js";
export type { Summary } from "./shapes/report.js";
/** A problem as a report prints it. */
export interface LocatedProblem {
    readonly code: string;
    readonly message: string;
    readonly location: Location | null;
}
/** The result of one run, which reporters convert to text. */
export interface Report {
    readonly summary: Summary;
    /** Ordered by cluster, file, line. */
    readonly findings: readonly Finding[];
    readonly suppressed: readonly Finding[];
    readonly problems: readonly LocatedProblem[];
    readonly clusters: readonly ClusterDocument[];
    /**
     * The deployers of the installs of each cluster, in the same order; computed on demand, missing if the report was read from a file.
     */
    readonly deployments?: () => readonly ClusterDeployments[];
    /** The directories that were read, as given. */
    readonly roots: readonly string[];
    /** Custom rules; missing if the report was read from a file. */
    readonly customRules?: readonly PolicyMetadata[];
    /** The effect of the change, if an earlier commit is known. */
    readonly comparison?: Comparison;
}
/** The lowest severity that makes a run fail. */
export type FailOn = "error" | "warning" | "never";
/** Checks whether a run fails: its findings reach the threshold, or a platform that is required to be known is not. */
export declare function isFailure({ summary, problems }: Report, failOn: FailOn, requiresPlatform?: boolean): boolean;
