import type { Clue, Platform } from "../model/cluster.ts";
import type { Component, Draft, ScriptUnit } from "../model/install.ts";

/** Components of which a cluster runs one: a second one is a second cluster's. */
export const single: readonly Component[] = ["cni", "ztunnel", "ambient", "istiod", "cilium", "aws-vpc-cni"];

/** Parts of one file that install into one cluster. */
export interface Share {
  /** What to call it among the shares of its file. */
  readonly label: string;
  readonly units: readonly ScriptUnit[];
  readonly drafts: readonly Draft[];
}

/**
 * Sorts what one file installs into clusters. A job has a cluster of its own. Targets that one target runs belong
 * together, and so do the targets of a file at all, unless the cluster would get two of a component that it can have
 * once or be on two platforms.
 */
export function sharesOf(drafts: readonly Draft[], clues: readonly Clue[]): Share[] {
  const units = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const name = draft.scope.unit?.name ?? "";
    const known = units.get(name);
    if (known) known.push(draft);
    else units.set(name, [draft]);
  }
  const all = [...units].map(([name, own]): Share => ({ label: name, units: [own.at(-1)?.scope.unit ?? { name: "" }], drafts: own }));
  const jobs = all.filter(({ units: [unit] }) => !unit?.callers);
  const targets = all.filter(({ units: [unit] }) => unit?.callers);
  const platforms = platformsOf(clues);
  return [...jobs, ...joinNeighbours(joinCalled(targets, platforms), platforms)];
}

type Platforms = ReadonlyMap<string, ReadonlySet<Platform>>;

function platformsOf(clues: readonly Clue[]): Platforms {
  const platforms = new Map<string, Set<Platform>>();
  for (const { unit, platform, strength } of clues) {
    if (!unit || !platform || strength !== "strong") continue;
    platforms.set(unit.name, new Set([...(platforms.get(unit.name) ?? []), platform]));
  }
  return platforms;
}

const callerLimit = 200;

/** Joins what one target runs, beginning with the target that runs most. */
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
    joined.push(merged(label, free));
  }
  const alone = targets.filter((share) => !taken.has(share));
  return [...joined, ...alone].sort((one, other) => startOf(one) - startOf(other));
}

/** Joins what stands one below the other, for as long as it fits. */
function joinNeighbours(shares: readonly Share[], platforms: Platforms): Share[] {
  const joined: Share[] = [];
  for (const share of shares) {
    const last = joined.at(-1);
    if (last && fitTogether([last, share], platforms)) joined[joined.length - 1] = merged(last.label, [last, share]);
    else joined.push(share);
  }
  return joined;
}

function merged(label: string, shares: readonly Share[]): Share {
  return { label, units: shares.flatMap(({ units }) => units), drafts: shares.flatMap(({ drafts }) => drafts) };
}

function fitTogether(shares: readonly Share[], platforms: Platforms): boolean {
  const seen = new Set<Component>();
  for (const { drafts } of shares) {
    const own = new Set(drafts.map(({ component }) => component).filter((component) => single.includes(component)));
    for (const component of own) {
      if (seen.has(component)) return false;
      seen.add(component);
    }
  }
  const known = shares.flatMap(({ units }) => units.flatMap(({ name }) => [...(platforms.get(name) ?? [])]));
  return new Set(known).size < 2;
}

function startOf({ drafts }: Share): number {
  return Math.min(...drafts.map(({ place }) => place.start));
}
