import { posix } from "node:path";

/** Stands for the directory of the script at the start of a path: `$(dirname "$0")` is the same wherever the script has gone since. */
export const scriptDirectory = "/.";

/** A path against a directory of the script, relative to where the script starts; absolute paths stay. */
export function joinPath(directory: string, path: string): string {
  const joined = /^\/\.(\/|$)/.test(path)
    ? posix.normalize(path.slice(1))
    : path.startsWith("/")
      ? posix.normalize(path)
      : posix.join(directory, path);
  return joined === "." || joined === "./" ? "" : joined.replace(/(?<=.)\/$/, "");
}

/** A path as a person would write it. */
export function shownPath(path: string): string {
  return path.replace(/^\/\.(?=\/)/, ".");
}
