import type { FoundEvidence, Platform } from "../model/cluster.ts";
import { type ClusterName, isTelling } from "../model/cluster-name.ts";
import { resolveDraftDirectory } from "./group.ts";

/** A piece of evidence in the description of a cluster, with the platform of that description. */
export interface DescribedEvidence {
  readonly piece: FoundEvidence;
  readonly about: Platform | undefined;
}

/** The descriptions of clusters in a repository: Terraform modules, eksctl, k3d, kind and Talos configurations, Cluster API. */
export interface Descriptions {
  /** The directory of the description that contains a piece of evidence; undefined if none exists. */
  readonly unitOf: (piece: FoundEvidence) => string | undefined;
  /** The platform of the description that contains the evidence, if that description has only one. */
  readonly platformOf: (piece: FoundEvidence) => Platform | undefined;
  readonly platformsIn: (unit: string) => readonly Platform[];
  /** Checks whether there is a description in a directory or below it. */
  readonly isDescribed: (directory: string) => boolean;
  /**
   * The cluster that the evidence is about: the one it names, or the one described above it in the same file, or the only one
   * described in its directory.
   */
  readonly clusterOf: (piece: FoundEvidence) => ClusterName | undefined;
  /** All evidence in the description of the cluster with this name; empty if several descriptions have the name. */
  readonly named: (cluster: ClusterName) => readonly DescribedEvidence[];
}

/** Collects the descriptions of clusters. */
export function findDescriptions(evidence: readonly FoundEvidence[]): Descriptions {
  const describing = evidence.filter(({ describes }) => describes);
  const files = new Set(describing.map(({ place }) => place.file));
  const platforms = new Map<string, Set<Platform>>();
  const clusters = new Map<string, FoundEvidence[]>();
  for (const piece of describing) {
    const unit = findUnitDirectory(piece);
    if (piece.platform) platforms.set(unit, (platforms.get(unit) ?? new Set()).add(piece.platform));
    if (piece.cluster !== undefined) clusters.set(unit, [...(clusters.get(unit) ?? []), piece]);
  }
  const unitOf = (piece: FoundEvidence) => {
    const isPart = files.has(piece.place.file) || (isTerraform(piece.place.file) && platforms.has(findUnitDirectory(piece)));
    return isPart ? findUnitDirectory(piece) : undefined;
  };
  const clusterOf = (piece: FoundEvidence) => {
    if (piece.cluster !== undefined) return piece.cluster;
    const unit = unitOf(piece);
    const described = unit === undefined ? [] : (clusters.get(unit) ?? []);
    const above = described.filter(({ place }) => place.file === piece.place.file && place.start <= piece.place.start);
    return (above.at(-1) ?? (described.length === 1 ? described[0] : undefined))?.cluster;
  };
  const platformOf = (piece: FoundEvidence) => {
    const unit = unitOf(piece);
    const own = unit === undefined ? undefined : platforms.get(unit);
    return own?.size === 1 ? [...own][0] : undefined;
  };
  const described = new Set([...platforms.keys()].flatMap(listDirectoriesAbove));
  let byName: Map<ClusterName, DescribedEvidence[]> | undefined;
  const named = (cluster: ClusterName) => {
    byName ??= indexDescriptionsByName(evidence, { unitOf, clusterOf, platformOf });
    const found = findDescriptionNames(cluster, byName);
    return new Set(found.flatMap(({ piece }) => unitOf(piece) ?? [])).size > 1 ? [] : found;
  };
  return {
    unitOf,
    platformOf,
    platformsIn: (unit) => [...(platforms.get(unit) ?? [])],
    isDescribed: (directory) => described.has(directory),
    clusterOf,
    named,
  };
}

function listDirectoriesAbove(directory: string): string[] {
  const found = [directory];
  for (let above = directory; above !== ""; found.push(above)) above = resolveDraftDirectory(above.replace(/\/$/, ""));
  return found;
}

function indexDescriptionsByName(
  evidence: readonly FoundEvidence[],
  { unitOf, clusterOf, platformOf }: Pick<Descriptions, "unitOf" | "clusterOf" | "platformOf">,
): Map<ClusterName, DescribedEvidence[]> {
  const byName = new Map<ClusterName, DescribedEvidence[]>();
  for (const piece of evidence) {
    const name = unitOf(piece) === undefined ? undefined : clusterOf(piece);
    if (name === undefined || !isTelling(name)) continue;
    const own = byName.get(name);
    const described = { piece, about: piece.platform ?? platformOf(piece) };
    if (own) own.push(described);
    else byName.set(name, [described]);
  }
  return byName;
}

/** A context may have the same name as the cluster, of any kind. */
function findDescriptionNames(
  cluster: ClusterName,
  byName: ReadonlyMap<ClusterName, readonly DescribedEvidence[]>,
): readonly DescribedEvidence[] {
  if (!cluster.startsWith("context:")) return byName.get(cluster) ?? [];
  const name = cluster.slice("context:".length);
  return ["gke", "eks", "aks", "k3d", "kind"].flatMap((kind) => byName.get(`${kind}:${name}`) ?? []);
}

/** A module in a `modules` folder belongs to the directory that contains the folder. */
function findUnitDirectory({ place }: FoundEvidence): string {
  const directory = resolveDraftDirectory(place.file);
  const modules = /(?:^|\/)modules\//.exec(directory);
  return modules && isTerraform(place.file) ? directory.slice(0, modules.index + (modules[0].startsWith("/") ? 1 : 0)) : directory;
}

function isTerraform(file: string): boolean {
  return /\.(?:tf|tofu)$/.test(file);
}
