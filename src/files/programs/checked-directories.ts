import { type BigIntStats, existsSync, lstatSync, readlinkSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, parse, resolve, sep } from "node:path";

/** Directories that hold what is checked, by device and inode: no program in them is run, however its path is spelt. */
const checked = new Map<string, string>();

/**
 * Marks the working directory, the paths in it that are checked, and the work trees around them: no program is run from
 * there, and no private folder opened.
 */
export function markChecked(cwd: string, paths: readonly string[] = []): void {
  for (const path of paths) mark(resolve(cwd, path));
  const working = resolve(cwd);
  // Where a container starts; everything is below it.
  if (working !== parse(working).root) mark(working);
}

function mark(path: string): void {
  const identity = identify(path);
  if (identity !== undefined) checked.set(identity, path);
  for (const [directory, around] of listAncestors(resolveLinks(path))) if (isWorkTree(directory)) checked.set(around, directory);
}

/** Counts what is marked, so that what was found before can be told from what would be found now. */
export function countChecked(): number {
  return checked.size;
}

/** Whether a path lies in a directory that is checked, or passes through one by any link on the way. */
export function isChecked(path: string): boolean {
  return followLinks(path).some((place) => listAncestors(place).some(([, identity]) => isMarked(identity)));
}

/** An inode is used again once its directory is gone. */
function isMarked(identity: string): boolean {
  const directory = checked.get(identity);
  return directory !== undefined && identify(directory) === identity;
}

/** The root of the file system holds everything, so a repository there rules nothing out. */
function isWorkTree(directory: string): boolean {
  return directory !== parse(directory).root && existsSync(join(directory, ".git"));
}

/** A path and the directories above it, with what identifies them. */
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

/** Where each link on the way to a path lies, and at last where the path leads; without a last place if that is nowhere. */
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
