import type { Deployer, DeploymentGraph } from "../model/deployment.ts";
import type { DeploymentTree } from "../model/deployment-tree.ts";

/** The trees of one cluster, built from the leaves upwards. */
export interface Chains {
  readonly trees: DeploymentTree[];
  readonly loose: DeploymentTree[];
  /** Checks whether the key is a deployer or has one. */
  readonly isKnown: (key: string) => boolean;
  /** Adds a leaf below its deployer; `through` selects the file to pass through if several paths lead up. */
  readonly add: (leaf: DeploymentTree, key: string, through: string | undefined) => void;
  readonly addTo: (leaf: DeploymentTree, deployer: Deployer) => void;
}

interface Node extends DeploymentTree {
  readonly children: DeploymentTree[];
}

/** More paths than any honest repository has from a file to its deployers. */
const searchLimit = 2_000;

/** Starts building the trees of a cluster. */
export function openChains(graph: DeploymentGraph, sources: ReadonlyMap<string, readonly string[]>): Chains {
  const trees: DeploymentTree[] = [];
  const loose: DeploymentTree[] = [];
  const nodes = new Map<string, Node>();
  const isKnown = (key: string) => graph.deployers.has(key) || sources.has(key);

  /** Makes the nodes for a chain of keys from the leaf upwards. Files that are no deployers have no node. */
  const grow = (chain: readonly string[]): Node | undefined => {
    let lower: Node | undefined;
    let first: Node | undefined;
    for (const key of chain) {
      const deployer = graph.deployers.get(key);
      if (!deployer) continue;
      const before = nodes.get(key);
      const node = before ?? describeDeployer(deployer);
      nodes.set(key, node);
      first ??= node;
      if (lower) node.children.push(lower);
      if (before) return first;
      lower = node;
    }
    if (lower) trees.push(lower);
    return first;
  };

  return {
    trees,
    loose,
    isKnown,
    add: (leaf, key, through) => {
      const node = grow(findChain(key, through, sources));
      (node ? node.children : loose).push(leaf);
    },
    addTo: (leaf, deployer) => {
      const key = `${deployer.kind} ${deployer.name}`;
      const before = nodes.get(key);
      const node = before ?? describeDeployer(deployer);
      nodes.set(key, node);
      if (!before) trees.push(node);
      node.children.push(leaf);
    },
  };
}

function describeDeployer({ kind, name, place }: Deployer): Node {
  return { kind, name, file: place.file, line: undefined, children: [] };
}

/** Finds the shortest path up through a file, then on to something without a deployer. */
function findChain(key: string, through: string | undefined, sources: ReadonlyMap<string, readonly string[]>): string[] {
  const first = through === undefined || through === key ? undefined : findWayUp(key, (found) => found === through, through, sources);
  if (!first) return findWayUp(key, (found) => !sources.has(found), through ?? key, sources) ?? findLoop(key, sources);
  const rest = findWayUp(through ?? key, (found) => !sources.has(found), through ?? key, sources) ?? findLoop(through ?? key, sources);
  const seen = new Set(first);
  return [...first, ...rest.filter((found) => !seen.has(found))];
}

/** Finds a path if everything has a deployer, as when Flux deploys its own Kustomization: it ends before it would repeat a key. */
function findLoop(key: string, sources: ReadonlyMap<string, readonly string[]>): string[] {
  const chain = new Set<string>();
  for (let at: string | undefined = key; at !== undefined && !chain.has(at); at = sources.get(at)?.find((source) => !chain.has(source))) {
    chain.add(at);
  }
  return [...chain];
}

function findWayUp(
  key: string,
  isEnd: (key: string) => boolean,
  near: string,
  sources: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const below = new Map<string, string | undefined>([[key, undefined]]);
  for (const at of below.keys()) {
    if (isEnd(at)) return traceWayTo(at, below);
    if (below.size > searchLimit) return undefined;
    for (const source of sortNearestFirst(sources.get(at) ?? [], near)) if (!below.has(source)) below.set(source, at);
  }
  return undefined;
}

function traceWayTo(end: string, below: ReadonlyMap<string, string | undefined>): string[] {
  const way: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = below.get(at)) way.push(at);
  return way.reverse();
}

/** Sorts several deployers of the same target: those whose paths begin like that of the cluster's file come first. */
function sortNearestFirst(keys: readonly string[], near: string): readonly string[] {
  if (keys.length < 2) return keys;
  return [...keys].sort((one, other) => countCommonCharacters(other, near) - countCommonCharacters(one, near));
}

function countCommonCharacters(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
