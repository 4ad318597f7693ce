import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";

/** Checks whether a path below a directory really leads outside of it, through a link in the repository. */
export function leadsOut(directory: string, path: string): boolean {
  if (!isBelow(resolve(directory), resolve(directory, path))) return false;
  const [real, top] = [resolveRealPath(resolve(directory, path)), resolveRealPath(directory)];
  return real !== undefined && top !== undefined && !isBelow(top, real);
}

/** Checks whether a link is on the way from a directory to a path in it. A file written there would end up at the link's target. */
export function isLinked(directory: string, path: string): boolean {
  const top = resolve(directory);
  const full = resolve(directory, path);
  if (!isBelow(top, full)) return false;
  for (let place = full; place !== top; place = dirname(place)) {
    if (findStatus(place)?.isSymbolicLink()) return true;
  }
  return false;
}

/**
 * Returns a function that checks whether a link on the way to a path below the root leads out of it: git still lists tracked
 * files of a directory after it has been replaced by a link. Each directory is checked once.
 */
export function findOutwardLinks(root: string): (path: string) => boolean {
  const directories = new Map([["", false]]);
  const isOut = (directory: string): boolean => {
    const known = directories.get(directory);
    if (known !== undefined) return known;
    const full = `${root}/${directory}`;
    const target = findStatus(full)?.isSymbolicLink() ? resolveRealPath(full) : root;
    const answer = isOut(resolveParent(directory)) || target === undefined || !isBelow(root, target);
    directories.set(directory, answer);
    return answer;
  };
  return (path) => isOut(resolveParent(path));
}

function resolveParent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Checks whether a path is a directory or something in it, comparing both as written. */
export function isBelow(top: string, path: string): boolean {
  const way = relative(top, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path with all links resolved; undefined if there is nothing at it. */
export function resolveRealPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The status of the entry at a path, without following a final link; undefined if nothing exists there, or nothing can, for
 * example below a file or with too long a name.
 */
export function findStatus(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
