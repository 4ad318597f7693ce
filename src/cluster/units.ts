import type { FoundEvidence, Platform } from "../model/cluster.ts";
import { type ClusterName, formatShortName, mayBeSame } from "../model/cluster-name.ts";
import type { Component, Draft, ScriptUnit } from "../model/install.ts";

/** Components that a cluster runs only once: a second one means a second cluster. */
export const single: readonly Component[] = ["cni", "ztunnel", "ambient", "istiod", "cilium", "aws-vpc-cni"];

/** Parts of one file that install into the same cluster. */
export interface Share {
  readonly file: string;
  /** The name that distinguishes it among the shares of its file. */
  readonly label: string;
  readonly units: readonly ScriptUnit[];
  /** The clusters that its commands name; several names may mean the same cluster. */
  readonly clusters: readonly ClusterName[];
  readonly drafts: readonly Draft[];
}

/**
 * Sorts the installs of one file into clusters. Each job has its own cluster, and so has each context that a script uses. Targets
 * that one target runs belong together. So do all targets of a file, unless the cluster would get two of a component that it can
 * have only once, or two platforms.
 */
export function splitShares(file: string, drafts: readonly Draft[], evidence: readonly FoundEvidence[]): Share[] {
  const units = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const name = draft.scope.unit?.name ?? "";
    const known = units.get(name);
    if (known) known.push(draft);
    else units.set(name, [draft]);
  }
  const all = [...units].flatMap(([name, own]) => shareUnit(file, name, own));
  const jobs = all.filter(({ units: [unit] }) => !unit?.callers);
  const targets = all.filter(({ units: [unit] }) => unit?.callers);
  const platforms = gatherPlatforms(evidence);
  return [...jobs, ...joinNeighbours(joinCalled(targets, platforms), platforms)];
}

/**
 * Sorts the installs of one unit by the clusters that its commands name. Installs that name none belong to the only cluster, if
 * there is just one, or else to a separate cluster.
 */
function shareUnit(file: string, name: string, drafts: readonly Draft[]): Share[] {
  const units = [drafts.at(-1)?.scope.unit ?? { name: "" }];
  const classes = groupClusterNames(drafts.flatMap(({ scope }) => scope.cluster ?? []));
  if (classes.length < 2) return [{ file, label: name, units, clusters: classes[0] ?? [], drafts }];
  const shares = [...classes, []].map((clusters) => ({ file, label: formatLabel(name, clusters), units, clusters, drafts: [] as Draft[] }));
  for (const draft of drafts) {
    const { cluster } = draft.scope;
    const own = shares.find(({ clusters }) => (cluster === undefined ? clusters.length === 0 : clusters.includes(cluster)));
    own?.drafts.push(draft);
  }
  return shares.filter((share) => share.drafts.length > 0);
}

function formatLabel(unit: string, [cluster]: readonly ClusterName[]): string {
  const named = cluster === undefined ? "" : formatShortName(cluster);
  return [unit, named].filter((part) => part !== "").join(" ");
}

/** More clusters than one script uses. */
const classLimit = 100;

/** Groups names that may mean the same cluster. A name joins a group only if it fits no other. */
function groupClusterNames(names: readonly ClusterName[]): ClusterName[][] {
  const classes: ClusterName[][] = [];
  const distinct = [...new Set(names)].slice(0, classLimit);
  const isOpen = (name: ClusterName) => /[$`{?]|^kubeconfig:/.test(name);
  for (const name of [...distinct.filter((each) => !isOpen(each)), ...distinct.filter(isOpen)]) {
    const possible = classes.filter((known) => known.every((other) => mayBeSame(name, other)));
    if (possible.length === 1) possible[0]?.push(name);
    else classes.push([name]);
  }
  return classes;
}

/** The platforms that parts of files prove, by file and part. */
export type Platforms = ReadonlyMap<string, ReadonlySet<Platform>>;

/** Finds the platforms that parts of scripts prove. */
export function gatherPlatforms(evidence: readonly FoundEvidence[]): Platforms {
  const platforms = new Map<string, Set<Platform>>();
  for (const { unit, platform, strength, place } of evidence) {
    if (!platform || strength !== "strong") continue;
    const key = formatPartKey(place.file, unit?.name);
    platforms.set(key, new Set([...(platforms.get(key) ?? []), platform]));
  }
  return platforms;
}

/** The key of a part of a file, or of the whole file if no part is given. */
export function formatPartKey(file: string, unit: string | undefined): string {
  return `${file}\0${unit ?? ""}`;
}

const callerLimit = 200;

/** Joins the parts that one target runs, beginning with the target that runs the most. */
function joinCalled(targets: readonly Share[], platforms: Platforms): Share[] {
  const called = new Map<string, Share[]>();
  for (const share of targets) {
    for (const caller of share.units[0]?.callers ?? []) called.set(caller, [...(called.get(caller) ?? []), share]);
  }
  const taken = new Set<Share>();
  const joined: Share[] = [];
  for (const [label, shares] of [...called].sort(([, one], [, other]) => other.length - one.length).slice(0, callerLimit)) {
    const free = shares.filter((share) => !taken.has(share));
    if (free.length < 2 || !fitTogether(free, platforms)) continue;
    for (const share of free) taken.add(share);
    joined.push(mergeShares(label, free));
  }
  const alone = targets.filter((share) => !taken.has(share));
  return [...joined, ...alone].sort((one, other) => findFirstStart(one) - findFirstStart(other));
}

/** Joins neighbouring shares as long as they fit together. */
function joinNeighbours(shares: readonly Share[], platforms: Platforms): Share[] {
  const joined: Share[] = [];
  for (const share of shares) {
    const last = joined.at(-1);
    if (last && fitTogether([last, share], platforms)) joined[joined.length - 1] = mergeShares(last.label, [last, share]);
    else joined.push(share);
  }
  return joined;
}

function mergeShares(label: string, shares: readonly Share[]): Share {
  return {
    file: shares[0]?.file ?? "",
    label,
    units: shares.flatMap(({ units }) => units),
    clusters: [...new Set(shares.flatMap(({ clusters }) => clusters))],
    drafts: shares.flatMap(({ drafts }) => drafts),
  };
}

/**
 * Checks whether shares can belong to one cluster: no component that a cluster has only once occurs twice, and there is only one
 * platform and one cluster name.
 */
export function fitTogether(shares: readonly Share[], platforms: Platforms): boolean {
  const seen = new Set<Component>();
  for (const { drafts } of shares) {
    const own = new Set(drafts.map(({ component }) => component).filter((component) => single.includes(component)));
    for (const component of own) {
      if (seen.has(component)) return false;
      seen.add(component);
    }
  }
  if (groupClusterNames(shares.flatMap(({ clusters }) => clusters)).length > 1) return false;
  const parts = shares.flatMap(({ file, units }) => units.map(({ name }) => formatPartKey(file, name)));
  return new Set(parts.flatMap((part) => [...(platforms.get(part) ?? [])])).size < 2;
}

function findFirstStart({ drafts }: Share): number {
  return Math.min(...drafts.map(({ place }) => place.start));
}
