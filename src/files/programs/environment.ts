import { isChecked } from "./checked-directories.ts";
import { buildChildPath } from "./find.ts";

/**
 * The environment of external programs: no variables of this process except a few safe ones, and no configuration that could run
 * something.
 */
export function buildCleanEnvironment(home?: string): Record<string, string> {
  const { HOME, SystemRoot, TEMP, TMP } = process.env;
  // Programs trust the configuration in the home directory, so a checked directory must not be used as one.
  const own = HOME !== undefined && isChecked(HOME) ? undefined : HOME;
  const kept = Object.entries({ HOME: own, SystemRoot, TEMP, TMP }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // Without this variable, Windows looks for programs in the working directory first.
  const always = { PATH: buildChildPath(), LC_ALL: "C", NoDefaultCurrentDirectoryInExePath: "1" };
  return { ...Object.fromEntries(kept), ...always, ...(home !== undefined && buildHomeVariables(home)) };
}

/** Variables that redirect everything that a program stores for a user into one folder. */
function buildHomeVariables(folder: string): Record<string, string> {
  const directories = ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP"];
  const xdg = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"];
  return Object.fromEntries([...directories, ...xdg].map((name) => [name, folder]));
}

/** Variables that point proxies to an address where nothing can listen, and that allow git no transport. */
export function buildBlockedNetwork(): Record<string, string> {
  const nowhere = "http://127.0.0.1:0";
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY"];
  const proxies = names.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, nowhere]);
  return { ...Object.fromEntries(proxies), NO_PROXY: "", no_proxy: "", GIT_ALLOW_PROTOCOL: "none", GIT_TERMINAL_PROMPT: "0" };
}
