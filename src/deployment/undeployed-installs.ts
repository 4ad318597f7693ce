import { posix } from "node:path";
import { isKustomization } from "../files/file-kind.ts";
import { listKustomizations } from "../forms/kustomize/kustomization.ts";
import { invertTargets } from "../model/deployment.ts";
import { isOutOfUse } from "../model/path-names.ts";
import type { Reader } from "../reader/source.ts";
import { buildDeploymentGraph } from "./graph.ts";
import { findMentioned } from "./mentions.ts";

/** The files with installs that nothing deploys, each with the reason. */
export type UndeployedInstalls = ReadonlyMap<string, string>;

/**
 * Finds the files with installs that a kustomization leaves out while it lists similar ones, and those in directories that are
 * no longer in use. `releases` are the directories of unpacked releases. If no other file would remain, the files may be work in
 * progress, so they are not counted as undeployed.
 */
export function findUndeployedInstalls(files: readonly string[], releases: readonly string[], reader: Reader): UndeployedInstalls {
  const setAside = findFilesOutOfUse(files, new Set(releases));
  const outside = files.filter((file) => !setAside.has(file));
  const leftOut = outside.length > 0 ? findFilesLeftOut(outside, reader) : new Map<string, string>();
  return new Map([...(outside.length > 0 ? setAside : []), ...(leftOut.size < outside.length ? leftOut : [])]);
}

/** Files in vendored or archived directories, and in releases as they are after unpacking. */
function findFilesOutOfUse(files: readonly string[], releases: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const steps = file.split("/").slice(0, -1);
    const index = steps.findIndex((step, at) => isOutOfUse(step) || releases.has(steps.slice(0, at + 1).join("/")));
    if (index === -1) continue;
    const directory = steps.slice(0, index + 1).join("/");
    const what = releases.has(directory) ? "a release of Istio that was unpacked there" : "which by its name is not in use";
    found.set(file, `it lies in \`${directory}/\`, ${what}`);
  }
  return found;
}

/** The directories below the root that contain a release of Istio as it is downloaded. */
export function listUnpackedReleases(reader: Reader): string[] {
  const directories = reader.below("").flatMap((path) => /^(.+)\/manifests\/profiles\/(?:default|ambient)\.yaml$/.exec(path)?.[1] ?? []);
  return [...new Set(directories)].filter((directory) => reader.below(`${directory}/samples/`).length > 0);
}

/** Finds the files that nothing deploys except files that a kustomization leaves out. */
function findFilesLeftOut(files: readonly string[], reader: Reader): Map<string, string> {
  const found = new Map<string, string>();
  const all = listKustomizations(reader);
  if (all.length === 0) return found;
  const graph = buildDeploymentGraph(reader);
  const sources = invertTargets(graph.targets);
  const owners = new Map(all.map(({ file }) => [posix.dirname(file), file]));
  const tops = new Map(files.map((file) => [file, findTops(file, sources)] as const));
  const candidates = [...new Set([...tops.values()].flat())].flatMap((top) => {
    const owner = findOwner(top, owners);
    const isLeftOut = owner !== undefined && hasSibling(top, owner, graph.targets.get(owner) ?? new Set(), reader);
    return isLeftOut ? [[top, owner] as const] : [];
  });
  if (candidates.length === 0) return found;
  const leftOut = new Map(candidates);
  const known = findMentioned([...leftOut.keys()], graph.open, reader, { isRun: true });
  for (const [file, own] of tops) {
    const [owner] = own.flatMap((top) => leftOut.get(top) ?? []);
    if (owner !== undefined && own.every((top) => leftOut.has(top) && !known.has(top)))
      found.set(file, `\`${owner}\` leaves it out, and lists others like it`);
  }
  return found;
}

/** The topmost files that deploy a file: those that no other file deploys. If nothing deploys the file, the file itself. */
function findTops(file: string, sources: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set([file]);
  const tops: string[] = [];
  for (const key of seen) {
    const above = sources.get(key) ?? [];
    if (above.length === 0) tops.push(key);
    for (const source of above) seen.add(source);
  }
  return tops;
}

/**
 * The kustomization in the file's directory or in the nearest directory above it. For a kustomization, the search starts one
 * directory above.
 */
function findOwner(top: string, owners: ReadonlyMap<string, string>): string | undefined {
  let directory = isKustomization(top) ? posix.dirname(posix.dirname(top)) : posix.dirname(top);
  for (; ; directory = posix.dirname(directory)) {
    const owner = owners.get(directory);
    if (owner !== undefined) return owner;
    if (directory === "." || directory === "/") return undefined;
  }
}

/** Checks whether a kustomization names the file in a comment, or lists a file with the same name or kind in a sibling directory. */
function hasSibling(top: string, owner: string, listed: ReadonlySet<string>, reader: Reader): boolean {
  if (listed.size === 0 || listed.has(top)) return false;
  const path = posix.relative(posix.dirname(owner), isKustomization(top) ? posix.dirname(top) : top);
  const text = reader.source(owner)?.text ?? "";
  if (text.split("\n").some((line) => /^\s*#\s*-\s/.test(line) && line.includes(path))) return true;
  const beside = posix.dirname(posix.dirname(top));
  return [...listed].some((other) => posix.basename(other) === posix.basename(top) && posix.dirname(posix.dirname(other)) === beside);
}
