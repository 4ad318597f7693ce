import type { Clue } from "../model/cluster.ts";
import type { ConfiguredCluster } from "../model/configuration.ts";
import { type GlobBudget, matchesGlob } from "../model/glob.ts";
import type { Component, Draft, ScriptUnit } from "../model/install.ts";
import { sharesOf, single } from "./units.ts";

/** The drafts of one cluster, and the directory that holds them. */
export interface Group {
  readonly name: string;
  /** The nearest common directory, with a trailing slash; `""` is the root. */
  readonly directory: string;
  /** Set for a cluster that is one script's own. */
  readonly script: string | undefined;
  /** The parts of the script that are its, where the script has several. */
  readonly units?: readonly ScriptUnit[];
  readonly drafts: readonly Draft[];
  /** What the configuration says about it, where it does. */
  readonly configured?: ConfiguredCluster;
}

/** Clusters that the configuration names, with the drafts that its globs claim. */
export function configuredGroups(clusters: readonly ConfiguredCluster[], drafts: readonly Draft[], budget: GlobBudget): Group[] {
  return clusters.flatMap((configured) => {
    const own = drafts.filter((draft) => configured.paths.some((glob) => matchesGlob(draft.scope.file, glob, budget)));
    const { name } = configured;
    return own.length > 0 ? { name, directory: commonDirectory(own), script: undefined, drafts: own, configured } : [];
  });
}

/**
 * Sorts drafts into clusters: a script's commands belong together; a named GitOps destination is one cluster; for the
 * rest, directories are joined upwards for as long as no cluster would get two of a component that it can have once.
 */
export function groupDrafts(drafts: readonly Draft[], clues: readonly Clue[], prefix: string, rootName: string): Group[] {
  const scripts = new Map<string, Draft[]>();
  const named = new Map<string, Draft[]>();
  const others: Draft[] = [];
  for (const draft of drafts) {
    const destination = destinationOf(draft);
    if (draft.scope.script) append(scripts, draft.scope.file, draft);
    else if (destination !== undefined) append(named, destination, draft);
    else others.push(draft);
  }
  return [
    ...[...scripts].flatMap(([file, own]) => scriptGroups(file, own, clues)),
    ...[...named].map(([name, own]) => ({ name, directory: commonDirectory(own), script: undefined, drafts: own })),
    ...joinDirectories(others, prefix).map(([directory, own]) => ({
      name: directory.replace(/\/$/, "") || rootName,
      directory,
      script: undefined,
      drafts: own,
    })),
  ];
}

function scriptGroups(file: string, drafts: readonly Draft[], clues: readonly Clue[]): Group[] {
  const shares = sharesOf(
    drafts,
    clues.filter((clue) => clue.place.file === file),
  );
  return shares.map((share) => ({
    name: shares.length > 1 && share.label !== "" ? `${file}#${share.label}` : file,
    directory: directoryOf(file),
    script: file,
    units: share.units,
    drafts: share.drafts,
  }));
}

function append(groups: Map<string, Draft[]>, name: string, draft: Draft): void {
  const group = groups.get(name);
  if (group) group.push(draft);
  else groups.set(name, [draft]);
}

/** Argo CD's names for "the cluster that I run on" say nothing about which one that is. */
function destinationOf(draft: Draft): string | undefined {
  const { destination } = draft.scope;
  return destination === "in-cluster" || destination === "https://kubernetes.default.svc" ? undefined : destination;
}

type Branch = readonly [directory: string, drafts: readonly Draft[]];

interface Tree {
  readonly directory: string;
  readonly own: Draft[];
  readonly children: Map<string, Tree>;
}

function joinDirectories(drafts: readonly Draft[], prefix: string): readonly Branch[] {
  const root: Tree = { directory: prefix, own: [], children: new Map() };
  for (const draft of drafts) {
    let tree = root;
    for (const step of draft.scope.file.slice(prefix.length).split("/").slice(0, -1)) {
      const child = tree.children.get(step) ?? { directory: `${tree.directory}${step}/`, own: [], children: new Map() };
      tree.children.set(step, child);
      tree = child;
    }
    tree.own.push(draft);
  }
  return join(root);
}

/** Clusters of a directory: one where its parts fit together, else the parts. */
function join(tree: Tree): readonly Branch[] {
  const parts = [...tree.children.values()].flatMap(join);
  const all = [...ownBranches(tree), ...parts];
  if (all.length < 2 || !fitsTogether(all)) return all;
  return [[tree.directory, all.flatMap(([, drafts]) => drafts)]];
}

/** Files of one directory are one cluster's, unless several of them each bring their own mesh, such as istioctl profiles and samples for the Sail Operator. */
function ownBranches({ directory, own }: Tree): readonly Branch[] {
  if (own.length === 0) return [];
  const meshes = new Set(
    own
      .filter((draft) => draft.component === "istiod" && (draft.tool === "istioctl" || draft.tool === "sail"))
      .map((draft) => draft.scope.file),
  );
  if (meshes.size < 2) return [[directory, own]];
  return [...new Set(own.map((draft) => draft.scope.file))].map((file) => [file, own.filter((draft) => draft.scope.file === file)]);
}

function fitsTogether(branches: readonly Branch[]): boolean {
  const seen = new Set<Component>();
  for (const [, drafts] of branches) {
    const components = new Set(drafts.map((draft) => draft.component).filter((component) => single.includes(component)));
    for (const component of components) {
      if (seen.has(component)) return false;
      seen.add(component);
    }
  }
  return true;
}

function commonDirectory(drafts: readonly Draft[]): string {
  const directories = drafts.map((draft) => directoryOf(draft.scope.file));
  let common = directories[0] ?? "";
  while (!directories.every((directory) => directory.startsWith(common))) common = directoryOf(common.replace(/\/$/, ""));
  return common;
}

/** The directory of a path, with a trailing slash; `""` at the root. */
export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
