import { posix } from "node:path";
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
