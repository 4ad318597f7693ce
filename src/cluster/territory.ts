import type { ScriptUnit } from "../model/install.ts";
import { buildDirectoryTree, type DirectoryTree } from "./directory-tree.ts";
import { type Group, resolveDraftDirectory } from "./group.ts";
import { formatPartKey } from "./units.ts";

/** Something that counts for the file that deploys it, else for its own file. */
export interface Deployed {
  readonly place: { readonly file: string };
  readonly deployer?: string;
}

/** The directories that belong to clusters, and the clusters in each directory (except those of scripts). */
export interface Territory {
  /** The directory of each cluster, and the widest directory around it without another cluster. */
  readonly owned: ReadonlySet<string>;
  /** The clusters in a directory and below it, except those of scripts. */
  readonly groupsBelow: (directory: string) => readonly Group[];
  /** The widest directory around a cluster without another cluster. */
  readonly scopeOf: (group: Group) => string;
}

const territories = new WeakMap<readonly Group[], Territory>();

/** Computes the territory of a list of clusters once. */
export function buildTerritory(groups: readonly Group[]): Territory {
  const known = territories.get(groups);
  if (known) return known;
  const below = new Map<string, Group[]>();
  for (const group of groups) {
    if (group.scripts.length > 0) continue;
    for (const above of listEnclosingDirectories(group.directory)) {
      const own = below.get(above);
      if (own) own.push(group);
      else below.set(above, [group]);
    }
  }
  const scopes = new Map(groups.filter(({ scripts }) => scripts.length === 0).map((group) => [group, findScope(below, group)]));
  const territory = {
    owned: new Set([...groups.map(({ directory }) => directory), ...scopes.values()]),
    scopeOf: (group: Group) => scopes.get(group) ?? group.directory,
    groupsBelow: (directory: string) => below.get(directory) ?? [],
  };
  territories.set(groups, territory);
  return territory;
}

/** A path and all directories above it, with trailing slashes; the root is "". */
function listEnclosingDirectories(path: string): string[] {
  const found = [path];
  for (let above = path; above !== ""; found.push(above)) above = resolveDraftDirectory(above.replace(/\/$/, ""));
  return found;
}

/** The widest directory without another cluster, except those of scripts: files in it can belong only to this cluster. */
function findScope(below: ReadonlyMap<string, readonly Group[]>, { directory }: Group): string {
  let scope = directory;
  while (scope !== "") {
    const above = resolveDraftDirectory(scope.replace(/\/$/, ""));
    if ((below.get(above)?.length ?? 0) > 1) return scope;
    scope = above;
  }
  return scope;
}

const trees = new WeakMap<readonly Group[], Map<readonly Deployed[], DirectoryTree<Deployed>>>();

/** Sorts things by the directory that they count for, and keeps the territory of each cluster apart from the others. */
export function buildTree<Thing extends Deployed>(things: readonly Thing[], groups: readonly Group[]): DirectoryTree<Thing> {
  const ofGroups = trees.get(groups) ?? new Map<readonly Deployed[], DirectoryTree<Deployed>>();
  const fileOf = ({ place, deployer }: Deployed) => deployer ?? place.file;
  const known = ofGroups.get(things) ?? buildDirectoryTree<Deployed>(things, fileOf, buildTerritory(groups).owned);
  trees.set(groups, ofGroups.set(things, known));
  return known as DirectoryTree<Thing>;
}

/** Checks whether a part of a script belongs to a cluster: one of its own parts, or a part of no other cluster of the script. */
export function isOfUnits(group: Group, file: string, unit: ScriptUnit | undefined, groups: readonly Group[]): boolean {
  const own = group.scripts.filter((script) => script.file === file).flatMap(({ units }) => units);
  if (own.length === 0) return false;
  if (!unit || own.some(({ name }) => name === unit.name)) return true;
  const { callers } = unit;
  if (!callers) return false;
  const siblings = listSiblings(file, groups);
  const unitsIn = ({ scripts }: Group) => scripts.filter((script) => script.file === file).flatMap(({ units }) => units);
  if (siblings.some((sibling) => unitsIn(sibling).some(({ name }) => name === unit.name))) return false;
  const isCalledWith = (sibling: Group) => unitsIn(sibling).some((other) => other.callers?.some((caller) => callers.includes(caller)));
  return isCalledWith(group) || !siblings.some(isCalledWith);
}

interface Owners {
  readonly byFile: ReadonlyMap<string, readonly Group[]>;
  readonly byPart: ReadonlyMap<string, Group>;
}

const owners = new WeakMap<readonly Group[], Owners>();

function indexOwners(groups: readonly Group[]): Owners {
  const known = owners.get(groups);
  if (known) return known;
  const byFile = new Map<string, Group[]>();
  const byPart = new Map<string, Group>();
  for (const group of groups) {
    for (const { file, units } of group.scripts) {
      byFile.set(file, [...(byFile.get(file) ?? []), group]);
      for (const { name } of units) byPart.set(formatPartKey(file, name), group);
    }
  }
  const found = { byFile, byPart };
  owners.set(groups, found);
  return found;
}

function listSiblings(file: string, groups: readonly Group[]): readonly Group[] {
  return indexOwners(groups).byFile.get(file) ?? [];
}

/** The cluster that a part of a script installs into; undefined if it installs nothing. */
export function findPartOwner(part: string, groups: readonly Group[]): Group | undefined {
  return indexOwners(groups).byPart.get(part);
}
