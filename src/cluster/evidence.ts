import { isAside } from "../model/aside.ts";
import type { Clue, LinkKind, Platform } from "../model/cluster.ts";
import { isTelling, mayBeSame } from "../model/cluster-name.ts";
import type { Component } from "../model/install.ts";
import { platformsNamedIn } from "../model/path-names.ts";
import type { CallTree } from "./call-tree.ts";
import { buildPosition, type Position } from "./crossing.ts";
import type { Descriptions } from "./descriptions.ts";
import type { DirectoryTree } from "./directory-tree.ts";
import { type Group, resolveDraftDirectory } from "./group.ts";
import { platformFromClues, type ReachedClue } from "./platform.ts";
import { isOfUnits, ownerOfPart, type Territory } from "./territory.ts";
import { partKey, single } from "./units.ts";

/** Everything that evidence is sought in. */
export interface EvidenceContext {
  readonly groups: readonly Group[];
  readonly tree: DirectoryTree<Clue>;
  readonly territory: Territory;
  readonly calls: CallTree;
  readonly descriptions: Descriptions;
  readonly prefix: string;
}

/**
 * The evidence that reaches a cluster, by the links that lead to it: what its own scripts say, what runs with them, what names
 * the same cluster, and what lies in its own directory or, going up, around it. What is farther away never contradicts what
 * is near.
 */
export function evidenceFor(group: Group, context: EvidenceContext): readonly ReachedClue[] {
  const found: ReachedClue[] = [];
  const taken = new Set<Clue>();
  const add = (reached: readonly ReachedClue[]) => {
    const fresh = reached.filter(({ clue }) => !taken.has(originals.get(clue) ?? clue));
    for (const each of agreeing(withoutOthers(fresh, found, context), [...found])) {
      taken.add(originals.get(each.clue) ?? each.clue);
      found.push(each);
    }
  };
  add(saidBy(group, context));
  for (const part of runClues(group, context)) add(part);
  add(namedClues(group, context));
  for (const directory of upwards(group.directory)) add(around(group, directory, context));
  return found;
}

/** Where a cluster is described, what describes another one says nothing of it. */
function withoutOthers(
  reached: readonly ReachedClue[],
  nearer: readonly ReachedClue[],
  { descriptions }: EvidenceContext,
): readonly ReachedClue[] {
  const own = new Set(nearer.flatMap(({ clue, link }) => (link === "place" ? [] : (descriptions.unitOf(clue) ?? []))));
  if (own.size === 0) return reached;
  return reached.filter(({ clue }) => {
    const unit = descriptions.unitOf(clue);
    return unit === undefined || own.has(unit);
  });
}

/** What does not contradict the evidence that is nearer; once that settles the platform, only what is of the same platform. */
function agreeing(reached: readonly ReachedClue[], nearer: readonly ReachedClue[]): readonly ReachedClue[] {
  const { platform, contradiction } = platformFromClues(nearer);
  if (contradiction.length > 0) return [];
  const named = new Set(nearer.flatMap(({ clue }) => clue.platform ?? []));
  return reached.filter(({ clue, about }) => {
    const spoken = about ?? clue.platform;
    if (platform !== null) return spoken !== undefined && isSamePlatform(spoken, platform);
    return spoken === undefined || named.size === 0 || named.has(spoken);
  });
}

/** k3d runs K3s inside. */
function isSamePlatform(one: Platform, other: Platform): boolean {
  return one === other || (one === "k3s" && other === "k3d");
}

/** What the cluster's own scripts say, and the files that they create it from. */
function saidBy(group: Group, context: EvidenceContext): ReachedClue[] {
  const { tree } = context;
  const said = group.scripts.flatMap(({ file }) => tree.inFile(file).filter((clue) => isOwn(clue, group, context)));
  return withFilesRead(said, "own", tree);
}

function isOwn(clue: Clue, group: Group, { groups }: EvidenceContext): boolean {
  return isOfUnits(group, clue.place.file, clue.unit, groups) && isOfCluster(clue, group);
}

function isOfCluster({ cluster }: Clue, { clusters }: Group): boolean {
  return cluster === undefined || clusters.length === 0 || clusters.some((own) => mayBeSame(own, cluster));
}

/** A command that creates a cluster from a file says what the file says. */
function withFilesRead(said: readonly Clue[], link: LinkKind, tree: DirectoryTree<Clue>): ReachedClue[] {
  const own = new Set(said.map(({ place }) => place.file));
  const read = [...new Set(said.flatMap(({ reads }) => reads ?? []))].filter((file) => !own.has(file));
  const isHere = (file: string) => tree.inFile(file).length > 0;
  const kept = said.filter(({ isStandIn, reads }) => !(isStandIn && reads?.some(isHere)));
  return [...kept, ...read.flatMap((file) => tree.inFile(file))].map((clue) => ({ clue, link }));
}

/** What runs with the cluster's scripts: the smallest run first. What another cluster's script says is that one's. */
function* runClues(group: Group, context: EvidenceContext): Generator<readonly ReachedClue[]> {
  const { calls, tree, groups } = context;
  const applied = group.scripts.length > 0 ? [] : group.drafts.flatMap(({ scope, place }) => [scope.file, place.file]);
  const own = [
    ...group.scripts.flatMap(({ file, units }) => units.map(({ name }) => partKey(file, name))),
    ...[...new Set(applied)].map((file) => partKey(file, undefined)),
  ];
  const runs = new Set(own.flatMap((part) => calls.runsOf(part)));
  for (const { parts, link } of [...runs].sort((one, other) => one.parts.size - other.parts.size)) {
    const free = [...parts].filter((part) => !own.includes(part) && !isOfAnother(part, group, groups));
    const said = free.flatMap((part) => {
      const [file = "", unit = ""] = part.split("\0");
      return tree.inFile(file).filter((clue) => (clue.unit?.name ?? "") === unit && isOfCluster(clue, group));
    });
    yield withFilesRead(said, link, tree);
  }
}

function isOfAnother(part: string, group: Group, groups: readonly Group[]): boolean {
  const owner = ownerOfPart(part, groups);
  return owner !== undefined && owner !== group;
}

/** What describes the very cluster that the scripts or the destination name. */
function namedClues(group: Group, { descriptions }: EvidenceContext): ReachedClue[] {
  const names = group.clusters.filter(isTelling);
  return names.flatMap((name) => descriptions.named(name)).map(({ clue, about }) => ({ clue, link: "identity", about }));
}

function* upwards(directory: string): Generator<string> {
  for (let current = directory; ; current = resolveDraftDirectory(current.replace(/\/$/, ""))) {
    yield current;
    if (current === "") return;
  }
}

/** What lies in a directory around the cluster and is no other cluster's. */
function around(group: Group, directory: string, context: EvidenceContext): ReachedClue[] {
  const named = platformsNamedIn(`${group.name}/${group.directory}`);
  const own = new Set(group.scripts.map(({ file }) => file));
  const visible = context.tree.below(directory, group.directory).flatMap((clue): Seen[] => {
    const file = clue.deployer ?? clue.place.file;
    if (own.has(clue.place.file)) return [];
    const position = buildPosition(file, group.directory, named);
    return position.isApart ? [] : [{ clue, file, position }];
  });
  const sole = soleDescription(group, directory, visible, context);
  return visible.flatMap((seen) => reachedFrom(seen, { group, named, sole, context }) ?? []);
}

interface Seen {
  readonly clue: Clue;
  readonly file: string;
  readonly position: Position;
}

interface Around {
  readonly group: Group;
  readonly named: readonly string[];
  readonly sole: string | undefined;
  readonly context: EvidenceContext;
}

/** How a piece of evidence around a cluster reaches it; undefined where it does not. */
function reachedFrom({ clue, file, position }: Seen, { group, named, sole, context }: Around): ReachedClue | undefined {
  const about = context.descriptions.platformOf(clue);
  const spoken = clue.platform ?? about;
  // A cluster that is named after a platform is not on the one that something around it speaks of.
  if (!position.isInside && spoken !== undefined && named.length > 0 && !named.includes(spoken)) return undefined;
  if (isOfOther(clue, group, context)) return undefined;
  const unit = context.descriptions.unitOf(clue);
  if (unit === undefined) return clue.script ? reachByPlace(clue, file, position, group, context) : objectClue(clue, position);
  return describedClue({ clue, about, unit, spoken }, position, group, sole);
}

interface Described {
  readonly clue: Clue;
  readonly about: Platform | undefined;
  readonly unit: string;
  readonly spoken: Platform | undefined;
}

function describedClue(described: Described, position: Position, group: Group, sole: string | undefined): ReachedClue | undefined {
  const { clue, about, unit, spoken } = described;
  if (isOwnUnit(unit, group)) return { clue, link: "own", about };
  if (position.isSameEnvironment) return { clue: weakened(clue), link: "environment", settles: true, about };
  const isLocal = spoken !== undefined && localPlatforms.has(spoken);
  if (isLocal && (position.isOutside || isRemote(group))) return undefined;
  if (unit !== sole) return { clue: weakened(clue), link: "place", piece: unit, about };
  return clouds.has(spoken ?? "other") ? { clue, link: "sole", about } : { clue: weakened(clue), link: "sole", settles: true, about };
}

/** Something that names a cluster which is certainly another one. */
function isOfOther(clue: Clue, { clusters }: Group, { descriptions }: EvidenceContext): boolean {
  const cluster = descriptions.clusterOf(clue);
  const telling = clusters.filter(isTelling);
  return cluster !== undefined && isTelling(cluster) && telling.length > 0 && !telling.some((own) => mayBeSame(own, cluster));
}

/** Objects of a tree of manifests run in its cluster; a directory of an environment is a tree of its own. */
function objectClue(clue: Clue, { isOutside, isSameEnvironment, isVariant }: Position): ReachedClue | undefined {
  if (isVariant) return undefined;
  if (isSameEnvironment) return { clue: weakened(clue), link: "environment", settles: true };
  return isOutside ? { clue: weakened(clue), link: "place", piece: clue.place.file } : { clue, link: "tree" };
}

/** What a script says of its own cluster is one medium piece for what nothing but its place joins to it. */
function reachByPlace(clue: Clue, file: string, position: Position, group: Group, context: EvidenceContext): ReachedClue | undefined {
  const inside = (path: string) => path.slice(context.prefix.length);
  if (clue.unit || isAside(inside(file)) || group.scripts.some((script) => isAside(inside(script.file)))) return undefined;
  const isLocal = clue.platform !== undefined && localPlatforms.has(clue.platform);
  if (isLocal && (position.isOutside || isRemote(group))) return undefined;
  return isOfRival(clue, group, context) ? undefined : { clue: weakened(clue), link: "place", piece: file };
}

/** A script that installs the same components talks to another cluster, and so does one that names the cluster it installs Istio into. */
function isOfRival({ place, unit }: Clue, group: Group, { groups }: EvidenceContext): boolean {
  const owner = ownerOfPart(partKey(place.file, unit?.name), groups);
  if (owner === undefined || owner === group) return false;
  const own = new Set(group.drafts.map(({ component }) => component).filter((component) => single.includes(component)));
  if (owner.drafts.some(({ component }) => own.has(component))) return true;
  return owner.clusters.some(isTelling) && owner.drafts.some(({ component }) => meshComponents.has(component));
}

const meshComponents: ReadonlySet<Component> = new Set(["istiod", "cni", "ztunnel", "ambient"]);

/** A directory that holds both the description and an install is one unit, as a Terraform root module is. */
function isOwnUnit(unit: string, { drafts }: Group): boolean {
  return drafts.some(({ scope, place }) => resolveDraftDirectory(scope.file) === unit || resolveDraftDirectory(place.file) === unit);
}

/** The one description that a directory holds for the one cluster that it could be for; undefined where there are several of either. */
function soleDescription(group: Group, directory: string, visible: readonly Seen[], context: EvidenceContext): string | undefined {
  const { descriptions, territory } = context;
  const units = new Set(visible.flatMap(({ clue }) => descriptions.unitOf(clue) ?? []));
  const [unit, ...others] = units;
  if (unit === undefined || others.length > 0) return undefined;
  // A cluster with a description of its own needs no other.
  // Values that nothing names are no install.
  const isOpen = (other: Group) =>
    other !== group && !isLoose(other) && !isDescribedItself(territory.scopeOf(other), directory, descriptions);
  const inside = territory.groupsBelow(directory).filter(isOpen);
  const isPossible = (other: Group) => {
    const named = platformsNamedIn(`${other.name}/${other.directory}`);
    const isNamedOther = named.length > 0 && !descriptions.platformsIn(unit).some((platform) => named.includes(platform));
    return !isNamedOther && !buildPosition(`${unit}file`, other.directory, named).isApart;
  };
  return inside.length > siblingLimit || inside.some(isPossible) ? undefined : unit;
}

function isLoose({ drafts }: Group): boolean {
  return drafts.every(({ form }) => form === "helm-values");
}

function isDescribedItself(scope: string, directory: string, { isDescribed }: Descriptions): boolean {
  return scope.length > directory.length && isDescribed(scope);
}

/** Where there are so many clusters, one description is not for one of them alone. */
const siblingLimit = 20;

function isRemote({ drafts }: Group): boolean {
  return drafts.some(
    ({ scope }) => scope.destination !== undefined && !/^(?:in-cluster|https:\/\/kubernetes\.default\.svc)$/.test(scope.destination),
  );
}

const clouds: ReadonlySet<Platform> = new Set(["gke", "eks", "aks", "openshift"]);
/** What people run on their own machines. */
const localPlatforms: ReadonlySet<Platform> = new Set(["k3d", "kind", "minikube", "microk8s"]);

function weakened(clue: Clue): Clue {
  if (clue.strength !== "strong") return clue;
  const weaker: Clue = { ...clue, strength: "medium" };
  originals.set(weaker, clue);
  return weaker;
}

/** The evidence that weakened evidence was made of. */
const originals = new WeakMap<Clue, Clue>();
