import type { FoundEvidence, Platform } from "../model/cluster.ts";
import { isTelling, mayBeSame } from "../model/cluster-name.ts";
import type { Component } from "../model/install.ts";
import { findNamedPlatforms } from "../model/path-names.ts";
import { isThrowaway } from "../model/throwaway.ts";
import type { CallTree } from "./call-tree.ts";
import { buildPosition, type Position } from "./crossing.ts";
import type { Descriptions } from "./descriptions.ts";
import type { DirectoryTree } from "./directory-tree.ts";
import { type Group, isLoose, resolveDraftDirectory } from "./group.ts";
import type { ReachedEvidence } from "./platform.ts";
import { findPartOwner, type Territory } from "./territory.ts";
import { formatPartKey, single } from "./units.ts";

/** The inputs of the search for evidence. */
export interface EvidenceContext {
  readonly groups: readonly Group[];
  readonly tree: DirectoryTree<FoundEvidence>;
  readonly territory: Territory;
  readonly calls: CallTree;
  readonly descriptions: Descriptions;
  readonly prefix: string;
}

/**
 * Collects the evidence in a directory around the cluster that belongs to no other cluster. The subdirectory `known` has been
 * searched already.
 */
export function listSurroundingEvidence(
  group: Group,
  { directory, known }: { readonly directory: string; readonly known: string | undefined },
  { named, positionOf, units, context }: EvidenceSearch,
): ReachedEvidence[] {
  const own = new Set(group.scripts.map(({ file }) => file));
  const visible = context.tree.below(directory, group.directory, known).flatMap((piece): Seen[] => {
    const file = piece.deployer ?? piece.place.file;
    if (own.has(piece.place.file)) return [];
    const position = positionOf(file);
    return position.isApart ? [] : [{ piece, file, position }];
  });
  for (const { piece } of visible) {
    const unit = context.descriptions.unitOf(piece);
    if (unit !== undefined) units.add(unit);
  }
  const sole = findSoleDescription(group, directory, units, context);
  return visible.flatMap((seen) => reachCluster(seen, { group, named, sole, context }) ?? []);
}

interface Seen {
  readonly piece: FoundEvidence;
  readonly file: string;
  readonly position: Position;
}

/** What the search for the evidence of one cluster carries from directory to directory. */
export interface EvidenceSearch {
  /** The platforms that the cluster is named after. */
  readonly named: readonly string[];
  readonly positionOf: (file: string) => Position;
  /** The descriptions found so far. */
  readonly units: Set<string>;
  readonly context: EvidenceContext;
}

interface Around {
  readonly group: Group;
  readonly named: readonly string[];
  readonly sole: string | undefined;
  readonly context: EvidenceContext;
}

/** Determines how a piece of evidence around a cluster reaches it; undefined if it does not. */
function reachCluster({ piece, file, position }: Seen, { group, named, sole, context }: Around): ReachedEvidence | undefined {
  const about = context.descriptions.platformOf(piece);
  const spoken = piece.platform ?? about;
  // A cluster that is named after a platform does not run on another platform that a file around it suggests.
  if (!position.isInside && spoken !== undefined && named.length > 0 && !named.includes(spoken)) return undefined;
  if (isOfOther(piece, group, context)) return undefined;
  const unit = context.descriptions.unitOf(piece);
  if (unit === undefined) return piece.script ? reachByPlace(piece, file, position, group, context) : reachByTree(piece, position);
  return reachByDescription({ piece, about, unit, spoken }, position, group, sole);
}

interface Described {
  readonly piece: FoundEvidence;
  readonly about: Platform | undefined;
  readonly unit: string;
  readonly spoken: Platform | undefined;
}

function reachByDescription(described: Described, position: Position, group: Group, sole: string | undefined): ReachedEvidence | undefined {
  const { piece, about, unit, spoken } = described;
  if (isOwnUnit(unit, group)) return { piece, link: "own", about };
  if (position.isSameEnvironment) return { piece: weakenEvidence(piece), link: "environment", settles: true, about };
  const isLocal = spoken !== undefined && localPlatforms.has(spoken);
  if (isLocal && (position.isOutside || isRemote(group))) return undefined;
  if (unit !== sole) return pieceOf(described);
  return clouds.has(spoken ?? "other")
    ? { piece, link: "sole", about }
    : { piece: weakenEvidence(piece), link: "sole", settles: true, about };
}

/** One of several descriptions, or one for several clusters, shows the kind of clusters in use here; its details may be those of this cluster. */
function pieceOf({ piece, about, unit }: Described): ReachedEvidence {
  const weaker = weakenEvidence(piece);
  if (weaker.fact === undefined) return { piece: weaker, link: "place", whole: unit, about };
  const open: FoundEvidence = { ...weaker, fact: weaker.fact.replace(/=.*$/s, "=unknown") };
  originals.set(open, readOriginal(weaker));
  return { piece: open, link: "place", whole: unit, about };
}

/** Checks whether the evidence names a cluster that is certainly a different one. */
function isOfOther(piece: FoundEvidence, { clusters }: Group, { descriptions }: EvidenceContext): boolean {
  const cluster = descriptions.clusterOf(piece);
  const telling = clusters.filter(isTelling);
  return cluster !== undefined && isTelling(cluster) && telling.length > 0 && !telling.some((own) => mayBeSame(own, cluster));
}

/** Objects in a tree of manifests run in the cluster of that tree; the directory of an environment is a separate tree. */
function reachByTree(piece: FoundEvidence, { isOutside, isSameEnvironment, isVariant }: Position): ReachedEvidence | undefined {
  if (isVariant) return undefined;
  if (isSameEnvironment) return { piece: weakenEvidence(piece), link: "environment", settles: true };
  return isOutside ? { piece: weakenEvidence(piece), link: "place", whole: piece.place.file } : { piece, link: "tree" };
}

/** All evidence of a script about its own cluster counts as one medium piece for a cluster that only its place links to it. */
function reachByPlace(
  piece: FoundEvidence,
  file: string,
  position: Position,
  group: Group,
  context: EvidenceContext,
): ReachedEvidence | undefined {
  const inside = (path: string) => path.slice(context.prefix.length);
  if (piece.unit || isThrowaway(inside(file)) || group.scripts.some((script) => isThrowaway(inside(script.file)))) return undefined;
  const isLocal = piece.platform !== undefined && localPlatforms.has(piece.platform);
  if (isLocal && (position.isOutside || isRemote(group))) return undefined;
  return isOfRival(piece, group, context) ? undefined : { piece: weakenEvidence(piece), link: "place", whole: file };
}

/** A script that installs the same components talks to another cluster, and so does one that names the cluster it installs Istio into. */
function isOfRival({ place, unit }: FoundEvidence, group: Group, { groups }: EvidenceContext): boolean {
  const owner = findPartOwner(formatPartKey(place.file, unit?.name), groups);
  if (owner === undefined || owner === group) return false;
  const own = new Set(group.drafts.map(({ component }) => component).filter((component) => single.includes(component)));
  if (owner.drafts.some(({ component }) => own.has(component))) return true;
  return owner.clusters.some(isTelling) && owner.drafts.some(({ component }) => meshComponents.has(component));
}

const meshComponents: ReadonlySet<Component> = new Set(["istiod", "cni", "ztunnel", "ambient"]);

/** A directory with both the description and an install is one unit, such as a Terraform root module. */
function isOwnUnit(unit: string, { drafts }: Group): boolean {
  return drafts.some(({ scope, place }) => resolveDraftDirectory(scope.file) === unit || resolveDraftDirectory(place.file) === unit);
}

/** Finds the only description in a directory, if it can be for one cluster only; undefined if there are several of either. */
function findSoleDescription(group: Group, directory: string, units: ReadonlySet<string>, context: EvidenceContext): string | undefined {
  const { descriptions, territory } = context;
  const [unit, ...others] = units;
  if (unit === undefined || others.length > 0) return undefined;
  // A cluster that is described itself needs no other description, and values files that nothing refers to install nothing.
  const isOpen = (other: Group) =>
    other !== group && !isLoose(other.drafts) && !isDescribedItself(territory.scopeOf(other), directory, descriptions);
  const inside = territory.groupsBelow(directory).filter(isOpen);
  const isPossible = (other: Group) => {
    const named = findNamedPlatforms(`${other.name}/${other.directory}`);
    const isNamedOther = named.length > 0 && !descriptions.platformsIn(unit).some((platform) => named.includes(platform));
    return !isNamedOther && !buildPosition(`${unit}file`, other.directory, named).isApart;
  };
  return inside.length > siblingLimit || inside.some(isPossible) ? undefined : unit;
}

function isDescribedItself(scope: string, directory: string, { isDescribed }: Descriptions): boolean {
  return scope.length > directory.length && isDescribed(scope);
}

/** With more clusters than this, one description is not for only one of them. */
const siblingLimit = 20;

function isRemote({ drafts }: Group): boolean {
  return drafts.some(
    ({ scope }) => scope.destination !== undefined && !/^(?:in-cluster|https:\/\/kubernetes\.default\.svc)$/.test(scope.destination),
  );
}

const clouds: ReadonlySet<Platform> = new Set(["gke", "eks", "aks", "openshift"]);
/** Platforms that run on a developer's machine. */
const localPlatforms: ReadonlySet<Platform> = new Set(["k3d", "kind", "minikube", "microk8s"]);

function weakenEvidence(piece: FoundEvidence): FoundEvidence {
  if (piece.strength !== "strong") return piece;
  const known = weakenedPieces.get(piece);
  if (known) return known;
  const weaker: FoundEvidence = { ...piece, strength: "medium" };
  weakenedPieces.set(piece, weaker);
  originals.set(weaker, piece);
  return weaker;
}

const weakenedPieces = new WeakMap<FoundEvidence, FoundEvidence>();

/** Maps weakened evidence to the evidence that it was made from. */
const originals = new WeakMap<FoundEvidence, FoundEvidence>();

/** Returns the evidence as it was found, before its strength was lowered. */
export function readOriginal(piece: FoundEvidence): FoundEvidence {
  return originals.get(piece) ?? piece;
}
