import { existsSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { findDirectory } from "../files/repository.ts";
import type { Cluster } from "../model/cluster.ts";
import { isPlace } from "../model/cursor.ts";
import type { Finding, Problem } from "../model/finding.ts";
import { nearestName } from "../model/nearest-name.ts";
import { UsageError } from "../model/usage-error.ts";

/** The files that are read, and those that are reported on. */
export interface PathScope {
  /** The directories or files to read: the given ones or the working directory. */
  readonly roots: readonly string[];
  /** Checks whether findings in a file are reported. */
  readonly isReported: (file: string) => boolean;
}

/**
 * Finds what to read for the paths of a command line. For paths inside a repository that is the whole repository, because a part
 * can be understood only together with the rest. Paths elsewhere are read by themselves.
 */
export function resolvePathScope(cwd: string, paths: readonly string[] = []): PathScope {
  if (paths.length === 0) return { roots: ["."], isReported: () => true };
  const found = paths.map((path) => ({ path, root: resolveRoot(cwd, path) }));
  const within = found.map(({ path }) => relative(resolve(cwd), resolve(cwd, path)).split(sep).join("/"));
  return {
    roots: [...new Set(found.map(({ root }) => root))],
    isReported: (file) => within.some((path) => path === "" || file === path || file.startsWith(`${path}/`)),
  };
}

/** The working directory, for a path in the same repository; else the path itself. */
function resolveRoot(cwd: string, path: string): string {
  findDirectory(cwd, path);
  const way = posix.normalize(relative(resolve(cwd), resolve(cwd, path)).split(sep).join("/") || ".");
  if (way === "." || way.startsWith("..")) return path;
  for (let directory = resolve(cwd, way); directory !== resolve(cwd); directory = dirname(directory)) {
    if (existsSync(join(directory, ".git"))) return path;
  }
  return isInRepository(resolve(cwd)) ? "." : path;
}

function isInRepository(directory: string): boolean {
  if (existsSync(join(directory, ".git"))) return true;
  return directory !== dirname(directory) && isInRepository(dirname(directory));
}

/** Selects clusters by name; if none exists of that name, a `UsageError` suggests the closest one. */
export function selectClusters(clusters: readonly Cluster[], name: string | undefined): readonly Cluster[] {
  if (name === undefined) return clusters;
  const found = clusters.filter(({ document }) => document.name === name);
  if (found.length > 0) return found;
  const names = [...new Set(clusters.map(({ document }) => document.name))];
  const nearest = nearestName(name, names) ?? names.find((other) => other.includes(name) || name.includes(other));
  const known = names.length === 0 ? "nothing is installed here" : `the clusters are ${names.slice(0, 10).join(", ")}`;
  throw new UsageError(`No cluster has the name ${JSON.stringify(name)}; ${nearest === undefined ? known : `did you mean ${nearest}?`}`);
}

/** Checks whether any install of a cluster is in the files that are reported on. */
export function isClusterReported({ document, drafts }: Cluster, { isReported }: PathScope): boolean {
  return document.installs.some(({ file }) => isReported(file)) || drafts.some(({ scope }) => isReported(scope.file));
}

/** The values files of installs in the reported files: findings in them are reported too. */
export function listNamedFiles(clusters: readonly Cluster[], { isReported }: PathScope): ReadonlySet<string> {
  const drafts = clusters.flatMap((cluster) =>
    cluster.drafts.filter(({ scope, place }) => isReported(scope.file) || isReported(place.file)),
  );
  return new Set(drafts.flatMap(({ layers }) => layers.flatMap(({ values }) => (isPlace(values.origin) ? values.origin.file : []))));
}

/**
 * Checks whether a finding is reported: it is in one of the files or in one of their values files, or its fix edits one of the
 * files.
 */
export function isFindingReported({ location, fix }: Finding, { isReported }: PathScope, named: ReadonlySet<string>): boolean {
  return isReported(location.file) || named.has(location.file) || (fix?.edits.some(({ file }) => isReported(file)) ?? false);
}

/** Checks whether a problem is reported: it is in one of the files, or has no place. */
export function isProblemReported({ place }: Problem, { isReported }: PathScope): boolean {
  return place === undefined || isReported(place.file);
}
