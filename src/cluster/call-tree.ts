import type { FoundEvidence, Platform } from "../model/cluster.ts";
import type { ScriptCall } from "../model/deployment.ts";
import type { Draft } from "../model/install.ts";
import { buildPosition } from "./crossing.ts";
import { findCommonDirectory, resolveDraftDirectory } from "./group.ts";
import { formatPartKey, gatherPlatforms, type Platforms } from "./units.ts";

/** Parts that run together: all parts that a caller reaches, including the caller. */
export interface Run {
  /** The file, and the part if the file has several. */
  readonly name: string;
  readonly file: string;
  readonly parts: ReadonlySet<string>;
  readonly link: "containment" | "sequence";
  /** The document that says so, where one does. */
  readonly by?: string;
}

/** All callers of script parts. */
export interface CallTree {
  /** The largest run first. */
  readonly runs: readonly Run[];
  /** The runs that contain a part, the smallest first. */
  readonly runsOf: (part: string) => readonly Run[];
}

/** More callers than one repository has, and more steps than following them takes. */
const runLimit = 3_000;
const stepLimit = 200_000;

/** Follows the calls between scripts to find the parts that each caller reaches. */
export function openCallTree(calls: readonly ScriptCall[], drafts: readonly Draft[], evidence: readonly FoundEvidence[]): CallTree {
  const parts = listScriptParts(drafts, evidence);
  const edges = collectEdges(calls, parts);
  const documents = new Set(calls.flatMap(({ from, isSequence }) => (isSequence ? from : [])));
  const runs = [...findDescribedSequences([...listRuns(edges)], documents, gatherPlatforms(evidence)), ...findSequences(parts)];
  runs.sort((one, other) => other.parts.size - one.parts.size);
  const byPart = new Map<string, Run[]>();
  for (const run of runs) {
    for (const part of run.parts) {
      const own = byPart.get(part);
      if (own) own.unshift(run);
      else byPart.set(part, [run]);
    }
  }
  return { runs, runsOf: (part) => byPart.get(part) ?? [] };
}

function collectEdges(calls: readonly ScriptCall[], parts: readonly Part[]): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>();
  const connect = (from: string, to: string) => edges.set(from, (edges.get(from) ?? new Set()).add(to));
  for (const { from, fromUnit, to, toUnit } of calls) connect(formatPartKey(from, fromUnit), formatPartKey(to, toUnit));
  const called = new Set(calls.filter(({ toUnit }) => toUnit === undefined).map(({ to }) => to));
  for (const { file, unit, callers } of parts) {
    if (unit !== undefined && !callers && called.has(file)) connect(formatPartKey(file, undefined), formatPartKey(file, unit));
    for (const caller of callers ?? []) if (caller !== unit) connect(formatPartKey(file, caller), formatPartKey(file, unit));
  }
  return edges;
}

interface Part {
  readonly file: string;
  readonly unit: string | undefined;
  readonly callers: readonly string[] | undefined;
}

function listScriptParts(drafts: readonly Draft[], evidence: readonly FoundEvidence[]): Part[] {
  const parts = new Map<string, Part>();
  const scripts = drafts.filter(({ scope }) => scope.script).map(({ scope }) => ({ file: scope.file, unit: scope.unit }));
  for (const { file, unit } of [
    ...scripts,
    ...evidence.filter(({ script }) => script).map(({ place, unit }) => ({ file: place.file, unit })),
  ]) {
    parts.set(formatPartKey(file, unit?.name), { file, unit: unit?.name || undefined, callers: unit?.callers });
  }
  return [...parts.values()];
}

function* listRuns(edges: ReadonlyMap<string, ReadonlySet<string>>): Generator<Run> {
  let steps = 0;
  for (const from of [...edges.keys()].slice(0, runLimit)) {
    const parts = new Set([from]);
    for (const part of parts) {
      steps += 1;
      if (steps > stepLimit) return;
      for (const next of edges.get(part) ?? []) parts.add(next);
    }
    const [file = "", unit = ""] = from.split("\0");
    yield { name: unit === "" ? file : `${file}#${unit}`, file, parts, link: "containment" };
  }
}

/**
 * Runs that a document tells its readers to start are sequences. Where it tells of several platforms, they are ways to choose
 * from, and nothing says which one a reader took.
 */
function findDescribedSequences(runs: readonly Run[], documents: ReadonlySet<string>, platforms: Platforms): Run[] {
  const described = runs.filter(({ file }) => documents.has(file));
  const proven = new Map<string, Set<Platform>>();
  for (const { parts } of described) {
    const own = [...parts].flatMap((part) => [...(platforms.get(part) ?? [])]);
    for (const part of parts) proven.set(part, new Set([...(proven.get(part) ?? []), ...own]));
  }
  return runs.flatMap((run): Run[] => {
    if (!documents.has(run.file)) return [run];
    const parts = [...run.parts].filter((part) => !documents.has(part.split("\0")[0] ?? ""));
    const isChoice = parts.some((part) => (proven.get(part)?.size ?? 0) > 1);
    return isChoice || !isOneTree(parts) ? [] : [{ ...buildSequence(parts), by: run.file }];
  });
}

/** Whether scripts lie in directories that no environment, platform or archive keeps apart. */
function isOneTree(parts: readonly string[]): boolean {
  const directories = parts.map((part) => resolveDraftDirectory(part.split("\0")[0] ?? ""));
  return directories.every((one) => directories.every((other) => !buildPosition(`${one}file`, other, []).isApart));
}

function buildSequence(parts: readonly string[]): Run {
  const directory = findCommonDirectory(parts.map((part) => part.split("\0")[0] ?? ""));
  return { name: directory.replace(/\/$/, "") || ".", file: directory, parts: new Set(parts), link: "sequence" };
}

/** Numbered scripts in one directory run one after the other. */
function* findSequences(parts: readonly Part[]): Generator<Run> {
  const numbered = new Map<string, Set<string>>();
  for (const { file, unit } of parts) {
    const directory = resolveDraftDirectory(file);
    if (unit === undefined && /^\d{1,3}[-_.]\D/.test(file.slice(directory.length))) {
      numbered.set(directory, (numbered.get(directory) ?? new Set()).add(formatPartKey(file, undefined)));
    }
  }
  for (const [directory, own] of numbered) {
    const name = directory.replace(/\/$/, "") || ".";
    if (own.size > 1) yield { name, file: directory, parts: own, link: "sequence" };
  }
}
