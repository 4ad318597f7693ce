import type { Cursor, Entry } from "../../model/cursor.ts";
import { findStringAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Source } from "../../reader/source.ts";
import { applyPatch, type Patch, patchMatches } from "./patch.ts";

/** A function that fills variables into a value. */
export type Fill = (cursor: Cursor) => Cursor;

/** The changes that deploying makes to a document: patches, then a namespace, then a fill. */
export interface Change {
  readonly patches: readonly Patch[];
  readonly namespace: Cursor | undefined;
  /** Returns the function that fills variables into the values of a document; undefined for a document that stays unchanged. */
  readonly fillFor?: ((document: Document) => Fill | undefined) | undefined;
}

/**
 * A source in its deployed form: every document is changed and attributed to the file that deploys it. `rendered` marks output
 * of Kustomize.
 */
export function changeSource(source: Source, changes: readonly Change[], deployer: string, rendered = source.rendered): Source {
  const known = new WeakMap<Document, readonly Document[]>();
  const fills = changes.some(({ fillFor }) => fillFor !== undefined);
  return {
    path: source.path,
    get text() {
      return source.text;
    },
    words: source.words,
    isThrowaway: source.isThrowaway,
    ...(rendered ? { rendered } : {}),
    ...(fills || source.fills ? { fills: true } : {}),
    deployer,
    origin: source.origin ?? source,
    scripts: () => [],
    documents: (marker) =>
      source.documents(marker).flatMap((document) => {
        const changed = known.get(document) ?? applyChanges(document, changes, deployer);
        known.set(document, changed);
        return changed;
      }),
  };
}

function applyChanges(document: Document, changes: readonly Change[], file: string): readonly Document[] {
  let current: Document | undefined = { ...document, file };
  for (const change of changes) current = current && changeDocument(current, change);
  return current ? [current] : [];
}

function changeDocument(document: Document, { patches, namespace, fillFor }: Change): Document | undefined {
  let root: Cursor = document.root;
  for (const patch of patches) {
    const match = patchMatches(patch, document);
    const patched = match === "no" ? root : applyPatch(root, patch, match);
    if (!patched) return undefined;
    root = patched;
  }
  if (namespace && document.apiVersion !== undefined && !clusterWide.test(document.kind ?? "")) root = setNamespace(root, namespace);
  const fill = fillFor?.(document);
  if (!fill) return withRoot(document, root);
  const { fill: before } = document;
  return { ...withRoot(document, fill(root)), fill: (cursor) => fill(before ? before(cursor) : cursor) };
}

const clusterWide =
  /^(Namespace|Cluster\w*|CustomResourceDefinition|PersistentVolume|StorageClass|PriorityClass|\w+WebhookConfiguration|CiliumClusterwide\w*|GatewayClass|APIService)$/;

function setNamespace(root: Cursor, namespace: Cursor): Cursor {
  const metadata = root.kind === "map" ? root.entries.get("metadata") : undefined;
  if (root.kind !== "map" || metadata?.value.kind !== "map") return root;
  const entries = new Map<string, Entry>(metadata.value.entries);
  entries.set("namespace", { key: isPlace(namespace.origin) ? namespace.origin : metadata.key, value: namespace });
  const changed = new Map<string, Entry>(root.entries);
  changed.set("metadata", { ...metadata, value: { ...metadata.value, entries } });
  return { ...root, entries: changed };
}

function withRoot(document: Document, root: Cursor): Document {
  const name = findStringAt(root, "metadata", "name");
  return root === document.root ? document : { ...document, root, name, namespace: findStringAt(root, "metadata", "namespace") };
}
