import type { Cluster, Resource } from "../model/cluster.ts";
import { type Deployer, type DeploymentGraph, formatObjectKey, invertTargets } from "../model/deployment.ts";
import type { ClusterDeployments, DeploymentTree } from "../model/deployment-tree.ts";
import type { Draft, FormId, Install } from "../model/install.ts";
import { type Chains, openChains } from "./chains.ts";

/** Lists the deployers of the installs and resources of each cluster, as trees. */
export function listDeployments(clusters: readonly Cluster[], graph: DeploymentGraph): ClusterDeployments[] {
  const sources = invertTargets(graph.targets);
  const objects = indexObjectsByFile(graph);
  return clusters.map((cluster) => buildDeployments(cluster, { graph, sources, objects }));
}

interface DeploymentContext {
  readonly graph: DeploymentGraph;
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** The offsets of the objects that deploy something, by file, in order. */
  readonly objects: ReadonlyMap<string, readonly number[]>;
}

function buildDeployments({ document, drafts, resources }: Cluster, { graph, sources, objects }: DeploymentContext): ClusterDeployments {
  const chains = openChains(graph, sources);
  for (const [index, install] of document.installs.entries()) {
    const draft = drafts[index];
    if (draft) hang(installLeaf(install), findDraftKeys(draft, objects), findOwnDeployer(draft), chains);
  }
  for (const [index, resource] of document.resources.entries()) {
    const found = resources[index];
    const files = found ? [found.place.file, ...(found.deployer === undefined ? [] : [found.deployer])] : [resource.file];
    hang(buildResourceLeaf(resource), files, found?.script ? createScriptDeployer(resource.file) : undefined, chains);
  }
  return { cluster: document, trees: chains.trees, loose: chains.loose, undeployed: (document.undeployed ?? []).map(buildResourceLeaf) };
}

/** Adds a leaf below the deployer of its file, or below its own deployer. */
function hang(leaf: DeploymentTree, files: readonly string[], own: Deployer | undefined, chains: Chains): void {
  const [first = "", ...others] = files;
  if (chains.isKnown(first)) chains.add(leaf, first, others.at(-1));
  else if (own) chains.addTo(leaf, own);
  else {
    const known = others.find((file) => chains.isKnown(file));
    if (known === undefined) chains.loose.push(leaf);
    else chains.add(leaf, known, undefined);
  }
}

/** The keys of an install: the innermost object or file that contains it, and the file that it counts for. */
function findDraftKeys({ place, scope, form }: Draft, objects: DeploymentContext["objects"]): string[] {
  const isOfArgocd = form === "argocd-application" || form === "argocd-applicationset";
  const start = isOfArgocd ? objects.get(place.file)?.findLast((candidate) => candidate <= place.start) : undefined;
  return [start === undefined ? place.file : formatObjectKey({ ...place, start }), scope.file];
}

/** The deployer that an install has by itself, without a deployer of its file. */
function findOwnDeployer({ form, scope }: Draft): Deployer | undefined {
  const place = { file: scope.file, start: 0, end: 0 };
  if (scope.script) return createScriptDeployer(scope.file);
  const kinds: Partial<Readonly<Record<FormId, Deployer["kind"]>>> = {
    "terraform-helm-release": "terraform",
    helmfile: "helmfile",
    skaffold: "script",
    "umbrella-chart": "chart",
  };
  const kind = kinds[form];
  if (kind === undefined) return undefined;
  const directory = scope.file.slice(0, Math.max(0, scope.file.lastIndexOf("/"))) || ".";
  return { kind, name: kind === "terraform" || kind === "chart" ? directory : scope.file, place };
}

function createScriptDeployer(file: string): Deployer {
  return { kind: "script", name: file, place: { file, start: 0, end: 0 } };
}

function installLeaf({ component, version, file, line }: Install): DeploymentTree {
  return { kind: "install", name: version === null ? component : `${component} ${version}`, file, line, children: [] };
}

function buildResourceLeaf({ kind, name, namespace, file, line }: Resource): DeploymentTree {
  const where = namespace === null ? "" : ` in ${namespace}`;
  return { kind: "resource", name: `${kind}${name === "" ? "" : ` ${name}`}${where}`, file, line, children: [] };
}

function indexObjectsByFile({ deployers }: DeploymentGraph): Map<string, number[]> {
  const objects = new Map<string, number[]>();
  for (const [key, { place }] of deployers) {
    if (key !== formatObjectKey(place)) continue;
    const own = objects.get(place.file);
    if (own) own.push(place.start);
    else objects.set(place.file, [place.start]);
  }
  for (const starts of objects.values()) starts.sort((one, other) => one - other);
  return objects;
}
