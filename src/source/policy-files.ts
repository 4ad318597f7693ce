import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { matchesGlob } from "../model/glob.ts";

/** Where policies come from: files by path, relative to the working directory. Another source is another commit. */
export interface PolicyFiles {
  /** The files that match a glob. */
  readonly list: (glob: string) => readonly string[];
  /** The text of a file; undefined where there is none to be had. */
  readonly read: (path: string) => string | undefined;
}

const sizeLimit = 1024 * 1024;
const entryLimit = 50_000;

/** The files below a directory, links resolved: nothing outside it is listed or read. */
export function openPolicyFiles(cwd: string, directory = "."): PolicyFiles {
  const base = resolve(cwd);
  const root = realPath(resolve(cwd, directory));
  return {
    list: (glob) => (root === undefined ? [] : matches(root, base, glob)),
    read: (path) => (root === undefined ? undefined : readInside(root, resolve(base, path))),
  };
}

/** Looks below the glob's fixed part. */
function matches(root: string, base: string, glob: string): string[] {
  const steps = glob.split("/");
  const firstOpen = steps.findIndex((step) => /[*?]/.test(step));
  const fixed = steps.slice(0, firstOpen === -1 ? -1 : firstOpen).join("/");
  const start = realPath(join(base, fixed));
  if (start === undefined || !isInside(root, start)) return [];
  return [...filesBelow(base, fixed)].filter((path) => matchesGlob(path, glob)).sort();
}

/** Past links, hidden folders and installed packages. */
function* filesBelow(base: string, start: string): Generator<string> {
  const waiting = [start];
  let entries = 0;
  for (let folder = waiting.pop(); folder !== undefined && entries < entryLimit; folder = waiting.pop()) {
    for (const entry of entriesOf(join(base, folder))) {
      entries += 1;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (isFolder(entry)) waiting.push(path);
      else if (!entry.isDirectory()) yield path;
    }
  }
}

function isFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules";
}

function isInside(root: string, path: string): boolean {
  const away = relative(root, path);
  return away !== ".." && !away.startsWith(`..${sep}`) && !isAbsolute(away);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readInside(root: string, path: string): string | undefined {
  const real = realPath(path);
  if (real === undefined || !isInside(root, real)) return undefined;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= sizeLimit ? readFileSync(descriptor, "utf8") : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
