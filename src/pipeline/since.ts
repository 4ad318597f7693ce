import { realpathSync } from "node:fs";
import { posix } from "node:path";
import { type ConfigurationFile, readConfiguration } from "../configuration/file.ts";
import { markChecked } from "../files/programs/checked-directories.ts";
import { withCheckout } from "../git/checkout.ts";
import { type Commit, mergeBase, resolveInsideRoot, type Since } from "../git/commit.ts";
import { renamesSince } from "../git/renames.ts";
import { noBaseline } from "../model/baseline.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { committedConfiguration } from "./committed-configuration.ts";
import { compareReports } from "./compare/compare.ts";
import { type Checked, check, type Scene } from "./lint.ts";
import type { LintOptions } from "./lint-options.ts";
import { pathScope } from "./scope.ts";

/** Adds to a report what has changed since the earlier commit. */
export type Compare = (now: Checked) => Report;

/**
 * Checks the commit where a change began as a whole, and lends out the comparison with it. A `UsageError` says why there is
 * no such commit. The configuration is that of the commit, unless the scene brings one; policies are those of now, because
 * what they newly ask for is not what has changed in the files.
 */
export async function withEarlier<Result>(
  options: LintOptions,
  since: Since,
  scene: Scene,
  use: (compare: Compare) => Promise<Result>,
): Promise<Result> {
  const { cwd, config, paths = [] } = options;
  markChecked(cwd, paths);
  const commit = await mergeBase(cwd, since);
  const now = scene.configuration ?? readConfiguration(cwd, config);
  const configuration = scene.configuration ?? (await configurationThen(commit, options)) ?? now;
  const renames = await renamesIn(commit, cwd);
  return withCheckout(commit, cwd, pathScope(cwd, options.paths).roots, async (open) => {
    const { progress: _, ...quietly } = options;
    // What is known now was there before, too: the comparison has to see it.
    const before = await check(quietly, { ...scene, open, configuration, policyGlobs: now.configuration.policies, known: noBaseline });
    return use((now) => compareReports(now.report, before.report, commit.name, { textBefore: before.text, textNow: now.text, renames }));
  });
}

/** The configuration of now stands in for one that is not in the repository, or was of no use then. */
async function configurationThen(commit: Commit, options: LintOptions): Promise<ConfigurationFile | undefined> {
  try {
    const then = await committedConfiguration(commit, options);
    // Rules that there were may be gone by now.
    return then && { ...then, checkRules: () => undefined };
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** With paths as a report names them. */
async function renamesIn(commit: Commit, cwd: string): Promise<Map<string, string>> {
  const directory = resolveInsideRoot(commit.root, realpathSync(cwd)) ?? "";
  const renames = await renamesSince(commit);
  return new Map([...renames].map(([now, before]) => [posix.relative(directory, now), posix.relative(directory, before)]));
}
