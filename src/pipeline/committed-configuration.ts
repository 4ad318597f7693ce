import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { baselineLimit } from "../configuration/baseline/file.ts";
import { parseBaseline } from "../configuration/baseline/parse.ts";
import {
  type ConfigurationFile,
  configurationFile,
  configurationLimit,
  noConfigurationFile,
  parseConfiguration,
  readConfiguration,
} from "../configuration/file.ts";
import { type Commit, resolveInsideRoot } from "../git/commit.ts";
import { readCommittedFile } from "../git/file.ts";
import { type Baseline, noBaseline } from "../model/baseline.ts";
import type { Configuration } from "../model/configuration.ts";
import { UsageError } from "../model/usage-error.ts";
import type { LintOptions } from "./lint-options.ts";

/**
 * Reads the configuration from a commit, regardless of the files on disk; undefined for a file outside the repository, which no
 * commit contains.
 */
export async function readCommittedConfiguration(commit: Commit, options: LintOptions): Promise<ConfigurationFile | undefined> {
  const file = options.config ?? configurationFile;
  const path = resolveInsideRoot(commit.root, resolve(realpathSync(options.cwd), file));
  if (path === undefined) return undefined;
  const content = await readCommittedFile(commit, path);
  if (!content && options.config === undefined) return noConfigurationFile;
  if (!content) throw new UsageError(`The configuration file ${file} does not exist in ${commit.name}.`);
  if (content.length > configurationLimit) throw new UsageError(`The configuration file ${file} of ${commit.name} is larger than 1 MiB.`);
  return parseConfiguration(file, content.toString("utf8"));
}

/** Reads the baseline from a commit, regardless of the files on disk, so that a change cannot add its own findings to it. */
export async function readCommittedBaseline(
  commit: Commit,
  options: LintOptions,
  configuration: Configuration | undefined,
): Promise<Baseline> {
  const { cwd, config } = options;
  const file = options.baseline ?? (configuration ?? readConfiguration(cwd, config).configuration).baseline;
  if (file === undefined) return noBaseline;
  const path = resolve(realpathSync(cwd), file);
  const isInside = resolveInsideRoot(realpathSync(cwd), path) !== undefined;
  const inside = isInside ? resolveInsideRoot(commit.root, path) : undefined;
  const content = inside === undefined ? undefined : await readCommittedFile(commit, inside);
  if (!content) throw new UsageError(`The baseline ${file} does not exist in ${commit.name}.`);
  if (content.length > baselineLimit) throw new UsageError(`The baseline ${file} of ${commit.name} is larger than 5 MiB.`);
  return parseBaseline(file, content.toString("utf8"));
}
