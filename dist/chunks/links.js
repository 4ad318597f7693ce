// src/files/links.ts
import { lstatSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
function leadsOut(directory, path) {
  if (!isBelow(resolve(directory), resolve(directory, path))) return false;
  const [real, top] = [resolveRealPath(resolve(directory, path)), resolveRealPath(directory)];
  return real !== void 0 && top !== void 0 && !isBelow(top, real);
}
function isLinked(directory, path) {
  const top = resolve(directory);
  const full = resolve(directory, path);
  if (!isBelow(top, full)) return false;
  for (let place = full; place !== top; place = dirname(place)) {
    if (findStatus(place)?.isSymbolicLink()) return true;
  }
  return false;
}
function findOutwardLinks(root) {
  const directories = /* @__PURE__ */ new Map([["", false]]);
  const isOut = (directory) => {
    const known = directories.get(directory);
    if (known !== void 0) return known;
    const full = `${root}/${directory}`;
    const target = findStatus(full)?.isSymbolicLink() ? resolveRealPath(full) : root;
    const answer = isOut(resolveParent(directory)) || target === void 0 || !isBelow(root, target);
    directories.set(directory, answer);
    return answer;
  };
  return (path) => isOut(resolveParent(path));
}
function resolveParent(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function isBelow(top, path) {
  const way = relative(top, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
function resolveRealPath(path) {
  try {
    return realpathSync(path);
  } catch {
    return void 0;
  }
}
function findStatus(path) {
  try {
    return lstatSync(path);
  } catch {
    return void 0;
  }
}

export {
  leadsOut,
  isLinked,
  findOutwardLinks,
  isBelow,
  resolveRealPath,
  findStatus
};
