import { lstatSync, realpathSync } from "node:fs";
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
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  }
  return false;
}

function isBelow(top: string, path: string): boolean {
  const way = relative(top, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
