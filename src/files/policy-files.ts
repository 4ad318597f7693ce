import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { matchesGlob, readFixedPart } from "../model/glob.ts";
import { findStatus, isBelow, resolveRealPath } from "./links.ts";

/** The source of policies: files by path, relative to the working directory. */
export interface PolicyFiles {
  /** Lists the files that match a glob. */
  readonly list: (glob: string) => Promise<readonly string[]>;
  /** Reads the text of a file; undefined if it cannot be read. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** Opens the files below a directory, relative to the working directory. Nothing outside of it is listed or read. */
export type OpenPolicyFiles = (cwd: string, directory?: string) => Promise<PolicyFiles>;

/** The maximum size of a policy file in bytes. */
export const policyFileLimit = 1024 * 1024;
const entryLimit = 50_000;

/** Opens policy files on disk, with links resolved. */
export async function openPolicyFiles(cwd: string, directory = "."): Promise<PolicyFiles> {
  const base = resolve(cwd);
  const root = resolveRealPath(resolve(cwd, directory));
  const folders = new Map<string, string | undefined>();
  const folderOf = (folder: string) => {
    if (!folders.has(folder)) folders.set(folder, resolveRealPath(folder));
    return folders.get(folder);
  };
  const walks = new Map<string, readonly string[]>();
  const walk = (start: string) => {
    const known = walks.get(start) ?? [...listFilesBelow(base, start)];
    walks.set(start, known);
    return known;
  };
  return {
    list: async (glob) => (root === undefined ? [] : findMatches(root, base, glob, walk)),
    read: async (path) => (root === undefined ? undefined : readInside(root, resolve(base, path), folderOf)),
  };
}

/** Checks whether a folder is skipped unless a glob names it: hidden folders and installed packages. */
export function isPassedBy(folder: string): boolean {
  return folder.startsWith(".") || folder === "node_modules";
}

function findMatches(root: string, base: string, glob: string, walk: (start: string) => readonly string[]): string[] {
  const fixed = readFixedPart(glob);
  const start = resolveRealPath(join(base, fixed));
  if (start === undefined || !isBelow(root, start)) return [];
  return walk(fixed)
    .filter((path) => matchesGlob(path, glob))
    .sort();
}

function* listFilesBelow(base: string, start: string): Generator<string> {
  const waiting = [start];
  let entries = 0;
  for (let folder = waiting.pop(); folder !== undefined && entries < entryLimit; folder = waiting.pop()) {
    for (const entry of readEntries(join(base, folder))) {
      entries += 1;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) yield path;
      else if (!isPassedBy(entry.name)) waiting.push(path);
    }
  }
}

function readEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Reads a file inside the root. Its folder is resolved once for all files in it; a file that is itself a link is resolved separately. */
function readInside(root: string, path: string, folderOf: (folder: string) => string | undefined): string | undefined {
  const folder = folderOf(dirname(path));
  const isLink = findStatus(path)?.isSymbolicLink();
  const real = isLink || folder === undefined ? resolveRealPath(path) : join(folder, basename(path));
  if (real === undefined || !isBelow(root, real)) return undefined;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= policyFileLimit ? readFileSync(descriptor, "utf8") : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
