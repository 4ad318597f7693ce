import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";

/** Whether a path that lies in a directory as it is written lies elsewhere: the files of a repository may be links. */
export function leadsOut(directory: string, path: string): boolean {
  if (!isBelow(resolve(directory), resolve(directory, path))) return false;
  const [real, top] = [realPath(resolve(directory, path)), realPath(directory)];
  return real !== undefined && top !== undefined && !isBelow(top, real);
}

/** Whether a link is on the way from a directory to a path in it: what is written there would end up where the link says. */
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
 * Tells of paths below a root whether a link on the way to them leads out of it, because git still lists what it tracks in a
 * directory that has become one; each directory is looked at once.
 */
export function outwardLinks(root: string): (path: string) => boolean {
  const directories = new Map([["", false]]);
  const isOut = (directory: string): boolean => {
    const known = directories.get(directory);
    if (known !== undefined) return known;
    const full = `${root}/${directory}`;
    const target = findStatus(full)?.isSymbolicLink() ? realPath(full) : root;
    const answer = isOut(resolveParent(directory)) || target === undefined || !isBelow(root, target);
    directories.set(directory, answer);
    return answer;
  };
  return (path) => isOut(resolveParent(path));
}

function resolveParent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Whether a path is a directory's own, or of something in it; both as they are written. */
export function isBelow(top: string, path: string): boolean {
  const way = relative(top, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Where a path leads by all links; undefined where nothing is there. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The status of what is at a path, a link's own; undefined where nothing is there or can be: below a file, or with too long a name. */
export function findStatus(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
