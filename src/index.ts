import type { ClusterDocument } from "./model/cluster.ts";
import type { LocatedProblem } from "./model/report.ts";
import { lint } from "./pipeline/lint.ts";
import type { LintOptions } from "./pipeline/lint-options.ts";

export type { ClusterDocument, Evidence, Platform, Resource } from "./model/cluster.ts";
export type { Finding, Problem, Severity, Violation } from "./model/finding.ts";
export type { Effective, Install } from "./model/install.ts";
export type { Policy, PolicyMetadata } from "./model/policy.ts";
export type { LocatedProblem, Report, Summary } from "./model/report.ts";
export { UsageError } from "./model/usage-error.ts";
export type { LintOptions } from "./pipeline/lint-options.ts";
export { definePolicy } from "./policy/define.ts";
export { lint };

/** Lists the installs and their effective settings: the cluster documents, and the files that could not be read. */
export async function inspect(
  options: LintOptions,
): Promise<{ clusters: readonly ClusterDocument[]; problems: readonly LocatedProblem[] }> {
  const { clusters, problems } = await lint(options);
  return { clusters, problems };
}
