import { markChecked } from "./checked-directories.ts";
import { findProgram } from "./find.ts";
import type { ProgramLimits } from "./limits.ts";
import { type ProgramResult, type RunOptions, runProgram } from "./run.ts";

/**
 * Runs git on a repository without executing anything that the repository configures and without contacting a remote; undefined
 * if git is not installed.
 */
export async function execGit(
  cwd: string,
  args: readonly string[],
  limits: ProgramLimits,
  options: Pick<RunOptions, "input" | "consume"> = {},
): Promise<ProgramResult | undefined> {
  markChecked(cwd);
  const git = findProgram("git");
  return git === undefined ? undefined : runProgram(git, [...harmless, ...args], { cwd, env: environment, ...limits, ...options });
}

/** Variables for git. Missing objects are not fetched; older versions of git only support the last setting for this. */
const environment = {
  ...{ GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_NO_REPLACE_OBJECTS: "1", GIT_ATTR_NOSYSTEM: "1" },
  ...{ GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" },
};

const settings = [
  ...["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.untrackedCache=false", "core.quotePath=false"],
  // A directory in the checkout that looks like a bare repository must not be treated as one.
  ...["safe.bareRepository=explicit", "protocol.allow=never", "gc.auto=0", "maintenance.auto=false"],
];

/** The repository's configuration may name programs. None of the commands used here needs one, and these options make sure of it. */
const harmless: readonly string[] = ["--no-pager", "--literal-pathspecs", ...settings.flatMap((pair) => ["-c", pair])];
