import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type Baseline, noBaseline } from "../../model/baseline.ts";
import { UsageError } from "../../model/usage-error.ts";
import { parseBaseline } from "./parse.ts";

/** The default path of the baseline. */
export const baselineFile = ".istio-preflight-baseline.json";
/** The maximum size of the file, in bytes. */
export const baselineLimit = 5 * 1024 * 1024;

/** Reads the baseline of a working directory; it is empty if no file is given. */
export function readBaseline(cwd: string, file: string | undefined): Baseline {
  if (file === undefined) return noBaseline;
  const read = readBaselineIfAny(cwd, file);
  if (!read)
    throw new UsageError(`The baseline ${file} does not exist; \`istio-preflight --write-baseline --baseline ${file}\` writes one.`);
  return read;
}

/** Reads a baseline file that may not exist yet. */
export function readBaselineIfAny(cwd: string, file: string): Baseline | undefined {
  const path = resolveBaselinePath(cwd, file);
  const status = findOnDisk(lstatSync, path);
  if (!status) return undefined;
  // The file comes from the repository: a link could make the tool read files outside it.
  if (!status.isFile() || status.size > baselineLimit) throw new UsageError(`The baseline ${file} must be a plain file of up to 5 MiB.`);
  return parseBaseline(formatPath(cwd, path), readFileSync(path, "utf8"));
}

/** Resolves the absolute path of a baseline, which must be below the working directory after links are resolved. */
export function resolveBaselinePath(cwd: string, file: string): string {
  const path = resolve(cwd, file);
  const shown = formatPath(cwd, path);
  if (shown === "" || shown.startsWith("../") || resolve(cwd, shown) !== path) throw makeOutsideError(file);
  const directory = dirname(path);
  if (!findOnDisk(lstatSync, directory)) throw new UsageError(`The directory of the baseline ${file} does not exist.`);
  if (findOnDisk(realpathSync, directory) !== join(realpathSync(cwd), dirname(shown))) throw makeOutsideError(file);
  return path;
}

/**
 * Runs a file system call; undefined if the path does not or cannot exist: below a file, behind a broken link, or with a name that
 * is too long.
 */
function findOnDisk<Found>(find: (path: string) => Found, path: string): Found | undefined {
  try {
    return find(path);
  } catch {
    return undefined;
  }
}

function makeOutsideError(file: string): UsageError {
  return new UsageError(`The baseline ${file} must lie in the working directory, and not behind a link.`);
}

function formatPath(cwd: string, path: string): string {
  return relative(cwd, path).split(sep).join("/");
}
