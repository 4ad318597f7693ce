import { findCommit } from "../git/commit.ts";
import { GitError } from "../git/git.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { readCommittedBaseline, readCommittedConfiguration } from "../pipeline/committed-configuration.ts";
import { openCommittedPolicies } from "../pipeline/committed-policies.ts";
import { keepAdded } from "../pipeline/compare/added.ts";
import { type Checked, openRun, type RunOverrides } from "../pipeline/lint.ts";
import type { LintOptions } from "../pipeline/lint-options.ts";
import { withEarlier } from "../pipeline/since.ts";
import { findBase, findTrustedCommit } from "./base.ts";
import type { RunEvent } from "./event.ts";

/**
 * Prepares what a run reads besides the checkout, and the program that all its readings share. On events that trust only the base
 * commit, the configuration, baseline and policies come from it. Rejects if they cannot be read.
 */
export async function openBase(event: RunEvent, options: LintOptions): Promise<RunOverrides> {
  const run = openRun();
  const trusted = findTrustedCommit(event);
  if (trusted === undefined) return run;
  try {
    const commit = await findCommit(options.cwd, trusted);
    const configuration = await readCommittedConfiguration(commit, options);
    const known = await readCommittedBaseline(commit, options, configuration?.configuration);
    return { ...run, configuration, known, openPolicies: openCommittedPolicies(commit) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`On ${event.name}, configuration, baseline and policies come from the base commit. ${error.message}`);
  }
}

/**
 * Returns the default for kustomize. If a run has the permissions of the repository and the files may come from an outside
 * contributor, no program builds them unless the workflow enables it.
 */
export function chooseKustomize(event: RunEvent): NonNullable<LintOptions["kustomize"]> {
  return findTrustedCommit(event) === undefined ? "auto" : "off";
}

/** The effect of a change, if it is known. */
export interface Change {
  readonly report: Report;
  /** The reason why all findings are reported, not only those of the change. */
  readonly warning?: string;
}

/** Compares a report with the base of the event: always for pull requests, and for other events if only the change is wanted. */
export async function compareChange(
  event: RunEvent,
  options: LintOptions,
  overrides: RunOverrides,
  now: Checked,
  changedOnly: boolean,
): Promise<Change> {
  const { report } = now;
  const isPullRequest = event.name === "pull_request" || event.name === "pull_request_target";
  if (!isPullRequest && !changedOnly) return { report };
  try {
    const since = await findBase(event, options.cwd);
    if (!since)
      return {
        report,
        ...(changedOnly && warnOfFullReport(`The event ${event.name || "of this run"} has nothing before it to compare with.`)),
      };
    const compared = await withEarlier(options, since, overrides, async (compare) => compare(now));
    return { report: changedOnly ? keepAdded(compared) : compared };
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof GitError;
    const reason = error instanceof Error ? error.message : String(error);
    return { report, ...((changedOnly || !isExpected) && warnOfFullReport(reason)) };
  }
}

function warnOfFullReport(reason: string): { warning: string } {
  return { warning: `Everything is reported, not only what has changed. ${reason}` };
}
