import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { type ConfigurationFile, configurationFile, configurationLimit, noConfigurationFile, parseConfiguration } from "./config.ts";
import { type Commit, insideOf } from "./history/commit.ts";
import { fileOf } from "./history/file.ts";
import type { LintOptions } from "./lint-options.ts";
import { UsageError } from "./model/usage-error.ts";

/** The configuration as a commit has it, whatever is on disk now; undefined for a file outside of the repository, which no commit has. */
export async function committedConfiguration(commit: Commit, options: LintOptions): Promise<ConfigurationFile | undefined> {
  const file = options.config ?? configurationFile;
  const path = insideOf(commit.root, resolve(realpathSync(options.cwd), file));
  if (path === undefined) return undefined;
  const content = await fileOf(commit, path);
  if (!content && options.config === undefined) return noConfigurationFile;
  if (!content) throw new UsageError(`The configuration file ${file} does not exist in ${commit.name}.`);
  if (content.length > configurationLimit) throw new UsageError(`The configuration file ${file} of ${commit.name} is larger than 1 MiB.`);
  return parseConfiguration(file, content.toString("utf8"));
}
