import type { FoundEvidence, LinkKind } from "../model/cluster.ts";
import type { ClusterName } from "../model/cluster-name.ts";
import type { ConfiguredCluster } from "../model/configuration.ts";
import { findStringAt } from "../model/cursor.ts";
import { type GlobBudget, matchesGlob } from "../model/glob.ts";
import type { Component, Draft, ScriptUnit } from "../model/install.ts";
import { findEnvironmentName, isPlatformName, isSetAside } from "../model/path-names.ts";
import type { CallTree, Run } from "./call-tree.ts";
import { fitTogether, formatPartKey, gatherPlatforms, type Platforms, type Share, single, splitShares } from "./units.ts";

/** The drafts of one cluster, and the directory that holds them. */
export interface Group {
  readonly name: string;
  /** The nearest common directory, with a trailing slash; `""` is the root. */
  readonly directory: string;
  /** The scripts that install into it, with their parts if they have several; empty for a cluster of files without scripts. */
  readonly scripts: readonly ScriptShare[];
  /** The names that scripts and destinations give to it. */
  readonly clusters: readonly ClusterName[];
  readonly drafts: readonly Draft[];
  /** The link that joined its units, if there are several. */
  readonly joined?: JoinedBy | undefined;
  /** The cluster's entry in the configuration, if it has one. */
  readonly configured?: ConfiguredCluster;
}

/** A script of a cluster, with the parts that install into it. */
export interface ScriptShare {
  readonly file: string;
  readonly units: readonly ScriptUnit[];
}

/** The link that joined units: its kind, and the file or directory that it comes from. */
export interface JoinedBy {
  readonly link: LinkKind;
  readonly by: string;
}

/** The name of a cluster that is the whole repository; the directory of a checkout can have any name. */
export const wholeRepository = ".";

/** Makes the clusters that the configuration names, with the drafts that match their globs. */
export function buildConfiguredGroups(clusters: readonly ConfiguredCluster[], drafts: readonly Draft[], budget: GlobBudget): Group[] {
  return clusters.flatMap((configured) => {
    const own = drafts.filter((draft) => configured.paths.some((glob) => matchesGlob(draft.scope.file, glob, budget)));
    const { name } = configured;
    const joined = { link: "configuration", by: ".istio-preflight.yaml" } as const;
    return own.length > 0
      ? { name, directory: findDraftsDirectory(own), scripts: [], clusters: listClusterNames(own), drafts: own, configured, joined }
      : [];
  });
}

/**
 * Sorts drafts into clusters. Commands of scripts that run each other belong together. A named GitOps destination is one cluster.
 * Otherwise directories are joined upwards, unless a cluster would get two of a component that it can have only once.
 */
export function groupDrafts(drafts: readonly Draft[], evidence: readonly FoundEvidence[], prefix: string, calls: CallTree): Group[] {
  const scripts = new Map<string, Draft[]>();
  const named = new Map<string, Draft[]>();
  const others: Draft[] = [];
  for (const draft of drafts) {
    const destination = readDestination(draft);
    if (draft.scope.script) append(scripts, draft.scope.file, draft);
    else if (destination !== undefined) append(named, destination, draft);
    else others.push(draft);
  }
  return [
    ...buildScriptGroups(scripts, evidence, calls),
    ...[...named].map(([name, own]): Group => {
      const joined = { link: "identity", by: name } as const;
      return { name, directory: findDraftsDirectory(own), scripts: [], clusters: [`context:${name}`], drafts: own, joined };
    }),
    ...joinDirectories(others, prefix).map(([directory, own]): Group => {
      const name = directory.replace(/\/$/, "") || wholeRepository;
      return { name, directory, scripts: [], clusters: [], drafts: own, joined: { link: "tree", by: name } };
    }),
  ];
}

/** Makes the clusters of scripts: those of each file, joined if one run contains parts of several files. */
function buildScriptGroups(scripts: ReadonlyMap<string, readonly Draft[]>, evidence: readonly FoundEvidence[], calls: CallTree): Group[] {
  const said = new Map<string, FoundEvidence[]>();
  for (const piece of evidence) {
    const own = said.get(piece.place.file);
    if (own) own.push(piece);
    else said.set(piece.place.file, [piece]);
  }
  const shares = [...scripts].flatMap(([file, own]) => splitShares(file, own, said.get(file) ?? []));
  const platforms = gatherPlatforms(evidence.filter(({ script }) => script));
  const counts = new Map<string, number>();
  for (const { file } of shares) counts.set(file, (counts.get(file) ?? 0) + 1);
  return joinRuns(shares, platforms, calls).map(({ shares: own, run }) => buildGroup(own, run, counts));
}

interface JoinedShares {
  readonly shares: readonly Share[];
  readonly run: Run | undefined;
}

/** Joins shares of several files that belong to one run, beginning with the largest run. */
function joinRuns(shares: readonly Share[], platforms: Platforms, { runs }: CallTree): JoinedShares[] {
  const byPart = new Map<string, Share[]>();
  for (const share of shares) {
    for (const { name } of share.units)
      byPart.set(formatPartKey(share.file, name), [...(byPart.get(formatPartKey(share.file, name)) ?? []), share]);
  }
  const taken = new Set<Share>();
  const joined: JoinedShares[] = [];
  for (const run of runs) {
    const free = [...new Set([...run.parts].flatMap((part) => byPart.get(part) ?? []))].filter((share) => !taken.has(share));
    if (new Set(free.map(({ file }) => file)).size < 2 || !fitTogether(free, platforms)) continue;
    for (const share of free) taken.add(share);
    joined.push({ shares: free, run });
  }
  const alone = shares.filter((share) => !taken.has(share)).map((share) => ({ shares: [share], run: undefined }));
  const order = new Map(shares.map((share, index) => [share, index]));
  const first = ({ shares: own }: JoinedShares) => Math.min(...own.map((share) => order.get(share) ?? 0));
  return [...joined, ...alone].sort((one, other) => first(one) - first(other));
}

function buildGroup(shares: readonly Share[], run: Run | undefined, counts: ReadonlyMap<string, number>): Group {
  const [first] = shares;
  const file = first?.file ?? "";
  const own = (counts.get(file) ?? 0) > 1 && first?.label !== "" ? `${file}#${first?.label}` : file;
  const drafts = shares.flatMap((share) => share.drafts);
  return {
    name: run?.name ?? own,
    directory: findDraftsDirectory(drafts),
    scripts: shares.map(({ file: script, units }) => ({ file: script, units })),
    clusters: [...new Set(shares.flatMap(({ clusters }) => clusters))],
    drafts,
    joined: run ? { link: run.link, by: run.by ?? run.name } : undefined,
  };
}

function listClusterNames(drafts: readonly Draft[]): ClusterName[] {
  return [...new Set(drafts.flatMap(({ scope }) => scope.cluster ?? []))];
}

function append(groups: Map<string, Draft[]>, name: string, draft: Draft): void {
  const group = groups.get(name);
  if (group) group.push(draft);
  else groups.set(name, [draft]);
}

/** Argo CD's names for the cluster that it runs on do not identify a cluster. */
function readDestination(draft: Draft): string | undefined {
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

/**
 * The clusters of a directory: one if its parts fit together, else one for each part. Directories that are named after an
 * environment or a platform are separate clusters. Values files that nothing uses never keep the rest apart.
 */
function join(tree: Tree): readonly Branch[] {
  const all: Branch[] = [...splitOwnBranches(tree)];
  const closed = new Set<Branch>();
  for (const [name, child] of tree.children) {
    const branches = join(child);
    all.push(...branches);
    if (findEnvironmentName(name) !== undefined || isPlatformName(name) || isSetAside(name))
      for (const branch of branches) closed.add(branch);
  }
  const open = all.filter((branch) => !closed.has(branch));
  const named = open.filter((branch) => !isLoose(branch[1]));
  const fitting = [named.length > 0 ? named : open].find((branches) => branches.length > 1 && fitsTogether(branches));
  return fitting ? [joinBranches(tree, fitting), ...all.filter((branch) => !fitting.includes(branch))] : all;
}

function joinBranches({ directory }: Tree, branches: readonly Branch[]): Branch {
  return [directory, branches.flatMap(([, drafts]) => drafts)];
}

/** Checks whether installs are only values files that nothing in the repository refers to. */
export function isLoose(drafts: readonly Draft[]): boolean {
  return drafts.every(({ form }) => form === "helm-values");
}

/**
 * The files of one directory belong to one cluster, unless several IstioOperators each define their own mesh, such as istioctl's
 * profiles, or several control planes of the Sail Operator are alternatives.
 */
function splitOwnBranches({ directory, own }: Tree): readonly Branch[] {
  if (own.length === 0) return [];
  if (isChoice(directory, own)) {
    const files = new Map<string, Draft[]>();
    for (const draft of own) append(files, draft.scope.file, draft);
    return [...files];
  }
  const meshes = new Map<string, Set<string>>();
  for (const draft of own) {
    if (draft.component !== "istiod" || draft.tool !== "istioctl") continue;
    const name = nameMesh(draft);
    meshes.set(name, (meshes.get(name) ?? new Set()).add(draft.scope.file));
  }
  if (meshes.size < 2 || new Set([...meshes.values()].flatMap((files) => [...files])).size < 2) return [[directory, own]];
  const owners = new Map([...meshes.values()].flatMap((files) => [...files].map((file) => [file, [...files][0] ?? file] as const)));
  const branches = new Map<string, Draft[]>();
  for (const draft of own) append(branches, owners.get(draft.scope.file) ?? directory, draft);
  return [...branches];
}

/** Checks whether control planes are alternatives: in several files with different profiles, or in a directory of samples. */
function isChoice(directory: string, own: readonly Draft[]): boolean {
  const planes = own.filter((draft) => draft.component === "istiod" && draft.tool === "sail");
  if (new Set(planes.map(({ scope }) => scope.file)).size < 2) return false;
  return directory.split("/").some(isSetAside) || new Set(planes.map(({ profile }) => findStringAt(profile) ?? "")).size > 1;
}

/** The name that distinguishes the mesh of an IstioOperator: the cluster that it is for, else its name, else its file. */
function nameMesh({ scope, layers }: Draft): string {
  const clusters = layers.map(({ values }) => findStringAt(values, "global", "multiCluster", "clusterName"));
  const cluster = clusters.findLast((name) => name !== undefined);
  return cluster === undefined ? (scope.object ?? `file ${scope.file}`) : `cluster ${cluster}`;
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

function findDraftsDirectory(drafts: readonly Draft[]): string {
  return findCommonDirectory(drafts.map(({ scope }) => scope.file));
}

/** The nearest directory that holds some files, with a trailing slash; `""` at the root. */
export function findCommonDirectory(files: readonly string[]): string {
  const directories = files.map(resolveDraftDirectory);
  let common = directories[0] ?? "";
  while (!directories.every((directory) => directory.startsWith(common))) common = resolveDraftDirectory(common.replace(/\/$/, ""));
  return common;
}

/** The directory of a path, with a trailing slash; `""` at the root. */
export function resolveDraftDirectory(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
