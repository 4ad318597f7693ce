import type { FoundEvidence, LinkKind, Platform } from "../model/cluster.ts";
import { isTelling, mayBeSame } from "../model/cluster-name.ts";
import { findNamedPlatforms } from "../model/path-names.ts";
import { openPositions } from "./crossing.ts";
import type { DirectoryTree } from "./directory-tree.ts";
import { type Group, resolveDraftDirectory } from "./group.ts";
import { inferPlatform, type ReachedEvidence } from "./platform.ts";
import { type EvidenceContext, listSurroundingEvidence, readOriginal } from "./surrounding-evidence.ts";
import { findPartOwner, isOfUnits } from "./territory.ts";
import { formatPartKey } from "./units.ts";

/**
 * Collects the evidence that reaches a cluster, by link: first evidence in its own scripts, then in scripts that run with them,
 * then descriptions of the same cluster name, then evidence in its own directory and, going up, in the directories around it.
 * Evidence that is farther away never contradicts nearer evidence.
 */
export function collectEvidence(group: Group, context: EvidenceContext): readonly ReachedEvidence[] {
  const found: ReachedEvidence[] = [];
  const taken = new Set<FoundEvidence>();
  const add = (reached: readonly ReachedEvidence[]) => {
    const fresh = reached.filter(({ piece }) => !taken.has(readOriginal(piece)));
    for (const each of keepAgreeingEvidence(withoutOthers(fresh, found, context), [...found])) {
      taken.add(readOriginal(each.piece));
      found.push(each);
    }
  };
  add(collectOwnEvidence(group, context));
  for (const part of listRunEvidence(group, context)) add(part);
  add(listNamedEvidence(group, context));
  const named = findNamedPlatforms(`${group.name}/${group.directory}`);
  const search = { named, positionOf: openPositions(group.directory, named), units: new Set<string>(), context };
  let known: string | undefined;
  for (const directory of walkUpwards(group.directory)) {
    add(listSurroundingEvidence(group, { directory, known }, search));
    known = directory;
  }
  return found;
}

/** If the cluster has a description, evidence in descriptions of other clusters is dropped. */
function withoutOthers(
  reached: readonly ReachedEvidence[],
  nearer: readonly ReachedEvidence[],
  { descriptions }: EvidenceContext,
): readonly ReachedEvidence[] {
  const own = new Set(nearer.flatMap(({ piece, link }) => (link === "place" ? [] : (descriptions.unitOf(piece) ?? []))));
  if (own.size === 0) return reached;
  return reached.filter(({ piece }) => {
    const unit = descriptions.unitOf(piece);
    return unit === undefined || own.has(unit);
  });
}

/** Keeps evidence that does not contradict nearer evidence; once that settles the platform, only evidence for the same platform. */
function keepAgreeingEvidence(reached: readonly ReachedEvidence[], nearer: readonly ReachedEvidence[]): readonly ReachedEvidence[] {
  const { platform, contradiction } = inferPlatform(nearer);
  if (contradiction.length > 0) return [];
  const named = new Set(nearer.flatMap(({ piece }) => piece.platform ?? []));
  return reached.filter(({ piece, about }) => {
    const spoken = about ?? piece.platform;
    if (platform !== null) return spoken !== undefined && isSamePlatform(spoken, platform);
    return spoken === undefined || named.size === 0 || named.has(spoken);
  });
}

/** k3d runs K3s, so K3s evidence fits a k3d cluster. */
function isSamePlatform(one: Platform, other: Platform): boolean {
  return one === other || (one === "k3s" && other === "k3d");
}

/** Collects the evidence in the cluster's own scripts, and in the files that they create it from. */
function collectOwnEvidence(group: Group, context: EvidenceContext): ReachedEvidence[] {
  const { tree } = context;
  const said = group.scripts.flatMap(({ file }) => tree.inFile(file).filter((piece) => isOwn(piece, group, context)));
  return withFilesRead(said, "own", tree);
}

function isOwn(piece: FoundEvidence, group: Group, { groups }: EvidenceContext): boolean {
  return isOfUnits(group, piece.place.file, piece.unit, groups) && isOfCluster(piece, group);
}

function isOfCluster({ cluster }: FoundEvidence, { clusters }: Group): boolean {
  return cluster === undefined || clusters.length === 0 || clusters.some((own) => mayBeSame(own, cluster));
}

/** Adds the evidence in the files that a command creates the cluster from. */
function withFilesRead(said: readonly FoundEvidence[], link: LinkKind, tree: DirectoryTree<FoundEvidence>): ReachedEvidence[] {
  const own = new Set(said.map(({ place }) => place.file));
  const read = [...new Set(said.flatMap(({ reads }) => reads ?? []))].filter((file) => !own.has(file));
  const isHere = (file: string) => tree.inFile(file).length > 0;
  const kept = said.filter(({ isStandIn, reads }) => !(isStandIn && reads?.some(isHere)));
  return [...kept, ...read.flatMap((file) => tree.inFile(file))].map((piece) => ({ piece, link }));
}

/**
 * Collects the evidence in parts that run with the cluster's scripts, the smallest run first. Evidence in another cluster's script
 * belongs to that cluster.
 */
function* listRunEvidence(group: Group, context: EvidenceContext): Generator<readonly ReachedEvidence[]> {
  const { calls, tree, groups } = context;
  const applied = group.scripts.length > 0 ? [] : group.drafts.flatMap(({ scope, place }) => [scope.file, place.file]);
  const own = [
    ...group.scripts.flatMap(({ file, units }) => units.map(({ name }) => formatPartKey(file, name))),
    ...[...new Set(applied)].map((file) => formatPartKey(file, undefined)),
  ];
  const runs = new Set(own.flatMap((part) => calls.runsOf(part)));
  for (const { parts, link } of [...runs].sort((one, other) => one.parts.size - other.parts.size)) {
    const free = [...parts].filter((part) => !own.includes(part) && !isOfAnother(part, group, groups));
    const said = free.flatMap((part) => {
      const [file = "", unit = ""] = part.split("\0");
      return tree.inFile(file).filter((piece) => (piece.unit?.name ?? "") === unit && isOfCluster(piece, group));
    });
    yield withFilesRead(said, link, tree);
  }
}

function isOfAnother(part: string, group: Group, groups: readonly Group[]): boolean {
  const owner = findPartOwner(part, groups);
  return owner !== undefined && owner !== group;
}

/** Collects the evidence in the description of the cluster that the scripts or the destination name. */
function listNamedEvidence(group: Group, { descriptions }: EvidenceContext): ReachedEvidence[] {
  const names = group.clusters.filter(isTelling);
  return names.flatMap((name) => descriptions.named(name)).map(({ piece, about }) => ({ piece, link: "identity", about }));
}

function* walkUpwards(directory: string): Generator<string> {
  for (let current = directory; ; current = resolveDraftDirectory(current.replace(/\/$/, ""))) {
    yield current;
    if (current === "") return;
  }
}
