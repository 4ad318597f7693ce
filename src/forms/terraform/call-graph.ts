import { isTerraform } from "../../files/file-kind.ts";
import type { Reader, Source } from "../../reader/source.ts";

/** The directories of a repository in which Terraform is run, and the directories that they call. */
export interface CallGraph {
  /** Directories that are relevant and that no other directory calls; each is `""` or ends with a slash. */
  readonly roots: readonly string[];
  /** Checks whether a directory, or one that it calls, contains something relevant. */
  readonly matters: (directory: string) => boolean;
}

/** Words of which a directory with installs contains at least one. */
export const releaseMarkers: readonly string[] = [
  ...["helm_release", "aws_eks_addon", "kubectl_manifest", "kubernetes_manifest", "kubernetes_resource_quota", "local-exec"],
  ...["eks-blueprints-addon", "terraform-aws-modules/eks/aws", "argocd_application"],
];

/** A word that every file with a module call contains. */
export const moduleMarker = 'module "';

/** Matches the names of relevant components. */
const subject = /istio|ztunnel|cilium|tigera|calico|vpc-cni|aws-node/i;

/** Finds root modules by text alone: most Terraform installs nothing relevant and need not be parsed. */
export function findRootModules(reader: Reader): CallGraph {
  const sources = reader.sources.filter(({ path }) => isTerraform(path));
  const releasing = new Set(sources.filter(hasRelease).map(({ path }) => resolveModuleDirectory(path)));
  if (releasing.size === 0) return { roots: [], matters: () => false };
  const callers = indexCallers(sources, reader);
  const mattering = collectReachable([...releasing], callers);
  const uncalled = [...mattering].filter((directory) => (callers.get(directory)?.size ?? 0) === 0);
  const called = invertCallers(callers);
  const roots = uncalled.filter((root) => [...collectReachable([root], called)].some((directory) => mentionsSubject(directory, reader)));
  return { roots: roots.sort(), matters: (directory) => mattering.has(directory) };
}

/** The files directly in a directory. */
export function listFilesIn(directory: string, reader: Reader): readonly string[] {
  return reader.below(directory).filter((path) => !path.slice(directory.length).includes("/"));
}

export function resolveModuleDirectory(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The directory of a local module, by the address in the call. */
export function findLocalModule(file: string, address: string, reader: Pick<Reader, "resolve">): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(address)) return undefined;
  const inside = reader.resolve(file, `${address}/main.tf`);
  return inside === undefined ? undefined : resolveModuleDirectory(inside);
}

function hasRelease({ words }: Source): boolean {
  return releaseMarkers.some((marker) => words.has(marker));
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

function indexCallers(sources: readonly Source[], reader: Reader): Edges {
  const callers = new Map<string, Set<string>>();
  for (const { path, words, text } of sources) {
    if (!words.has(moduleMarker)) continue;
    for (const [, address] of text.matchAll(/^[ \t]*source[ \t]*=[ \t]*"(\.[^"\n]{0,400})"/gm)) {
      const directory = findLocalModule(path, address ?? "", reader);
      const caller = resolveModuleDirectory(path);
      if (directory === undefined || directory === caller) continue;
      const known = callers.get(directory) ?? new Set();
      callers.set(directory, known.add(caller));
    }
  }
  return callers;
}

function invertCallers(callers: Edges): Edges {
  const callees = new Map<string, Set<string>>();
  for (const [directory, own] of callers) {
    for (const caller of own) callees.set(caller, (callees.get(caller) ?? new Set()).add(directory));
  }
  return callees;
}

/** The given directories and everything that is reachable from them. */
function collectReachable(start: readonly string[], edges: Edges): Set<string> {
  const found = new Set<string>();
  const waiting = [...start];
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    if (found.has(directory)) continue;
    found.add(directory);
    waiting.push(...(edges.get(directory) ?? []));
  }
  return found;
}

function mentionsSubject(directory: string, reader: Reader): boolean {
  const files = listFilesIn(directory, reader).filter((path) => isTerraform(path) || path.endsWith(".tfvars"));
  return files.some((path) => subject.test(reader.source(path)?.text ?? ""));
}
