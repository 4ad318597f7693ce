import { posix } from "node:path";
import { isAside } from "../model/aside.ts";
import { at, type Cursor, itemsAt, type ScalarCursor, stringAt, textOf } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";
import { wholeText } from "../model/source-text.ts";
import { UsageError } from "../model/usage-error.ts";
import { documentsOf } from "./documents.ts";
import { fluxDirectory, fluxKustomizations } from "./flux-kustomization.ts";
import { findOverlays, isKustomization, type Overlay, overlayDirectory } from "./kustomization.ts";
import { findKustomize, type KustomizeProgram } from "./kustomize-program.ts";
import { changesFiles, isUnderstood, staticOutput } from "./kustomize-static.ts";
import { relocate } from "./relocate.ts";
import type { Repository } from "./repository.ts";
import type { Document, Reader, Source } from "./source.ts";
import { readYaml } from "./yaml.ts";

export type KustomizeMode = "auto" | "build" | "off";

const parallel = 2;

/**
 * Replaces files that overlays deploy by what the overlays make of them: the reader that results has one source for
 * each overlay, with Kustomize's output in it, and leaves out the files that went into it.
 */
export async function withKustomizeOutput(reader: Reader, repository: Repository, mode: KustomizeMode): Promise<Reader> {
  if (!reader.sources.some(({ path }) => isKustomization(path))) return reader;
  const overlays = findOverlays(reader, directoriesOfFlux(reader));
  const sources = new Map(reader.sources.map((source) => [source.path, source]));
  const concernsUs = (path: string) => /istio|ztunnel|cilium|aws-node/.test(sources.get(path)?.text ?? "");
  const concerning = overlays.filter((overlay) => [overlay.path, ...overlay.resources].some(concernsUs));
  const patches = new Set(overlays.flatMap((overlay) => overlay.patches));
  if (mode === "off") return narrowed(reader, [], patches);
  const outputs = new Map(await buildOverlays(concerning, reader, repository, mode));
  const shared = sharedFiles(overlays);
  const made = overlays.map((overlay) => outputs.get(overlay) ?? unbuilt(overlay, shared, reader));
  const used = overlays.filter((_, index) => made[index]).flatMap((overlay) => overlay.resources);
  return narrowed(
    reader,
    made.flatMap((several) => several ?? []),
    new Set([...patches, ...used]),
  );
}

function directoriesOfFlux(reader: Reader): ReadonlySet<string> {
  return new Set(fluxKustomizations(reader).flatMap((document) => fluxDirectory(document, reader) ?? []));
}

/** The output of each overlay that Kustomize can build. */
async function buildOverlays(
  overlays: readonly Overlay[],
  reader: Reader,
  repository: Repository,
  mode: KustomizeMode,
): Promise<[Overlay, readonly Source[]][]> {
  const program = overlays.length > 0 ? await findKustomize() : undefined;
  if (overlays.length > 0 && !program) {
    if (mode === "build") throw new UsageError("--kustomize build needs kustomize or kubectl on the PATH.");
    if (overlays.some(needsBuilding)) {
      const message = "Neither kustomize nor kubectl is installed here: kustomizations are read without their patches.";
      reader.problem({ code: "kustomize-not-installed", message });
    }
  }
  const built = await inParallel(overlays, async (overlay) => program && (await buildOverlay(overlay, reader, repository, program)));
  return overlays.flatMap((overlay, index) => (built[index] ? [[overlay, [built[index]]]] : []));
}

/** Whether reading an overlay's text is not enough to know what it makes of its files. */
function needsBuilding({ kustomizations }: Overlay): boolean {
  return !kustomizations.every(isUnderstood);
}

/** An overlay that was not built, as far as its text says it; undefined where its files can stand for themselves. */
function unbuilt(overlay: Overlay, shared: ReadonlySet<string>, reader: Reader): readonly Source[] | undefined {
  return changesFiles(overlay) || overlay.resources.some((path) => shared.has(path)) ? staticOutput(overlay, reader) : undefined;
}

/** Files that several overlays deploy, each for itself. */
function sharedFiles(overlays: readonly Overlay[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const path of overlays.flatMap(({ resources }) => [...new Set(resources)])) (seen.has(path) ? shared : seen).add(path);
  return shared;
}

function narrowed(reader: Reader, added: readonly Source[], removed: ReadonlySet<string>): Reader {
  const kept = reader.sources.filter((source) => !removed.has(source.path) && !isPartOfComponent(source.path, reader));
  return reader.withSources([...kept, ...added]);
}

/** A component is deployed by the overlays that name it, in their output, and by itself not at all. */
function isPartOfComponent(path: string, reader: Reader): boolean {
  if (isKustomization(path)) return false;
  const kustomization = reader.source(posix.join(posix.dirname(path), "kustomization.yaml"));
  return kustomization !== undefined && /^kind:\s*Component\b/m.test(kustomization.text);
}

async function buildOverlay(
  overlay: Overlay,
  reader: Reader,
  repository: Repository,
  program: KustomizeProgram,
): Promise<Source | undefined> {
  if (overlay.obstacle) {
    // Charts are read from the kustomization itself.
    if (overlay.obstacle.code !== "kustomize-helm" || needsBuilding(overlay)) reader.problem(overlay.obstacle);
    return undefined;
  }
  const place: Place = { file: overlay.path, start: 0, end: 0 };
  const output = await program.build(repository.root, overlayDirectory(overlay).slice(repository.prefix.length) || ".");
  if ("failure" in output) {
    reader.problem({ code: "kustomize-failed", message: `Kustomize cannot build this: ${output.failure}`, place });
    return undefined;
  }
  const documents = documentsOf(wholeText(overlay.path, output.yaml), () => {});
  const patches = overlay.kustomizations.flatMap((kustomization) => patchesOf(kustomization, reader));
  const located = new Map<Document, Document>();
  const original = originalsIn(reader, (annotated) => repository.prefix + output.pathOf(annotated));
  return {
    path: overlay.path,
    text: output.yaml,
    words: reader.wordsIn(output.yaml),
    isAside: isAside(overlay.path.slice(repository.prefix.length)),
    rendered: true,
    deployer: overlay.path,
    script: () => undefined,
    documents: (marker) =>
      documents(marker).map((document) => {
        const known = located.get(document) ?? withOrigins(document, original(document), patches, place);
        located.set(document, known);
        return known;
      }),
  };
}

/** The resource that an output document was made from, by its origin annotation. */
function originalsIn(reader: Reader, pathOf: (annotated: string) => string): (document: Document) => Document | undefined {
  return (document) => {
    const annotation = stringAt(document.root, "metadata", "annotations", "config.kubernetes.io/origin");
    const path = annotation?.match(/^path: (.+)$/m)?.[1];
    if (path === undefined) return undefined;
    const candidates = reader.source(pathOf(path))?.documents(/(?:)/) ?? [];
    return candidates.find((candidate) => isSame(candidate, document)) ?? candidates.find((candidate) => candidate.kind === document.kind);
  };
}

function withOrigins(document: Document, original: Document | undefined, patches: readonly Cursor[], place: Place): Document {
  const matching = patches.filter((patch) => stringAt(patch, "kind") === document.kind && isSameName(patch, document, original));
  return { ...document, root: relocate(document.root, [...(original ? [original.root] : []), ...matching.map(withoutIdentity)], place) };
}

/** A patch repeats the identity of what it patches only to find it: that is still written in the resource. */
function withoutIdentity(patch: Cursor): Cursor {
  if (patch.kind !== "map") return patch;
  const entries = [...patch.entries].filter(([key]) => !["apiVersion", "kind", "metadata"].includes(key));
  return { ...patch, entries: new Map(entries) };
}

function isSame(candidate: Document, document: Document): boolean {
  return candidate.kind === document.kind && candidate.name === document.name;
}

function isSameName(patch: Cursor, document: Document, original: Document | undefined): boolean {
  const name = stringAt(patch, "metadata", "name");
  return name !== undefined && (name === document.name || name === original?.name);
}

/** The strategic-merge patches of a kustomization: from files, or written in place. */
function patchesOf(kustomization: Document, reader: Reader): Cursor[] {
  const patches = itemsAt(kustomization.root, "patches").flatMap((item) => [at(item, "path"), at(item, "patch")]);
  const written = [...patches, ...itemsAt(kustomization.root, "patchesStrategicMerge")];
  return written.flatMap((patch) => (patch?.kind === "scalar" ? patchDocuments(kustomization, patch, reader) : []));
}

/** A patch is a path, or text that is the patch itself; only the latter has several lines. */
function patchDocuments(kustomization: Document, patch: ScalarCursor, reader: Reader): Cursor[] {
  const written = String(patch.value);
  if (!written.includes("\n")) {
    const file = reader.resolve(kustomization.file, written);
    const documents = file === undefined ? undefined : reader.source(file)?.documents(/(?:)/);
    return (documents ?? []).map((document) => document.root);
  }
  const text = textOf(patch);
  const root = text ? readYaml(text).root : undefined;
  return root ? [root] : [];
}

async function inParallel<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return results;
}
