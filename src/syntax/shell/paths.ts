import { posix } from "node:path";

/** A placeholder for the script's directory at the start of a path: `$(dirname "$0")` does not change when the script changes directory. */
export const scriptDirectory = "/.";

/** Joins a path to a directory of the script, relative to where the script starts; absolute paths do not change. */
export function joinPath(directory: string, path: string): string {
  const joined = /^\/\.(\/|$)/.test(path)
    ? posix.normalize(path.slice(1))
    : path.startsWith("/")
      ? posix.normalize(path)
      : posix.join(directory, path);
  return joined === "." || joined === "./" ? "" : joined.replace(/(?<=.)\/$/, "");
}

/** Formats a path for people. */
export function formatShownPath(path: string): string {
  return path.replace(/^\/\.(?=\/)/, ".");
}
