import { posix } from "node:path";
import { isKustomization } from "../../files/file-kind.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { buildOverlays } from "./build.ts";
import { findOverlays, type Overlay } from "./kustomization.ts";
import type { KustomizeProgram } from "./program.ts";
import { changesFiles, deriveOutput, needsBuilding } from "./static.ts";

/**
 * Lookups of what the GitOps tools of a repository deploy with Kustomize. They are passed in: the tools depend on Kustomize, but
 * Kustomize does not depend on them.
 */
export interface GitOps {
  /** Finds the directories that they deploy as overlays. */
  readonly directories: (reader: Reader) => ReadonlySet<string>;
  /** Finds the directories of components that they add to a deployment without an overlay that names them. */
  readonly components: (reader: Reader) => readonly string[];
}

/** The options for building overlays. */
export interface BuildOptions {
  readonly prefix: string;
  readonly mode: "auto" | "build" | "off";
  readonly findProgram: () => KustomizeProgram | undefined;
  readonly gitOps: GitOps;
}

/**
 * Replaces the files that overlays deploy by the result of building them: the returned reader has one source with Kustomize's
 * output for each overlay, and no longer contains the input files.
 */
export async function withKustomizeOutput(reader: Reader, { prefix, mode, findProgram, gitOps }: BuildOptions): Promise<Reader> {
  if (!reader.sources.some(({ path }) => isKustomization(path))) return reader;
  const overlays = findOverlays(reader, gitOps.directories(reader));
  const sources = new Map(reader.sources.map((source) => [source.path, source]));
  const concernsUs = (path: string) => /istio|ztunnel|cilium|aws-node/.test(sources.get(path)?.text ?? "");
  const concerning = new Set(overlays.filter((overlay) => [overlay.path, ...overlay.resources].some(concernsUs)));
  const patches = new Set([...concerning].flatMap((overlay) => overlay.patches));
  const agents = [...concerning].flatMap((overlay) => listAgentPatches(overlay, sources));
  if (mode === "off") return narrowReader(reader, gitOps, agents, patches, overlays);
  reportObstacles(concerning, reader);
  const wanted = [...concerning].filter((overlay) => mode === "build" || needsBuilding(overlay, reader));
  const outputs = new Map(await buildOverlays(wanted, reader, prefix, mode === "build", findProgram));
  const shared = findSharedFiles(overlays);
  const isOwn = (overlay: Overlay) => changesFiles(overlay) || (concerning.has(overlay) && !needsBuilding(overlay, reader));
  const made = overlays.map((overlay) => outputs.get(overlay) ?? deriveUnbuilt(overlay, isOwn(overlay), shared, reader));
  const used = overlays.filter((_, index) => made[index]).flatMap((overlay) => overlay.resources);
  return narrowReader(
    reader,
    gitOps,
    [...made.flatMap((several) => several ?? []), ...agents],
    new Set([...patches, ...used]),
    overlays.filter((_, index) => !made[index]),
  );
}

/** Patches of the VPC CNI's DaemonSet. The DaemonSet itself usually comes from elsewhere, so only the content of the patch is known. */
function listAgentPatches(overlay: Overlay, sources: ReadonlyMap<string, Source>): Source[] {
  return overlay.patches.flatMap((path) => {
    const patch = sources.get(path);
    if (!patch?.words.has("aws-node")) return [];
    const { text, words, isThrowaway, scripts } = patch;
    return [{ path, text, words, isThrowaway, scripts, documents: () => [], deployer: overlay.path }];
  });
}

/** Reports the obstacles to building overlays or reading them completely. */
function reportObstacles(overlays: Iterable<Overlay>, reader: Reader): void {
  for (const overlay of overlays) {
    const { obstacle } = overlay;
    // If only charts are in the way, they are read from the kustomization itself.
    if (obstacle && (obstacle.code !== "kustomize-helm" || needsBuilding(overlay, reader))) reader.problem(obstacle);
  }
}

/** The sources of an overlay that was not built, derived from its text; undefined if its files can be read unchanged. */
function deriveUnbuilt(overlay: Overlay, isOwn: boolean, shared: ReadonlySet<string>, reader: Reader): readonly Source[] | undefined {
  return isOwn || overlay.resources.some((path) => shared.has(path)) ? deriveOutput(overlay, reader) : undefined;
}

/** Files that several overlays deploy separately. */
function findSharedFiles(overlays: readonly Overlay[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const path of overlays.flatMap(({ resources }) => [...new Set(resources)])) (seen.has(path) ? shared : seen).add(path);
  return shared;
}

/**
 * Removes sources that are deployed in a changed form, and components that nothing names. `asIs` are overlays whose files are
 * read unchanged.
 */
function narrowReader(
  reader: Reader,
  gitOps: GitOps,
  added: readonly Source[],
  removed: ReadonlySet<string>,
  asIs: readonly Overlay[],
): Reader {
  const listed = asIs.flatMap(({ kustomizations }) => kustomizations.map(({ file }) => posix.dirname(file)));
  const named = new Set([...listed, ...gitOps.components(reader)]);
  const isIdle = (path: string) => isPartOfComponent(path, reader) && !named.has(posix.dirname(path));
  const kept = reader.sources.filter((source) => !removed.has(source.path) && !isIdle(source.path));
  return reader.withSources([...kept, ...added]);
}

/** Checks whether a file belongs to a component. A component is deployed only by the overlays that name it, as part of their output. */
function isPartOfComponent(path: string, reader: Reader): boolean {
  if (isKustomization(path)) return false;
  const kustomization = reader.source(posix.join(posix.dirname(path), "kustomization.yaml"));
  return kustomization !== undefined && /^kind:\s*Component\b/m.test(kustomization.text);
}
