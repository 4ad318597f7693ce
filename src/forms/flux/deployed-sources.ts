import { posix } from "node:path";
import { isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import { formatGrouped } from "../../model/grouped.ts";
import type { SourceTree } from "../../reader/drawing.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { type Change, changeSource } from "../kustomize/change.ts";
import { openTree } from "../kustomize/source-tree.ts";
import { buildFluxChange, findFluxDirectory, isFluxKustomization, listFluxKustomizations } from "./kustomization.ts";

/** Limits above what real repositories deploy. They end loops of patches that create new loops. */
const deploymentLimit = 3_000;
const sourceLimit = 100_000;
const depthLimit = 12;

/**
 * Replaces the files that Flux Kustomizations deploy by the result of deploying them: with patches, target namespaces and
 * variables. If several clusters deploy the same files, the returned reader contains them once per cluster.
 */
export function withFlux(reader: Reader): Reader {
  const kustomizations = listFluxKustomizations(reader);
  if (kustomizations.length === 0) return reader;
  const walk: Walk = { reader, tree: openTree(reader), deployed: [], visited: new Set(), reported: new Set(), deployments: 0 };
  for (const root of findRootKustomizations(kustomizations, walk)) deploy(root, chooseRootPath(root, reader), [], walk);
  for (const rest of kustomizations) if (!walk.visited.has(keyKustomization(rest))) deploy(rest, rest.file, [], walk);
  const deployed = selectDeepest(walk.deployed);
  const shared = findSeveralClusters(deployed);
  const changed = deployed.filter(({ change, cluster }) => doesSomething(change) || shared.has(cluster));
  const used = new Set(changed.map(({ source }) => source));
  const made = changed.map(({ source, change, root, cluster }) =>
    changeSource(source, [change], shared.has(cluster) ? root : resolveDeployer(source)),
  );
  return reader.withSources([...reader.sources.filter((source) => !used.has(source)), ...made]);
}

interface Walk {
  readonly reader: Reader;
  readonly tree: SourceTree;
  readonly deployed: Deployed[];
  readonly visited: Set<string>;
  readonly reported: Set<string>;
  deployments: number;
}

/** One source, as deployed by one Flux Kustomization. */
interface Deployed {
  readonly source: Source;
  readonly change: Change;
  /** The deployed directory. If two of them contain each other, the inner one counts. */
  readonly directory: string;
  /** The file of the topmost Kustomization above; its directory (`cluster`) distinguishes clusters. */
  readonly root: string;
  readonly cluster: string;
}

function resolveDeployer(source: Source): string {
  return source.deployer ?? source.path;
}

function keyKustomization({ root, file }: Document): string {
  return "file" in root.origin ? `${root.origin.file}:${root.origin.start}` : file;
}

/** The Kustomizations that nothing deploys except themselves. */
function findRootKustomizations(kustomizations: readonly Document[], { reader, tree }: Walk): Document[] {
  const deployed = new Set<string>();
  const byDirectory = new Map(kustomizations.map((document) => [findFluxDirectory(document, reader), document]));
  for (const [directory, parent] of byDirectory) {
    const below = directory === undefined ? [] : tree.deployed(directory).filter((source) => isOfFlux(source));
    const children = below.flatMap((source) => source.documents(fluxMarker)).filter(isFluxKustomization);
    for (const child of children) if (keyKustomization(child) !== keyKustomization(parent)) deployed.add(keyKustomization(child));
  }
  return kustomizations.filter((document) => !deployed.has(keyKustomization(document)));
}

const fluxMarker = { test: (text: string) => text.includes("fluxcd.io/") };

function isOfFlux(source: Source): boolean {
  return source.words.has("kustomize.toolkit.fluxcd.io/") || source.words.has("fluxcd.controlplane.io/");
}

/**
 * The path that represents a root Kustomization. If the root is inside the directory that it deploys, as `flux bootstrap` writes
 * it, the path is directly in that directory.
 */
function chooseRootPath(root: Document, reader: Reader): string {
  const directory = findFluxDirectory(root, reader);
  return directory && root.file.startsWith(`${directory}/`) ? `${directory}/${posix.basename(root.file)}` : root.file;
}

function deploy(document: Document, root: string, chain: readonly string[], walk: Walk): void {
  const key = keyKustomization(document);
  walk.visited.add(key);
  walk.deployments += 1;
  const directory = findFluxDirectory(document, walk.reader);
  if (directory === undefined || chain.includes(key)) return;
  if (chain.length > depthLimit || walk.deployments > deploymentLimit) {
    reportExcess(document, walk);
    return;
  }
  const change = buildFluxChange(document, root, walk.reader);
  for (const source of walk.tree.deployed(directory)) {
    if (walk.deployed.length > sourceLimit) {
      reportExcess(document, walk);
      return;
    }
    walk.deployed.push({ source, change, directory, root, cluster: posix.dirname(root) });
    if (!isOfFlux(source)) continue;
    const children = changeSource(source, [change], source.path).documents(fluxMarker).filter(isFluxKustomization);
    for (const child of children) deploy({ ...child, file: resolveDeployer(source) }, root, [...chain, key], walk);
  }
}

/** Reports, once per file, that a Kustomization deploys more than is followed. */
function reportExcess({ root, file }: Document, { reader, reported }: Walk): void {
  const place = isPlace(root.origin) ? root.origin : { file, start: 0, end: 0 };
  if (reported.has(place.file)) return;
  reported.add(place.file);
  const message = `Flux Kustomizations deploy each other more than ${depthLimit} deep, more than ${formatGrouped(deploymentLimit)} times, or more than ${formatGrouped(sourceLimit)} files; what this one deploys is read as if Flux changed nothing.`;
  reader.problem({ code: "flux-limit", message, place: { ...place, end: place.start } });
}

/**
 * Keeps the innermost deployment of each file in a cluster: two Kustomizations can deploy the same file when one's directory
 * contains the other's.
 */
function selectDeepest(deployed: readonly Deployed[]): Deployed[] {
  const deepest = new Map<string, Map<Source, number>>();
  for (const { source, directory, cluster } of deployed) {
    const ofCluster = deepest.get(cluster) ?? new Map<Source, number>();
    ofCluster.set(source, Math.max(ofCluster.get(source) ?? 0, directory.length));
    deepest.set(cluster, ofCluster);
  }
  return deployed.filter(({ source, directory, cluster }) => deepest.get(cluster)?.get(source) === directory.length);
}

/**
 * The clusters, if there are several. Roots in different directories belong to different clusters; with only one cluster, all
 * files belong to it.
 */
function findSeveralClusters(deployed: readonly Deployed[]): ReadonlySet<string> {
  const clusters = new Set(deployed.map(({ cluster }) => cluster));
  return clusters.size > 1 ? clusters : new Set();
}

function doesSomething({ patches, namespace, fillFor }: Change): boolean {
  return patches.length > 0 || namespace !== undefined || fillFor !== undefined;
}
