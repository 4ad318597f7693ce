import { realpathSync } from "node:fs";
import { posix } from "node:path";
import { type ConfigurationFile, readConfiguration } from "../configuration/file.ts";
import { markChecked } from "../files/programs/checked-directories.ts";
import { withCheckout } from "../git/checkout.ts";
import { type Commit, mergeBase, resolveInsideRoot, type Since } from "../git/commit.ts";
import { listRenamesSince } from "../git/renames.ts";
import { noBaseline } from "../model/baseline.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { readCommittedConfiguration } from "./committed-configuration.ts";
import { compareReports } from "./compare/compare.ts";
import { type Checked, check, type RunOverrides } from "./lint.ts";
import type { LintOptions } from "./lint-options.ts";
import { resolvePathScope } from "./scope.ts";

/** Adds to a report what has changed since the earlier commit. */
export type Compare = (now: Checked) => Report;

/**
 * Checks the commit at which a change began, and passes the comparison with it to `use`. Throws a `UsageError` if there is no such
 * commit. The configuration is that of the commit, unless the overrides provides one. The policies are the current ones, because a new
 * requirement is not a change of the files.
 */
export async function withEarlier<Result>(
  options: LintOptions,
  since: Since,
  overrides: RunOverrides,
  use: (compare: Compare) => Promise<Result>,
): Promise<Result> {
  const { cwd, config, paths = [] } = options;
  markChecked(cwd, paths);
  const commit = await mergeBase(cwd, since);
  const now = overrides.configuration ?? readConfiguration(cwd, config);
  const configuration = overrides.configuration ?? (await readEarlierConfiguration(commit, options)) ?? now;
  const renames = await listRenames(commit, cwd);
  return withCheckout(commit, cwd, resolvePathScope(cwd, options.paths).roots, async (open) => {
    const { progress: _, ...quietly } = options;
    // Findings that are known now existed before as well, so the comparison has to include them.
    const before = await check(quietly, { ...overrides, open, configuration, policyGlobs: now.configuration.policies, known: noBaseline });
    return use((now) => compareReports(now.report, before.report, commit.name, { textBefore: before.text, textNow: now.text, renames }));
  });
}

/**
 * Reads the earlier configuration; undefined if it is outside the repository or was invalid then, so that the current one is used.
 */
async function readEarlierConfiguration(commit: Commit, options: LintOptions): Promise<ConfigurationFile | undefined> {
  try {
    const then = await readCommittedConfiguration(commit, options);
    // Rules that existed then may have been removed since.
    return then && { ...then, checkRules: () => undefined };
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** Lists renames, with paths relative to the working directory as in reports. */
async function listRenames(commit: Commit, cwd: string): Promise<Map<string, string>> {
  const directory = resolveInsideRoot(commit.root, realpathSync(cwd)) ?? "";
  const renames = await listRenamesSince(commit);
  return new Map([...renames].map(([now, before]) => [posix.relative(directory, now), posix.relative(directory, before)]));
}
