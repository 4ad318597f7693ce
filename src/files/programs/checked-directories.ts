import { type BigIntStats, existsSync, lstatSync, readlinkSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, parse, resolve, sep } from "node:path";

/** The directories to check, by device and inode. No program in them is run, whichever spelling of the path leads there. */
const checked = new Map<string, string>();

/**
 * Marks the working directory, the checked paths in it, and the work trees around them: no program is run from there, and no
 * private folder is created there.
 */
export function markChecked(cwd: string, paths: readonly string[] = []): void {
  for (const path of paths) mark(resolve(cwd, path));
  const working = resolve(cwd);
  // The root is where a container starts; marking it would mark everything.
  if (working !== parse(working).root) mark(working);
}

function mark(path: string): void {
  const identity = identify(path);
  if (identity !== undefined) checked.set(identity, path);
  for (const [directory, around] of listAncestors(resolveLinks(path))) if (isWorkTree(directory)) checked.set(around, directory);
}

/** Counts the marked directories, so that results cached before a change of the count are not reused. */
export function countChecked(): number {
  return checked.size;
}

/** Checks whether a path is in a checked directory, or passes through one by any link on the way. */
export function isChecked(path: string): boolean {
  return followLinks(path).some((place) => listAncestors(place).some(([, identity]) => isMarked(identity)));
}

/** Checks whether the directory with this identity is still the marked one: an inode is reused once its directory is gone. */
function isMarked(identity: string): boolean {
  const directory = checked.get(identity);
  return directory !== undefined && identify(directory) === identity;
}

/** Checks whether a directory is a git work tree. The root of the file system does not count, because it contains everything. */
function isWorkTree(directory: string): boolean {
  return directory !== parse(directory).root && existsSync(join(directory, ".git"));
}

/** A path and the directories above it, each with its identity. */
function listAncestors(path: string): (readonly [path: string, identity: string])[] {
  const steps: (readonly [string, string])[] = [];
  for (let place = path; ; place = dirname(place)) {
    const identity = identify(place);
    if (identity !== undefined) steps.push([place, identity]);
    if (dirname(place) === place) return steps;
  }
}

function resolveLinks(path: string): string {
  return followLinks(path).at(-1) ?? path;
}

const mostLinks = 100;

/**
 * The directory of each link on the way to a path, then the path's real location. If there are too many links, the last item is
 * missing.
 */
function followLinks(path: string): string[] {
  const places: string[] = [];
  const { root } = parse(resolve(path));
  let place = root;
  const steps = resolve(path).slice(root.length).split(sep).reverse();
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const next = step === ".." ? dirname(place) : join(place, step);
    const target = linkTarget(next);
    if (target === undefined) {
      place = next;
      continue;
    }
    if (places.push(dirname(next)) > mostLinks) return places;
    if (isAbsolute(target)) place = parse(target).root;
    steps.push(
      ...target
        .slice(isAbsolute(target) ? parse(target).root.length : 0)
        .split(/[/\\]/)
        .filter(isStep)
        .reverse(),
    );
  }
  return [...places, place];
}

function isStep(step: string): boolean {
  return step !== "" && step !== ".";
}

function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}

function identify(path: string): string | undefined {
  try {
    const { dev, ino }: BigIntStats = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
