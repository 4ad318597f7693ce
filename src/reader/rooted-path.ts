import { posix } from "node:path";
import { matchesGlob } from "../model/glob.ts";
import type { Reader } from "./source.ts";

/**
 * Finds the file for a path that a GitOps tool resolves from the root of the repository. The checked directory may be that root,
 * or a directory below or above it, so every directory on the way to the file is tried, from the top.
 */
export function findRootedFile(from: string, path: string, reader: Reader): string | undefined {
  for (const candidate of listPathCandidates(from, path, reader)) if (reader.source(candidate)) return candidate;
  return undefined;
}

/** Finds the directory for such a path, if it contains any files. */
export function findRootedDirectory(from: string, path: string, reader: Reader): string | undefined {
  for (const candidate of listPathCandidates(from, path, reader)) if (reader.below(appendSlash(candidate)).length > 0) return candidate;
  return undefined;
}

/** Returns the directories that may be the root, each as the prefix of the paths in it. */
export function listPossibleRoots(from: string): string[] {
  const steps = from.split("/").slice(0, -1);
  return ["", ...steps.map((_, index) => `${steps.slice(0, index + 1).join("/")}/`)];
}

/** Returns the prefix of the paths in a directory. */
export function appendSlash(directory: string): string {
  const folder = posix.join(directory, "/");
  return folder === "./" ? "" : folder;
}

/** More levels than any real path has. */
const depthLimit = 64;

/** Generated lazily, because most files are found at the top. */
function* listPathCandidates(from: string, path: string, reader: Reader): Generator<string> {
  const relative = path.replace(/^\/+/, "");
  for (let at = 0, depth = 0; at !== -1 && depth < depthLimit; depth++) {
    const candidate = reader.resolve("", `./${from.slice(0, at)}${relative}`);
    if (candidate !== undefined) yield candidate;
    at = from.indexOf("/", at) + 1 || -1;
  }
}

/** Finds the files that match a glob; files in a directory come before files in its subdirectories. */
export function findGlobbedFiles(glob: string, reader: Reader): string[] {
  const fixed = glob.slice(0, glob.search(/[*?]/));
  const paths = reader.below(appendSlash(fixed.slice(0, fixed.lastIndexOf("/") + 1))).filter((path) => matchesGlob(path, glob));
  return paths.sort((one, other) => compareSteps(one.split("/"), other.split("/")));
}

function compareSteps(one: readonly string[], other: readonly string[]): number {
  for (let index = 0; ; index++) {
    const isFile = one.length === index + 1;
    const isOtherFile = other.length === index + 1;
    if (isFile !== isOtherFile) return isFile ? -1 : 1;
    const [step = "", otherStep = ""] = [one[index], other[index]];
    if (step !== otherStep || isFile) return step < otherStep ? -1 : Number(step > otherStep);
  }
}
