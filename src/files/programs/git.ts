import { markChecked } from "./checked-directories.ts";
import { findProgram } from "./find.ts";
import type { ProgramLimits } from "./limits.ts";
import { type ProgramResult, type RunOptions, runProgram } from "./run.ts";

/** Runs git on a repository so that nothing that it configures is executed and no remote is asked; undefined where git is not installed. */
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

/** Objects that are missing stay missing: older versions of git only know the last way of saying so. */
const environment = {
  ...{ GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_NO_REPLACE_OBJECTS: "1", GIT_ATTR_NOSYSTEM: "1" },
  ...{ GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" },
};

const settings = [
  ...["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.untrackedCache=false", "core.quotePath=false"],
  // A directory of the checkout that looks like a repository is not one.
  ...["safe.bareRepository=explicit", "protocol.allow=never", "gc.auto=0", "maintenance.auto=false"],
];

/** The repository's own configuration may name programs: none of the commands that we use asks for one, and these options see to it. */
const harmless: readonly string[] = ["--no-pager", "--literal-pathspecs", ...settings.flatMap((pair) => ["-c", pair])];
