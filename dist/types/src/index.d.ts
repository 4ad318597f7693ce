import type { ClusterDocument } from "./model/cluster.js";
import type { LocatedProblem } from "./model/report.js";
import { lint } from "./pipeline/lint.js";
import type { LintOptions } from "./pipeline/lint-options.js";
export type { ClusterDocument, Evidence, Platform, Resource } from "./model/cluster.js";
export type { Finding, Problem, Severity, Violation } from "./model/finding.js";
export type { Effective, Install } from "./model/install.js";
export type { Policy, PolicyMetadata } from "./model/policy.js";
export type { LocatedProblem, Report, Summary } from "./model/report.js";
export { UsageError } from "./model/usage-error.js";
export type { LintOptions } from "./pipeline/lint-options.js";
export { definePolicy } from "./policy/define.js";
export { lint };
/** Lists the installs and their effective settings: the cluster documents, and the files that could not be read. */
export declare function inspect(options: LintOptions): Promise<{
    clusters: readonly ClusterDocument[];
    problems: readonly LocatedProblem[];
}>;
