import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, posix, win32 } from "node:path";
import { countChecked, isChecked } from "./checked-directories.ts";

/** The machine on which programs are searched, if it is not this one. */
export interface Machine {
  readonly platform?: NodeJS.Platform;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const found = new Map<string, string | undefined>();

/**
 * Finds a program by its name and returns its absolute path. Searches only absolute entries of the PATH outside of all checked
 * directories. Each program is searched once.
 */
export function findProgram(name: string, machine: Machine = {}): string | undefined {
  const paths = listCandidates(name, machine);
  const key = [countChecked(), ...paths].join("\0");
  if (!found.has(key)) found.set(key, paths.find(isRunnable));
  return found.get(key);
}

/** The possible paths of a program, in the order of the PATH; on Windows only binaries, not scripts. */
export function listCandidates(name: string, { platform = process.platform, env = process.env }: Machine = {}): string[] {
  const isWindows = platform === "win32";
  const names = isWindows ? [`${name}.exe`, `${name}.com`] : [name];
  return listAbsoluteEntries(platform, env).flatMap((entry) => names.map((file) => (isWindows ? win32 : posix).join(entry, file)));
}

/** The PATH for programs: the absolute directories outside of all checked ones. */
export function buildChildPath(): string {
  const entries = listAbsoluteEntries(process.platform, process.env);
  const key = [countChecked(), ...entries].join("\0");
  if (harmless?.key !== key) harmless = { key, path: entries.filter((entry) => !isChecked(entry)).join(delimiter) };
  // An empty PATH would mean the working directory.
  return harmless.path || join(process.execPath, "none");
}

let harmless: { readonly key: string; readonly path: string } | undefined;

/**
 * The absolute entries of the PATH. On Windows `\tools` and `C:tools` depend on the working directory, and a quoted entry is the
 * directory inside the quotes.
 */
function listAbsoluteEntries(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string[] {
  if (platform !== "win32") return splitPath(env.PATH, posix).filter((entry) => posix.isAbsolute(entry));
  const [, path = ""] = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH") ?? [];
  return splitPath(path.replaceAll('"', ""), win32).filter((entry) => /^(?:[a-z]:\\|\\\\[^\\])/i.test(entry));
}

function splitPath(path: string | undefined, { delimiter, normalize }: typeof posix): string[] {
  return (path ?? "")
    .split(delimiter)
    .filter((entry) => entry !== "")
    .map(normalize);
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() && !isChecked(path);
  } catch {
    return false;
  }
}
