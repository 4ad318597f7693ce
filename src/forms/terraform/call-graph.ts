import { isTerraform } from "../../files/file-kind.ts";
import type { Reader, Source } from "../../reader/source.ts";

/** The directories of a repository that Terraform deploys from, and those that they call. */
export interface CallGraph {
  /** Directories that nobody calls and that lead to something of interest; each `""` or with a slash at its end. */
  readonly roots: readonly string[];
  /** Whether a directory, or one that it calls, holds something of interest. */
  readonly matters: (directory: string) => boolean;
}

/** Words of which a directory that installs something has one. */
export const releaseMarkers: readonly string[] = [
  ...["helm_release", "aws_eks_addon", "kubectl_manifest", "kubernetes_manifest", "kubernetes_resource_quota", "local-exec"],
  ...["eks-blueprints-addon", "terraform-aws-modules/eks/aws", "argocd_application"],
];

/** A word of which a file that calls a module has one. */
export const moduleMarker = 'module "';

/** What the installs that we look for are called, wherever they say so. */
const subject = /istio|ztunnel|cilium|tigera|calico|vpc-cni|aws-node/i;

/** Finds root modules by text alone: most Terraform installs nothing that concerns us, and need not be parsed. */
export function findRootModules(reader: Reader): CallGraph {
  const sources = reader.sources.filter(({ path }) => isTerraform(path));
  const releasing = new Set(sources.filter(hasRelease).map(({ path }) => resolveModuleDirectory(path)));
  if (releasing.size === 0) return { roots: [], matters: () => false };
  const callers = indexCallers(sources, reader);
  const mattering = reaching([...releasing], callers);
  const uncalled = [...mattering].filter((directory) => (callers.get(directory)?.size ?? 0) === 0);
  const called = invertCallers(callers);
  const roots = uncalled.filter((root) => [...reaching([root], called)].some((directory) => mentionsSubject(directory, reader)));
  return { roots: roots.sort(), matters: (directory) => mattering.has(directory) };
}

/** The files that lie in a directory itself. */
export function filesIn(directory: string, reader: Reader): readonly string[] {
  return reader.below(directory).filter((path) => !path.slice(directory.length).includes("/"));
}

export function resolveModuleDirectory(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The directory of a local module, by the address that a file calls it by. */
export function localModule(file: string, address: string, reader: Pick<Reader, "resolve">): string | undefined {
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
      const directory = localModule(path, address ?? "", reader);
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

/** Some directories and all that edges lead to from there. */
function reaching(start: readonly string[], edges: Edges): Set<string> {
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
  const files = filesIn(directory, reader).filter((path) => isTerraform(path) || path.endsWith(".tfvars"));
  return files.some((path) => subject.test(reader.source(path)?.text ?? ""));
}
