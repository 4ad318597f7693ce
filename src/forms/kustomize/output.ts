import { type Cursor, findEntriesAt, findReferenceAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import { isThrowaway } from "../../model/throwaway.ts";
import { openDocuments } from "../../reader/documents.ts";
import { relocate } from "../../reader/relocate.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { generateConfigMaps } from "./generated-config.ts";
import type { Overlay } from "./kustomization.ts";
import { applyPatch, dropIdentity, listPatches, type Patch, patchMatches } from "./patch.ts";

/** The output of Kustomize for an overlay. */
export interface KustomizeOutput {
  readonly yaml: string;
  /** Returns the repository path of the file that an origin annotation names; undefined if that file was not passed to Kustomize. */
  readonly pathOf: (annotated: string) => string | undefined;
}

/** Creates a source with the output of an overlay; its values have the places of the files that they come from. */
export function createOutputSource(overlay: Overlay, output: KustomizeOutput, reader: Reader, prefix: string): Source {
  const documents = openDocuments(wrapWholeText(overlay.path, output.yaml), () => {});
  const patches = overlay.kustomizations.flatMap(({ root, file }) => listPatches(root, file, reader));
  const generated = overlay.kustomizations.flatMap((kustomization) => generateConfigMaps(kustomization, reader));
  const located = new Map<Document, Document>();
  const original = createOriginalFinder(reader, output.pathOf);
  return {
    path: overlay.path,
    text: output.yaml,
    words: reader.wordsIn(output.yaml),
    isThrowaway: isThrowaway(overlay.path.slice(prefix.length)),
    rendered: true,
    deployer: overlay.path,
    scripts: () => [],
    documents: (marker) =>
      documents(marker).map((document) => {
        const known =
          located.get(document) ?? withOrigins(document, original(document) ?? findGenerator(document, generated), patches, overlay);
        located.set(document, known);
        return known;
      }),
  };
}

const annotations = ["metadata", "annotations"];
const originAnnotation = "config.kubernetes.io/origin";

/** Finds the resource that an output document was made from, by its origin annotation. */
function createOriginalFinder(reader: Reader, pathOf: KustomizeOutput["pathOf"]): (document: Document) => Document | undefined {
  return (document) => {
    const annotation = findStringAt(document.root, ...annotations, originAnnotation);
    const path = annotation?.match(/^path: (.+)$/m)?.[1];
    const file = path === undefined ? undefined : pathOf(path);
    if (file === undefined) return undefined;
    const candidates = (reader.source(file)?.documents(/(?:)/) ?? []).filter(({ kind }) => kind === document.kind);
    const name = readWrittenName(document);
    const isRenamed = (candidate: Document) => name?.includes(readWrittenName(candidate) ?? name) ?? false;
    return candidates.find((candidate) => readWrittenName(candidate) === name) ?? candidates.find(isRenamed) ?? candidates[0];
  };
}

/** The name of a document as written, including variables. */
function readWrittenName({ root }: Document): string | undefined {
  return findReferenceAt(root, "metadata", "name");
}

/** Finds the generator of a ConfigMap. The ConfigMap's name ends with a hash and may have a prefix. */
function findGenerator({ kind, name }: Document, generated: readonly Document[]): Document | undefined {
  if (kind !== "ConfigMap" || name === undefined) return undefined;
  const plain = name.replace(/-[a-z0-9]{10}$/, "");
  return generated.find((candidate) => candidate.name === name || (candidate.name !== undefined && plain.endsWith(candidate.name)));
}

function withOrigins(document: Document, original: Document | undefined, patches: readonly Patch[], overlay: Overlay): Document {
  const place: Place = { file: overlay.path, start: 0, end: 0 };
  const written = patches.flatMap((patch) => {
    const target = [document, original].find((candidate) => candidate && patchMatches(patch, candidate) !== "no");
    const patched = target && readWrittenValues(patch, original);
    return patched ? [patched] : [];
  });
  const namespaces = overlay.kustomizations.flatMap(({ root }) => listNamespaceSetting(root));
  return {
    ...document,
    root: relocate(dropOriginAnnotation(document.root), [...(original ? [original.root] : []), ...namespaces, ...written], place),
  };
}

/** Removes the origin annotation. It is there only because this tool requested it, and is not deployed. */
function dropOriginAnnotation(root: Cursor): Cursor {
  const keys = findEntriesAt(root, ...annotations).map(([key]) => key);
  if (!keys.includes(originAnnotation)) return root;
  return removeAtPath(root, keys.length > 1 ? [...annotations, originAnnotation] : annotations);
}

function removeAtPath(cursor: Cursor, [key = "", ...rest]: readonly string[]): Cursor {
  const entry = cursor.kind === "map" ? cursor.entries.get(key) : undefined;
  if (cursor.kind !== "map" || !entry) return cursor;
  const entries = new Map(cursor.entries);
  if (rest.length === 0) entries.delete(key);
  else entries.set(key, { ...entry, value: removeAtPath(entry.value, rest) });
  return { ...cursor, entries };
}

/** The namespace of a kustomization, in the shape of the resources to which it applies. */
function listNamespaceSetting(kustomization: Cursor): Cursor[] {
  const namespace = kustomization.kind === "map" ? kustomization.entries.get("namespace") : undefined;
  if (!namespace) return [];
  const metadata: Cursor = { kind: "map", origin: { builtIn: "metadata" }, entries: new Map([["namespace", namespace]]) };
  return [{ ...metadata, entries: new Map([["metadata", { key: metadata.origin, value: metadata }]]) }];
}

/**
 * The values that a patch writes, in the shape of the resource. Operations have such a shape only after they are applied to the
 * resource.
 */
function readWrittenValues(patch: Patch, original: Document | undefined): Cursor | undefined {
  if (patch.content.kind === "map") return dropIdentity(patch.content);
  return patch.content.kind === "list" && original ? applyPatch(original.root, patch, "yes") : undefined;
}
