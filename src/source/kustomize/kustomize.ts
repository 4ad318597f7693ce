import { posix } from "node:path";
import { isAside } from "../../model/aside.ts";
import { type Cursor, referenceAt, stringAt } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import type { Place } from "../../model/location.ts";
import { wholeText } from "../../model/source-text.ts";
import { UsageError } from "../../model/usage-error.ts";
import { applicationsIn, componentDirectories, sourcesOf } from "../argocd/application.ts";
import { documentsOf } from "../documents.ts";
import { fluxComponents, fluxDirectory, fluxKustomizations } from "../flux/kustomization.ts";
import { relocate } from "../relocate.ts";
import type { Repository } from "../repository.ts";
import type { Document, Reader, Source } from "../source.ts";
import { generatedConfigMaps } from "./generated-config.ts";
import { findOverlays, isKustomization, type Overlay, overlayDirectory } from "./kustomization.ts";
import { applyPatch, type Patch, patchesIn, patchMatches, withoutIdentity } from "./patch.ts";
import { findKustomize, type KustomizeProgram } from "./program.ts";
import { changesFiles, needsBuilding, staticOutput } from "./static.ts";

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
  const concerning = new Set(overlays.filter((overlay) => [overlay.path, ...overlay.resources].some(concernsUs)));
  const patches = new Set([...concerning].flatMap((overlay) => overlay.patches));
  const agents = [...concerning].flatMap((overlay) => agentPatches(overlay, sources));
  if (mode === "off") return narrowed(reader, agents, patches, overlays);
  reportObstacles(concerning, reader);
  const wanted = [...concerning].filter((overlay) => mode === "build" || needsBuilding(overlay, reader));
  const outputs = new Map(await buildOverlays(wanted, reader, repository, mode));
  const shared = sharedFiles(overlays);
  const isOwn = (overlay: Overlay) => changesFiles(overlay) || (concerning.has(overlay) && !needsBuilding(overlay, reader));
  const made = overlays.map((overlay) => outputs.get(overlay) ?? unbuilt(overlay, isOwn(overlay), shared, reader));
  const used = overlays.filter((_, index) => made[index]).flatMap((overlay) => overlay.resources);
  return narrowed(
    reader,
    [...made.flatMap((several) => several ?? []), ...agents],
    new Set([...patches, ...used]),
    overlays.filter((_, index) => !made[index]),
  );
}

/** Patches of the VPC CNI's DaemonSet, which mostly comes from elsewhere: only what they say themselves is known. */
function agentPatches(overlay: Overlay, sources: ReadonlyMap<string, Source>): Source[] {
  return overlay.patches.flatMap((path) => {
    const patch = sources.get(path);
    return patch?.words.has("aws-node") ? [{ ...patch, documents: () => [], deployer: overlay.path }] : [];
  });
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
    const message =
      "Neither kustomize nor kubectl is installed here: of kustomizations only patches, namespaces and generated ConfigMaps are read.";
    reader.problem({ code: "kustomize-not-installed", message });
  }
  const built = await inParallel(overlays, async (overlay) => program && (await buildOverlay(overlay, reader, repository, program)));
  return overlays.flatMap((overlay, index) => (built[index] ? [[overlay, [built[index]]]] : []));
}

/** What keeps overlays from being built or read whole. */
function reportObstacles(overlays: Iterable<Overlay>, reader: Reader): void {
  for (const overlay of overlays) {
    const { obstacle } = overlay;
    // Charts are read from the kustomization itself.
    if (obstacle && (obstacle.code !== "kustomize-helm" || needsBuilding(overlay, reader))) reader.problem(obstacle);
  }
}

/** An overlay that was not built, as far as its text says it; undefined where its files can stand for themselves. */
function unbuilt(overlay: Overlay, isOwn: boolean, shared: ReadonlySet<string>, reader: Reader): readonly Source[] | undefined {
  return isOwn || overlay.resources.some((path) => shared.has(path)) ? staticOutput(overlay, reader) : undefined;
}

/** Files that several overlays deploy, each for itself. */
function sharedFiles(overlays: readonly Overlay[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const path of overlays.flatMap(({ resources }) => [...new Set(resources)])) (seen.has(path) ? shared : seen).add(path);
  return shared;
}

/** Leaves out what is deployed in another shape, and components that nothing names; `asIs` are overlays whose files stand for themselves. */
function narrowed(reader: Reader, added: readonly Source[], removed: ReadonlySet<string>, asIs: readonly Overlay[]): Reader {
  const listed = asIs.flatMap(({ kustomizations }) => kustomizations.map(({ file }) => posix.dirname(file)));
  const named = new Set([...listed, ...componentsOfGitOps(reader)]);
  const isIdle = (path: string) => isPartOfComponent(path, reader) && !named.has(posix.dirname(path));
  const kept = reader.sources.filter((source) => !removed.has(source.path) && !isIdle(source.path));
  return reader.withSources([...kept, ...added]);
}

/** The directories of components that Flux and Argo CD add to what they deploy, without any overlay that names them. */
function componentsOfGitOps(reader: Reader): string[] {
  const ofFlux = fluxKustomizations(reader).flatMap((document) => fluxComponents(document, reader));
  const applications = reader.sources.filter(({ words }) => words.has("argoproj.io/")).flatMap((source) => applicationsIn(source));
  const ofArgocd = applications.flatMap((application) =>
    sourcesOf(application).flatMap((source) => componentDirectories(source, application.file, reader)),
  );
  return [...ofFlux, ...ofArgocd];
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
  if (overlay.obstacle) return undefined;
  const place: Place = { file: overlay.path, start: 0, end: 0 };
  if (filesOf(overlay).some((path) => isBomb(reader, path))) {
    const message = "A file of this overlay holds more than is read of one; the overlay is not built.";
    reader.problem({ code: "kustomize-limit", message, place });
    return undefined;
  }
  const output = await program.build(repository.root, overlayDirectory(overlay).slice(repository.prefix.length) || ".");
  if ("failure" in output) {
    reader.problem({ code: "kustomize-failed", message: `Kustomize cannot build this: ${output.failure}`, place });
    return undefined;
  }
  const documents = documentsOf(wholeText(overlay.path, output.yaml), () => {});
  const patches = overlay.kustomizations.flatMap(({ root, file }) => patchesIn(root, file, reader));
  const generated = overlay.kustomizations.flatMap((kustomization) => generatedConfigMaps(kustomization, reader));
  const located = new Map<Document, Document>();
  const original = originalsIn(reader, (annotated) => repository.prefix + output.pathOf(annotated));
  return {
    path: overlay.path,
    text: output.yaml,
    words: reader.wordsIn(output.yaml),
    isAside: isAside(overlay.path.slice(repository.prefix.length)),
    rendered: true,
    deployer: overlay.path,
    scripts: () => [],
    documents: (marker) =>
      documents(marker).map((document) => {
        const known =
          located.get(document) ?? withOrigins(document, original(document) ?? generatorOf(document, generated), patches, overlay);
        located.set(document, known);
        return known;
      }),
  };
}

function filesOf({ kustomizations, resources, patches }: Overlay): string[] {
  return [...kustomizations.map(({ file }) => file), ...resources, ...patches];
}

/** Aliases that Kustomize would follow for as long as it is let to. */
function isBomb(reader: Reader, path: string): boolean {
  const text = reader.source(path)?.text ?? "";
  if (!/[\s:,[{-]\*\w/.test(text) || !/[\s:,[{-]&\w/.test(text)) return false;
  const problems: Problem[] = [];
  documentsOf(wholeText(path, text), (problem) => problems.push(problem))(/(?:)/);
  return problems.some(({ code }) => code === "yaml-limit");
}

/** The resource that an output document was made from, by its origin annotation. */
function originalsIn(reader: Reader, pathOf: (annotated: string) => string): (document: Document) => Document | undefined {
  return (document) => {
    const annotation = stringAt(document.root, "metadata", "annotations", "config.kubernetes.io/origin");
    const path = annotation?.match(/^path: (.+)$/m)?.[1];
    if (path === undefined) return undefined;
    const candidates = (reader.source(pathOf(path))?.documents(/(?:)/) ?? []).filter(({ kind }) => kind === document.kind);
    const name = nameOf(document);
    const isRenamed = (candidate: Document) => name?.includes(nameOf(candidate) ?? name) ?? false;
    return candidates.find((candidate) => nameOf(candidate) === name) ?? candidates.find(isRenamed) ?? candidates[0];
  };
}

/** A name as it is written, variables and all. */
function nameOf({ root }: Document): string | undefined {
  return referenceAt(root, "metadata", "name");
}

/** The generator of a ConfigMap, whose name has a hash at its end and perhaps a prefix. */
function generatorOf({ kind, name }: Document, generated: readonly Document[]): Document | undefined {
  if (kind !== "ConfigMap" || name === undefined) return undefined;
  const plain = name.replace(/-[a-z0-9]{10}$/, "");
  return generated.find((candidate) => candidate.name === name || (candidate.name !== undefined && plain.endsWith(candidate.name)));
}

function withOrigins(document: Document, original: Document | undefined, patches: readonly Patch[], overlay: Overlay): Document {
  const place: Place = { file: overlay.path, start: 0, end: 0 };
  const written = patches.flatMap((patch) => {
    const target = [document, original].find((candidate) => candidate && patchMatches(patch, candidate) !== "no");
    const patched = target && writtenBy(patch, original);
    return patched ? [patched] : [];
  });
  const namespaces = overlay.kustomizations.flatMap(({ root }) => namespaceOf(root));
  return { ...document, root: relocate(document.root, [...(original ? [original.root] : []), ...namespaces, ...written], place) };
}

/** The namespace of a kustomization, in the shape of the resources that it gives it to. */
function namespaceOf(kustomization: Cursor): Cursor[] {
  const namespace = kustomization.kind === "map" ? kustomization.entries.get("namespace") : undefined;
  if (!namespace) return [];
  const metadata: Cursor = { kind: "map", origin: { builtIn: "metadata" }, entries: new Map([["namespace", namespace]]) };
  return [{ ...metadata, entries: new Map([["metadata", { key: metadata.origin, value: metadata }]]) }];
}

/** What a patch writes, in the shape of the resource: operations only have one where they are applied to it. */
function writtenBy(patch: Patch, original: Document | undefined): Cursor | undefined {
  if (patch.content.kind === "map") return withoutIdentity(patch.content);
  return patch.content.kind === "list" && original ? applyPatch(original.root, patch, "yes") : undefined;
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
