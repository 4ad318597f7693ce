import { addArgocd } from "../forms/argocd/deployment.ts";
import { addFlux } from "../forms/flux/deployment.ts";
import { addCommands } from "../forms/kubectl/deployment.ts";
import { addKustomize } from "../forms/kustomize/deployment.ts";
import { openTree } from "../forms/kustomize/source-tree.ts";
import type { Deployer, DeploymentGraph } from "../model/deployment.ts";
import type { Drawing } from "../reader/drawing.ts";
import type { Reader } from "../reader/source.ts";

const known = new WeakMap<Reader, DeploymentGraph>();

/** Builds the graph of what deploys what in a repository, from the files alone: Argo CD, Flux, Kustomize, and commands in scripts. */
export function buildDeploymentGraph(reader: Reader): DeploymentGraph {
  const before = known.get(reader);
  if (before) return before;
  const deployers = new Map<string, Deployer>();
  const targets = new Map<string, Set<string>>();
  const open: string[] = [];
  const drawing: Drawing = {
    reader,
    tree: openTree(reader),
    add: (key, deployer) => deployers.set(key, deployer),
    leaveOpen: (path) => open.push(path),
    connect: (key, deployed) => {
      const own = targets.get(key) ?? new Set();
      targets.set(key, own);
      for (const target of deployed) own.add(target);
    },
  };
  addKustomize(drawing);
  addFlux(drawing);
  addArgocd(drawing);
  addCommands(drawing);
  const graph = { deployers, targets, open };
  known.set(reader, graph);
  return graph;
}
