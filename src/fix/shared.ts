import type { Cluster } from "../model/cluster.ts";
import { type Cursor, isPlace } from "../model/cursor.ts";
import type { Fix, TextEdit } from "../model/fix.ts";
import type { Draft } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import type { TextOf } from "./lines.ts";

/** A fix with the rule that proposes it and the cluster that it is for. */
export interface ProposedFix {
  readonly fix: Fix;
  readonly rule: string;
  readonly cluster: Cluster;
}

/**
 * Returns the fixes, and makes some of them unsafe: an edit of lines that several clusters use is safe only if the same rule
 * proposes it for all of them.
 */
export function withSharers(proposed: readonly ProposedFix[], clusters: readonly Cluster[], textOf: TextOf): Fix[] {
  const files = new Set(proposed.flatMap(({ fix }) => fix.edits.map(({ file }) => file)));
  const users = clusters.length > 1 && files.size > 0 ? indexUsers(clusters, files) : new Map<string, readonly Use[]>();
  const asking = new Map<string, Set<Cluster>>();
  for (const { fix, rule, cluster } of proposed) {
    for (const key of fix.edits.map((edit) => keyEdits(rule, edit))) asking.set(key, (asking.get(key) ?? new Set()).add(cluster));
  }
  return proposed.map(({ fix, rule }) => {
    const sharers = fix.edits.map((edit) => findSharer(edit, users.get(edit.file) ?? [], asking.get(keyEdits(rule, edit)), textOf));
    const sharer = sharers.find((found) => found);
    return sharer && fix.safe ? { ...fix, safe: false, reason: `cluster ${sharer.document.name} is made from the same lines` } : fix;
  });
}

function keyEdits(rule: string, { file, start, end, text }: TextEdit): string {
  return JSON.stringify([rule, file, start, end, text]);
}

/** A place in a file that a cluster uses. */
interface Use {
  readonly start: number;
  readonly cluster: Cluster;
}

/** Finds the first cluster that uses the lines of an edit but has no such fix. */
function findSharer(edit: TextEdit, uses: readonly Use[], asking: ReadonlySet<Cluster> | undefined, textOf: TextOf): Cluster | undefined {
  const text = textOf(edit.file);
  if (text === undefined || uses.length === 0) return undefined;
  const from = text.lastIndexOf("\n", edit.start - 1) + 1;
  const newline = text.indexOf("\n", edit.end);
  const to = newline === -1 ? text.length : newline;
  let index = findFirstAt(uses, from);
  for (let use = uses[index]; use && use.start <= to; use = uses[++index]) if (!asking?.has(use.cluster)) return use.cluster;
  return undefined;
}

function findFirstAt(uses: readonly Use[], start: number): number {
  let low = 0;
  for (let high = uses.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((uses[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lists every place in some files that the installs and resources of a cluster use, in order. */
function indexUsers(clusters: readonly Cluster[], files: ReadonlySet<string>): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  for (const cluster of clusters) {
    for (const [file, starts] of collectUsedPlaces(cluster, files)) {
      const known = uses.get(file) ?? [];
      for (const start of starts) known.push({ start, cluster });
      uses.set(file, known);
    }
  }
  for (const known of uses.values()) known.sort((one, other) => one.start - other.start);
  return uses;
}

function collectUsedPlaces(cluster: Cluster, files: ReadonlySet<string>): Map<string, Set<number>> {
  const places = new Map<string, Set<number>>();
  const note = ({ file, start }: Place) => {
    if (files.has(file)) places.set(file, (places.get(file) ?? new Set()).add(start));
  };
  for (const cursor of [...cluster.drafts.flatMap(listLayerCursors), ...cluster.resources.map(({ root }) => root)]) walk(cursor, note);
  for (const { place, home } of cluster.drafts) {
    note(place);
    if (home && "after" in home) note(home.after);
    if (home && "argument" in home) note(home.argument);
  }
  return places;
}

function listLayerCursors({ layers, home }: Draft): Cursor[] {
  return [...layers.map(({ values }) => values), ...(home && "map" in home ? [home.map] : [])];
}

function walk(cursor: Cursor, note: (place: Place) => void): void {
  if (isPlace(cursor.origin)) note(cursor.origin);
  if (cursor.kind === "list") for (const item of cursor.items) walk(item, note);
  if (cursor.kind !== "map") return;
  for (const { key, value } of cursor.entries.values()) {
    if (isPlace(key)) note(key);
    walk(value, note);
  }
}
