import { mkdirSync, writeFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { openBudget } from "../../files/programs/budget.ts";
import { findProgram } from "../../files/programs/find.ts";
import { rememberResults } from "../../files/programs/known-results.ts";
import { kustomizeBudget, programLimits } from "../../files/programs/limits.ts";
import { openPrivateFolder } from "../../files/programs/private-folder.ts";
import { type ProgramResult, type RunOptions, runProgram } from "../../files/programs/run.ts";
import { once } from "../../model/remembered.ts";
import type { SealedOverlay } from "./layout.ts";
import type { KustomizeOutput } from "./output.ts";

/** `kustomize build` or `kubectl kustomize` for one run: a few overlays at a time, within a shared time budget. */
export interface KustomizeProgram {
  readonly build: (overlay: SealedOverlay) => Promise<KustomizeOutput | KustomizeFailure>;
}

export interface KustomizeFailure {
  readonly code: "kustomize-failed" | "kustomize-limit";
  readonly failure: string;
}

/** The restrictions for Kustomize: no network, and limited time. */
export type ProgramLimits = Pick<RunOptions, "network"> & Partial<Pick<RunOptions, "budget" | "time">>;

/** The number of overlays that are built at the same time. */
const parallel = 2;

/** Finds the program on this machine; undefined if neither is on the PATH. */
export function findKustomize(limits: ProgramLimits = { network: "none" }): KustomizeProgram | undefined {
  const command = findCommand();
  if (!command) return undefined;
  const options = { budget: openBudget(kustomizeBudget / 1000), ...programLimits.kustomize, ...limits };
  const inTurn = openQueue(parallel);
  // Most overlays are the same in a change and in the commit before it, so results are reused.
  const run = rememberResults(readTexts, (overlay) => inTurn(() => runOn(overlay, command, options)));
  return { build: async (overlay) => conclude(await run(overlay), overlay) };
}

/**
 * Returns a function that finds the program on its first call. Everything read in one run shares the program, its time budget
 * and its results.
 */
export function shareKustomize(): () => KustomizeProgram | undefined {
  return once(() => findKustomize());
}

type Command = readonly [path: string, verb: string];
type Bounds = Pick<RunOptions, "network" | "budget" | "time" | "memory" | "output">;

function findCommand(): Command | undefined {
  for (const [name, verb] of [
    ["kustomize", "build"],
    ["kubectl", "kustomize"],
  ] as const) {
    const path = findProgram(name);
    if (path !== undefined) return [path, verb];
  }
  return undefined;
}

async function runOn(overlay: SealedOverlay, [program, verb]: Command, bounds: Bounds): Promise<ProgramResult> {
  const { path: folder, close } = openPrivateFolder();
  try {
    writeOverlay(folder, overlay);
    const env = { KUBECONFIG: writeNoCluster(folder) };
    const options = { ...bounds, cwd: folder, home: folder, env };
    const result = await runProgram(program, [verb, join(folder, overlay.root)], options);
    // The name of the folder differs in each run.
    return { ...result, errors: result.errors.replaceAll(`${folder}${sep}`, "") };
  } finally {
    close();
  }
}

/**
 * Turns the result of a build into the output of an overlay. Overlays with identical files share a build but differ in the
 * origin of the files.
 */
function conclude(result: ProgramResult, overlay: SealedOverlay): KustomizeOutput | KustomizeFailure {
  if ("output" in result) return { yaml: result.output.toString("utf8"), pathOf: createPathMapper(overlay) };
  if (result.bound === "budget")
    return { code: "kustomize-limit", failure: `This overlay is read from its text: Kustomize ${result.reason}.` };
  const reason = (!result.bound && readLastError(result.errors)) || `it ${result.reason}`;
  return { code: "kustomize-failed", failure: `Kustomize cannot build this: ${withOwnNames(reason, overlay)}` };
}

/**
 * Writes a configuration with an unreachable cluster. Without any cluster, kubectl uses port 8080 on this machine, and a tool
 * that chooses between kubectl versions would contact it.
 */
function writeNoCluster(folder: string): string {
  const path = join(folder, "kubeconfig");
  const clusters = [{ name: "none", cluster: { server: "http://127.0.0.1:0" } }];
  const contexts = [{ name: "none", context: { cluster: "none", user: "none" } }];
  const config = { apiVersion: "v1", kind: "Config", clusters, contexts, users: [{ name: "none" }], "current-context": "none" };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

function readTexts({ root, files }: SealedOverlay): string[] {
  return [root, ...[...files].flat()];
}

function writeOverlay(folder: string, { files }: SealedOverlay): void {
  for (const directory of new Set([...files.keys()].map((path) => posix.dirname(path))))
    mkdirSync(join(folder, directory), { mode: 0o700 });
  for (const [path, text] of files) writeFileSync(join(folder, path), text, { flag: "wx", mode: 0o600 });
}

/**
 * Maps annotated paths, which are relative to the overlay's directory, to files of the repository. A manifest can contain a
 * forged annotation, so only copied files count.
 */
function createPathMapper({ root, originals }: SealedOverlay): (annotated: string) => string | undefined {
  return (annotated) => originals.get(posix.join(root, annotated));
}

/** What a program complains about at last; newer versions of kubectl put it between `err=<` and `>`, or in quotes, behind the time. */
function readLastError(errors: string): string | undefined {
  const quoted = /^E\d{4} .*?\] .*?err="((?:[^"\\]|\\.)*)"/m.exec(errors)?.[1]?.replaceAll('\\"', '"');
  const told = /err=<\n(.*?)\n >/s.exec(errors)?.[1] ?? quoted ?? errors;
  // Addresses in memory are others each time.
  return told
    .trim()
    .split("\n")
    .at(-1)
    ?.trim()
    .replace(/\b0x[0-9a-f]{6,}\b/g, "0x…");
}

/** Replaces generated file names in a message by the names in the repository. */
function withOwnNames(message: string, { files, originals }: SealedOverlay): string {
  const names = new Map(originals);
  for (const path of files.keys()) {
    const directory = posix.dirname(path);
    const kustomization = originals.get(`${directory}/kustomization.yaml`) ?? directory;
    names.set(posix.basename(path), originals.get(path) ?? kustomization).set(directory, posix.dirname(kustomization));
  }
  const inLayout = /(?:\.{1,2}\/)?\b((?:d\d+\/)?(f\d+\.yaml|kustomization\.yaml)|d\d+)\b/g;
  return message.replace(inLayout, (written, path: string, name = path) => names.get(path) ?? names.get(name) ?? written);
}

/** Creates a queue that runs a limited number of tasks at the same time, in the order of arrival. */
function openQueue(places: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
