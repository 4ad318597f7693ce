import { isAside } from "../model/aside.ts";
import { type Clue, type FoundResource, platforms } from "../model/cluster.ts";
import type { ScriptUnit } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { type DirectoryTree, directoryTree } from "./directory-tree.ts";
import { directoryOf, type Group } from "./group.ts";
import { platformFromClues } from "./platform.ts";

/**
 * The clues that count for a cluster: those of its own script and of the file it creates the cluster from; where they do
 * not settle the platform, also those in its directory or the nearest one above that has any, leaving out what lies around
 * other clusters and what speaks of another platform than the nearer clues do. What a script says about its own cluster
 * says less about files beside it, so there it only counts as medium, and what CI, tests and docs say does not count at all.
 */
export function cluesFor(group: Group, clues: readonly Clue[], groups: readonly Group[], prefix: string): readonly Clue[] {
  const tree = treeOf(clues, groups);
  const said = group.script === undefined ? [] : tree.inFile(group.script).filter(({ unit }) => isOfUnits(group, unit, groups));
  const read = filesRead(said).filter((file) => file !== group.script);
  const isHere = (file: string) => tree.inFile(file).length > 0;
  const kept = said.filter(({ isStandIn, reads }) => !(isStandIn && reads?.some(isHere)));
  const own = [...kept, ...read.flatMap((file) => tree.inFile(file))];
  if (isSettled(own)) return own;
  const isOutside = (clue: Clue) => fileOf(clue) !== group.script && !read.includes(fileOf(clue));
  const declared = nearest(group, tree, (clue) => isOutside(clue) && !clue.script && agrees(clue, own));
  const nearer = [...own, ...declared];
  if (isSettled(nearer) || isAside((group.script ?? "").slice(prefix.length))) return nearer;
  const isTold = (clue: Clue) => clue.script && !clue.unit && !isAside(fileOf(clue).slice(prefix.length));
  const told = nearest(group, tree, (clue) => isOutside(clue) && Boolean(isTold(clue)) && agrees(clue, nearer));
  return [...nearer, ...told.map(weakened)];
}

function filesRead(clues: readonly Clue[]): readonly string[] {
  return [...new Set(clues.flatMap(({ reads }) => reads ?? []))];
}

function isSettled(clues: readonly Clue[]): boolean {
  const { platform, contradiction } = platformFromClues(clues);
  return platform !== null || contradiction.length > 0;
}

/** Whether a clue speaks of no other platform than the nearer ones, which may be too weak to settle it. */
function agrees({ platform }: Clue, nearer: readonly Clue[]): boolean {
  const named = nearer.filter((clue) => clue.platform);
  return platform === undefined || named.length === 0 || named.some((clue) => clue.platform === platform);
}

/** Kinds that only admit something: one more of them never makes a mistake. */
const admitting: ReadonlySet<string> = new Set([
  ...["ResourceQuota", "CiliumClusterwideNetworkPolicy"],
  ...["AllowlistSynchronizer", "WorkloadAllowlist"],
]);

/** The resources that a cluster may have: what a script makes is its own cluster's, except where it could only help another. */
export function resourcesFor(group: Group, resources: readonly FoundResource[], groups: readonly Group[]): readonly FoundResource[] {
  const isPossible = ({ script, kind, place }: FoundResource) =>
    !script || admitting.has(kind) || (place.file === group.script && isOfUnits(group, script.unit, groups));
  const scope = scopeIn(territoryOf(groups).counts, group);
  return treeOf(resources, groups).below(scope, group.directory).filter(isPossible);
}

/** What nothing deploys, and a cluster could: all that does not lie with another one. */
export function undeployedFor(group: Group, undeployed: readonly FoundResource[], groups: readonly Group[]): readonly FoundResource[] {
  return treeOf(undeployed, groups).below("", group.directory).slice(0, shownLimit);
}

/** More than anybody reads of what is not there. */
const shownLimit = 50;

/** Whether a part of a cluster's script is that cluster's: one of its own, or one that belongs to no other cluster of the script. */
function isOfUnits(group: Group, unit: ScriptUnit | undefined, groups: readonly Group[]): boolean {
  if (!unit || !group.units || group.units.some(({ name }) => name === unit.name)) return true;
  const { callers } = unit;
  if (!callers) return false;
  const siblings = groups.filter(({ script }) => script === group.script);
  if (siblings.some(({ units }) => units?.some(({ name }) => name === unit.name))) return false;
  const isCalledWith = ({ units }: Group) => units?.some((other) => other.callers?.some((caller) => callers.includes(caller))) ?? false;
  return isCalledWith(group) || !siblings.some(isCalledWith);
}

interface Deployed {
  readonly place: Place;
  readonly deployer?: string;
}

/** The file that something counts to: what deploys it, else its own. */
function fileOf({ place, deployer }: Deployed): string {
  return deployer ?? place.file;
}

const trees = new WeakMap<readonly Group[], Map<readonly Deployed[], DirectoryTree<Deployed>>>();

function treeOf<Thing extends Deployed>(things: readonly Thing[], groups: readonly Group[]): DirectoryTree<Thing> {
  const ofGroups = trees.get(groups) ?? new Map<readonly Deployed[], DirectoryTree<Deployed>>();
  const known = ofGroups.get(things) ?? directoryTree<Deployed>(things, fileOf, territoryOf(groups).owned);
  trees.set(groups, ofGroups.set(things, known));
  return known as DirectoryTree<Thing>;
}

/** What belongs to clusters, and how many of them (scripts aside) each directory holds. */
interface Territory {
  /** The directory of each cluster, and the widest around it that holds no other. */
  readonly owned: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
}

const territories = new WeakMap<readonly Group[], Territory>();

function territoryOf(groups: readonly Group[]): Territory {
  const known = territories.get(groups);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { script, directory } of groups) {
    if (!script) for (const above of ancestorsOf(directory)) counts.set(above, (counts.get(above) ?? 0) + 1);
  }
  const around = groups.filter(({ script }) => !script).map((group) => scopeIn(counts, group));
  const territory = { owned: new Set([...groups.map(({ directory }) => directory), ...around]), counts };
  territories.set(groups, territory);
  return territory;
}

/** A path itself and all directories that it lies in, with their slashes; the root is "". */
function ancestorsOf(path: string): string[] {
  const found = [path];
  for (let above = path; above !== ""; found.push(above)) above = directoryOf(above.replace(/\/$/, ""));
  return found;
}

/** The widest directory that holds no other cluster, scripts aside: what lies there can only belong to this one. */
function scopeIn(counts: Territory["counts"], group: Group): string {
  let scope = group.directory;
  while (scope !== "") {
    const above = directoryOf(scope.replace(/\/$/, ""));
    if ((counts.get(above) ?? 0) > (group.script ? 0 : 1)) return scope;
    scope = above;
  }
  return scope;
}

function weakened(clue: Clue): Clue {
  return clue.strength === "strong" ? { ...clue, strength: "medium" } : clue;
}

/** The clues below the closest directory, going up, where they settle the platform or contradict each other about it. */
function nearest(group: Group, tree: DirectoryTree<Clue>, counts: (clue: Clue) => boolean): readonly Clue[] {
  const { directory } = group;
  const named = platformsNamed(group);
  // A cluster that is named after a platform is not on the one that something around it speaks of.
  const isOfAnother = ({ platform }: Clue) => named.length > 0 && platform !== undefined && !named.includes(platform);
  const seen = (clue: Clue, ancestor: string) =>
    counts(clue) && (fileOf(clue).startsWith(directory) || !isOfAnother(clue)) ? seenFrom(directory, ancestor, clue) : [];
  for (let current = directory; ; current = directoryOf(current.replace(/\/$/, ""))) {
    const below = tree.below(current, directory).flatMap((clue) => seen(clue, current));
    if (isSettled(below) || current === "") return below;
  }
}

/** The platforms that a cluster is named after, itself or the directories it lies in. */
function platformsNamed({ name, directory }: Group): readonly string[] {
  const words = `${name}/${directory}`.toLowerCase().split(/[^a-z0-9]+/);
  const named = words.flatMap((word) => aliases.get(word) ?? (variants.has(word) && word !== "other" ? word : []));
  return named.includes("k3d") ? [...named, "k3s"] : named;
}

const aliases: ReadonlyMap<string, string> = new Map([
  ["ocp", "openshift"],
  ["okd", "openshift"],
]);

/** Beside the cluster's own directory, a directory that is named after a platform speaks of one variant among several. */
function seenFrom(directory: string, ancestor: string, clue: Clue): Clue {
  if (fileOf(clue).startsWith(directory)) return clue;
  const files = [fileOf(clue), clue.place.file].filter((file) => file.startsWith(ancestor));
  const between = files.flatMap((file) => file.slice(ancestor.length).split("/").slice(0, -1));
  return between.some((step) => variants.has(step.toLowerCase())) ? weakened(clue) : clue;
}

const variants: ReadonlySet<string> = new Set([...platforms, ...aliases.keys()]);
