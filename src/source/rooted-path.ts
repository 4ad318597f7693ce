import { posix } from "node:path";
import { matchesGlob } from "../model/glob.ts";
import type { Reader } from "./source.ts";

/**
 * Paths that a GitOps tool resolves from the root of the repository. What is checked may be that root, a directory below
 * it or one above, so that every directory on the way to the file is tried, from the top.
 */
export function rootedFile(from: string, path: string, reader: Reader): string | undefined {
  return candidates(from, path, reader).find((candidate) => reader.source(candidate));
}

/** The same for a directory that has any files. */
export function rootedDirectory(from: string, path: string, reader: Reader): string | undefined {
  return candidates(from, path, reader).find((candidate) => reader.below(folderOf(candidate)).length > 0);
}

/** The directories that may be the root, each as what paths below it start with. */
export function possibleRoots(from: string): string[] {
  const steps = from.split("/").slice(0, -1);
  return ["", ...steps.map((_, index) => `${steps.slice(0, index + 1).join("/")}/`)];
}

/** What paths in a directory start with. */
export function folderOf(directory: string): string {
  const folder = posix.join(directory, "/");
  return folder === "./" ? "" : folder;
}

/** Deeper than any path leads. */
const depthLimit = 64;

function candidates(from: string, path: string, reader: Reader): string[] {
  const roots = possibleRoots(from).slice(0, depthLimit);
  return roots.flatMap((root) => reader.resolve("", `./${root}${path.replace(/^\/+/, "")}`) ?? []);
}

/** The files that a glob names; those of a directory before those of the directories below it. */
export function globbedFiles(glob: string, reader: Reader): string[] {
  const fixed = glob.slice(0, glob.search(/[*?]/));
  const paths = reader.below(folderOf(fixed.slice(0, fixed.lastIndexOf("/") + 1))).filter((path) => matchesGlob(path, glob));
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
