import { posix } from "node:path";
import { isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { SourceTree } from "../../reader/drawing.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { grouped } from "../../syntax/yaml/yaml-limit.ts";
import { type Change, deployedSource } from "../kustomize/change.ts";
import { openTree } from "../kustomize/source-tree.ts";
import { fluxChange, fluxDirectory, fluxKustomizations, isFluxKustomization } from "./kustomization.ts";

/** More than any honest repository deploys; a loop of patches that make new loops ends here. */
const deploymentLimit = 3_000;
const sourceLimit = 100_000;
const depthLimit = 12;

/**
 * Replaces files that Flux Kustomizations deploy by what these make of them: patches, target namespaces and variables.
 * Where several clusters deploy the same files, the reader that results has them once for each.
 */
export function withFlux(reader: Reader): Reader {
  const kustomizations = fluxKustomizations(reader);
  if (kustomizations.length === 0) return reader;
  const walk: Walk = { reader, tree: openTree(reader), deployed: [], visited: new Set(), reported: new Set(), deployments: 0 };
  for (const root of findRootKustomizations(kustomizations, walk)) deploy(root, rootFile(root, reader), [], walk);
  for (const rest of kustomizations) if (!walk.visited.has(keyKustomization(rest))) deploy(rest, rest.file, [], walk);
  const deployed = selectDeepest(walk.deployed);
  const shared = severalClusters(deployed);
  const changed = deployed.filter(({ change, cluster }) => doesSomething(change) || shared.has(cluster));
  const used = new Set(changed.map(({ source }) => source));
  const made = changed.map(({ source, change, root, cluster }) =>
    deployedSource(source, [change], shared.has(cluster) ? root : resolveDeployer(source)),
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

/** One source as one Flux Kustomization deploys it. */
interface Deployed {
  readonly source: Source;
  readonly change: Change;
  /** The directory that was deployed: of two that contain each other the inner one counts. */
  readonly directory: string;
  /** The file of the root Kustomization above, and its directory, which tells clusters apart. */
  readonly root: string;
  readonly cluster: string;
}

function resolveDeployer(source: Source): string {
  return source.deployer ?? source.path;
}

function keyKustomization({ root, file }: Document): string {
  return "file" in root.origin ? `${root.origin.file}:${root.origin.start}` : file;
}

/** The Kustomizations that nothing else deploys, apart from themselves. */
function findRootKustomizations(kustomizations: readonly Document[], { reader, tree }: Walk): Document[] {
  const deployed = new Set<string>();
  const byDirectory = new Map(kustomizations.map((document) => [fluxDirectory(document, reader), document]));
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

/** A root that lies inside the directory that it deploys, as `flux bootstrap` writes it, stands for that directory. */
function rootFile(root: Document, reader: Reader): string {
  const directory = fluxDirectory(root, reader);
  return directory && root.file.startsWith(`${directory}/`) ? `${directory}/${posix.basename(root.file)}` : root.file;
}

function deploy(document: Document, root: string, chain: readonly string[], walk: Walk): void {
  const key = keyKustomization(document);
  walk.visited.add(key);
  walk.deployments += 1;
  const directory = fluxDirectory(document, walk.reader);
  if (directory === undefined || chain.includes(key)) return;
  if (chain.length > depthLimit || walk.deployments > deploymentLimit) {
    reportExcess(document, walk);
    return;
  }
  const change = fluxChange(document, root, walk.reader);
  for (const source of walk.tree.deployed(directory)) {
    if (walk.deployed.length > sourceLimit) {
      reportExcess(document, walk);
      return;
    }
    walk.deployed.push({ source, change, directory, root, cluster: posix.dirname(root) });
    if (!isOfFlux(source)) continue;
    const children = deployedSource(source, [change], source.path).documents(fluxMarker).filter(isFluxKustomization);
    for (const child of children) deploy({ ...child, file: resolveDeployer(source) }, root, [...chain, key], walk);
  }
}

/** Says once in a file that a Kustomization deploys more than is followed. */
function reportExcess({ root, file }: Document, { reader, reported }: Walk): void {
  const place = isPlace(root.origin) ? root.origin : { file, start: 0, end: 0 };
  if (reported.has(place.file)) return;
  reported.add(place.file);
  const message = `Flux Kustomizations deploy each other more than ${depthLimit} deep, more than ${grouped(deploymentLimit)} times, or more than ${grouped(sourceLimit)} files; what this one deploys is read as if Flux changed nothing.`;
  reader.problem({ code: "flux-limit", message, place: { ...place, end: place.start } });
}

/** Where two Kustomizations of a cluster deploy the same file, one because the other's directory is in its own, the inner one counts. */
function selectDeepest(deployed: readonly Deployed[]): Deployed[] {
  const deepest = new Map<string, Map<Source, number>>();
  for (const { source, directory, cluster } of deployed) {
    const ofCluster = deepest.get(cluster) ?? new Map<Source, number>();
    ofCluster.set(source, Math.max(ofCluster.get(source) ?? 0, directory.length));
    deepest.set(cluster, ofCluster);
  }
  return deployed.filter(({ source, directory, cluster }) => deepest.get(cluster)?.get(source) === directory.length);
}

/** Roots in different directories are different clusters'; where there is one, files lie in it wherever they lie. */
function severalClusters(deployed: readonly Deployed[]): ReadonlySet<string> {
  const clusters = new Set(deployed.map(({ cluster }) => cluster));
  return clusters.size > 1 ? clusters : new Set();
}

function doesSomething({ patches, namespace, fillFor }: Change): boolean {
  return patches.length > 0 || namespace !== undefined || fillFor !== undefined;
}
