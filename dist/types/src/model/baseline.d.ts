import type { Finding } from "./finding.js";
/** A finding that a team knew when it began, and deals with later. */
export interface KnownFinding {
    readonly fingerprint: string;
    /** Rule, file, cluster and message are for the reader; the fingerprint decides. */
    readonly rule: string;
    readonly file: string;
    readonly cluster: string;
    readonly message: string;
}
/** The known findings of a repository, as a file of it lists them. */
export interface Baseline {
    readonly file: string;
    readonly text: string;
    readonly findings: readonly KnownFinding[];
}
/** Without any known finding. */
export declare const noBaseline: Baseline;
/** Why such a finding is not told. */
export declare const baselineReason = "baseline";
/** Whether a finding is not told because the baseline lists it. */
export declare function isKnown({ suppression }: Finding): boolean;
