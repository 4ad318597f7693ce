import type { Place } from "./location.ts";

export type DeployerKind =
  | "argocd-application"
  | "argocd-applicationset"
  | "flux-kustomization"
  | "kustomization"
  | "kustomize-component"
  | "chart"
  | "script"
  | "helmfile"
  | "terraform"
  | "manifest";

/** Something that deploys other things: an Application, a kustomization, a script. */
export interface Deployer {
  readonly kind: DeployerKind;
  /** The name shown to the user: the name of an object, else the file or directory. */
  readonly name: string;
  readonly place: Place;
}

/**
 * The graph of deployers and their targets. The key of a file is its path; the key of an object inside a file is the path and the
 * offset of the object. The contents of a file are deployed with the file.
 */
export interface DeploymentGraph {
  readonly deployers: ReadonlyMap<string, Deployer>;
  /** The targets of each deployer: other deployers, or plain files. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Deployed paths, as written, that are known only at deployment. */
  readonly open: readonly string[];
}

/** A call from a part of one file to a part of another. A part is undefined if the file has only one, or if any of them may run. */
export interface ScriptCall {
  readonly from: string;
  readonly fromUnit: string | undefined;
  readonly to: string;
  readonly toUnit: string | undefined;
  /** Set where a document names both to be run one after the other. */
  readonly isSequence?: boolean;
}

/** The graph key of an object inside a file. */
export function formatObjectKey({ file, start }: Place): string {
  return `${file}#${start}`;
}

/** Collects everything that the given deployers deploy, directly or indirectly, including themselves. */
export function collectReached(starts: Iterable<string>, targets: DeploymentGraph["targets"]): Set<string> {
  const reached = new Set(starts);
  for (const key of reached) for (const target of targets.get(key) ?? []) reached.add(target);
  return reached;
}

/** Inverts the graph: finds the deployers of each target, except the target itself. */
export function invertTargets(targets: DeploymentGraph["targets"]): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const [key, own] of targets) {
    for (const target of own) {
      if (target === key) continue;
      const others = sources.get(target);
      if (others) others.push(key);
      else sources.set(target, [key]);
    }
  }
  return sources;
}
