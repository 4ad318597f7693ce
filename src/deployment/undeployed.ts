import { posix } from "node:path";
import { isKustomization } from "../files/file-kind.ts";
import { listKustomizations } from "../forms/kustomize/kustomization.ts";
import { listScalars } from "../model/cursor.ts";
import { collectReached, type DeploymentGraph, invertTargets } from "../model/deployment.ts";
import type { Document } from "../model/document.ts";
import { isThrowaway } from "../model/throwaway.ts";
import type { Reader } from "../reader/source.ts";
import { buildDeploymentGraph } from "./graph.ts";
import { findMentioned } from "./mentions.ts";

/**
 * Finds which of the given files are certainly not deployed. This is certain only where Kustomize decides what is deployed: for
 * kustomizations that nothing refers to while something refers to others beside them, and for files that a kustomization leaves
 * out while it lists others beside them. A file that some text may deploy in another way counts as deployed.
 */
export function findUndeployedFiles(
  files: readonly string[],
  holdsInstall: (file: string) => boolean,
  reader: Reader,
): ReadonlySet<string> {
  const all = listKustomizations(reader);
  if (all.length === 0 || files.length === 0) return new Set();
  const graph = buildDeploymentGraph(reader);
  const survey: Survey = { graph, sources: invertTargets(graph.targets), holdsInstall };
  const idle = findIdleFiles(all, files, survey);
  const left = listLeftOut(all, files, survey, reader);
  if (idle.size === 0 && left.length === 0) return new Set();
  const candidates = [...new Set([...idle.values()].flat()), ...left];
  const known = findMentioned(candidates, graph.open, reader);
  const isIdle = (roots: readonly string[]) => roots.every((root) => !known.has(root));
  return new Set([...[...idle].flatMap(([file, roots]) => (isIdle(roots) ? file : [])), ...left.filter((file) => !known.has(file))]);
}

/** Finds which of the given overlays are certainly not deployed: nothing refers to them, but something refers to others beside them. */
export function findUndeployedOverlays(files: readonly string[], reader: Reader): ReadonlySet<string> {
  if (files.length === 0) return new Set();
  const graph = buildDeploymentGraph(reader);
  const idle = new Set(findIdleRoots(listKustomizations(reader), invertTargets(graph.targets)));
  const candidates = files.filter((file) => idle.has(file));
  const known = findMentioned(candidates, graph.open, reader, { isRun: true });
  return new Set(candidates.filter((file) => !known.has(file)));
}

interface Survey {
  readonly graph: DeploymentGraph;
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly holdsInstall: (file: string) => boolean;
}

/** The files that are deployed only by kustomizations that nothing refers to, each with these kustomizations. */
function findIdleFiles(all: readonly Document[], files: readonly string[], survey: Survey): Map<string, string[]> {
  const { graph, sources, holdsInstall } = survey;
  const roots = findIdleRoots(all, sources).filter((root) => ![...collectReached([root], graph.targets)].some(holdsInstall));
  const below = collectReached(roots, graph.targets);
  const others = new Set([...graph.targets.keys()].filter((key) => !below.has(key)));
  const deployed = collectReached(others, graph.targets);
  const wanted = new Set(files.filter((file) => below.has(file) && !deployed.has(file)));
  const found = new Map<string, string[]>();
  if (wanted.size === 0) return found;
  for (const root of roots) {
    for (const file of collectReached([root], graph.targets)) if (wanted.has(file)) found.set(file, [...(found.get(file) ?? []), root]);
  }
  return found;
}

/**
 * Kustomizations that nothing refers to while something refers to others in the same parent directory. For components, the
 * second condition does not apply.
 */
function findIdleRoots(all: readonly Document[], sources: Survey["sources"]): string[] {
  const referred = new Set<string>();
  for (const { file } of all) if (sources.get(file)?.some((source) => !isThrowaway(source))) referred.add(getNeighbourhood(file));
  return all
    .filter(({ file, kind }) => !sources.has(file) && (kind === "Component" || referred.has(getNeighbourhood(file))))
    .map(({ file }) => file);
}

/** The parent of a kustomization's directory. */
function getNeighbourhood(file: string): string {
  const directory = posix.dirname(file);
  return directory === "." ? ".." : posix.dirname(directory);
}

/** Files beside a kustomization, or beside the files that it lists, that it leaves out. */
function listLeftOut(all: readonly Document[], files: readonly string[], survey: Survey, reader: Reader): string[] {
  const { graph, sources, holdsInstall } = survey;
  const governed = new Set<string>();
  for (const { file, kind } of all) {
    const targets = graph.targets.get(file) ?? new Set<string>();
    // If no file shows what runs the kustomization, its installs are evidence that something does.
    const isRun = sources.has(file) || [...collectReached([file], graph.targets)].some(holdsInstall);
    if (!isRun || kind === "Component") continue;
    governed.add(posix.dirname(file));
    for (const target of targets) if (!isKustomization(target)) governed.add(posix.dirname(target));
  }
  const candidates = files.filter((file) => !sources.has(file) && !holdsInstall(file) && governed.has(posix.dirname(file)));
  if (candidates.length === 0) return [];
  const named = collectNamedFiles(all, reader);
  return candidates.filter((file) => !named.has(file) && !isKustomization(file));
}

/** The files that kustomizations name in any way, for example as patches. */
function collectNamedFiles(all: readonly Document[], reader: Reader): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { root, file } of all) {
    for (const { value } of listScalars(root)) {
      if (typeof value !== "string" || value.length > longestPath) continue;
      const path = reader.resolve(file, value.replace(/^[\w.-]+=/, ""));
      if (path !== undefined) named.add(path);
    }
  }
  return named;
}

const longestPath = 1024;
