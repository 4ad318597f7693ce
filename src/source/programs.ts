/** A clean environment for external programs: nothing of ours, and no configuration that could run something. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, SystemRoot, TEMP, TMP } = process.env;
  const kept = Object.entries({ PATH, HOME, SystemRoot, TEMP, TMP }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

/** The same for git. Objects that are missing stay missing: older versions of git only know the last way of saying so. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const nothingFetched = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };
  return { ...cleanEnvironment(), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", ...nothingFetched };
}

const settings = [
  ...["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.untrackedCache=false", "core.quotePath=false"],
  // A directory of the checkout that looks like a repository is not one.
  ...["safe.bareRepository=explicit", "protocol.allow=never", "gc.auto=0", "maintenance.auto=false"],
];

/** The repository's own configuration may name programs: none of the commands that we use asks for one, and these options see to it. */
export const harmlessGit: readonly string[] = ["--no-pager", "--literal-pathspecs", ...settings.flatMap((pair) => ["-c", pair])];
