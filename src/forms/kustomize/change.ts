import type { Cursor, Entry } from "../../model/cursor.ts";
import { isPlace, stringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Source } from "../../reader/source.ts";
import { substituteVariables, type Variables } from "../flux/variables.ts";
import { applyPatch, type Patch, patchMatches } from "./patch.ts";

/** What deploying a document does to it: patches, then a namespace, then variables. */
export interface Change {
  readonly patches: readonly Patch[];
  readonly namespace: Cursor | undefined;
  readonly variables?: Variables | undefined;
}

/** A source as something deploys it: every document changed, and counted to the file that deploys it; `rendered` as Kustomize's output. */
export function deployedSource(source: Source, changes: readonly Change[], deployer: string, rendered = source.rendered): Source {
  const known = new WeakMap<Document, readonly Document[]>();
  const fills = changes.some(({ variables }) => variables !== undefined);
  return {
    path: source.path,
    get text() {
      return source.text;
    },
    words: source.words,
    isAside: source.isAside,
    ...(rendered ? { rendered } : {}),
    ...(fills || source.fills ? { fills: true } : {}),
    deployer,
    origin: source.origin ?? source,
    scripts: () => [],
    documents: (marker) =>
      source.documents(marker).flatMap((document) => {
        const changed = known.get(document) ?? deployedDocument(document, changes, deployer);
        known.set(document, changed);
        return changed;
      }),
  };
}

function deployedDocument(document: Document, changes: readonly Change[], file: string): readonly Document[] {
  let current: Document | undefined = { ...document, file };
  for (const change of changes) current = current && changeDocument(current, change);
  return current ? [current] : [];
}

function changeDocument(document: Document, { patches, namespace, variables }: Change): Document | undefined {
  let root: Cursor = document.root;
  for (const patch of patches) {
    const match = patchMatches(patch, document);
    const patched = match === "no" ? root : applyPatch(root, patch, match);
    if (!patched) return undefined;
    root = patched;
  }
  if (namespace && document.apiVersion !== undefined && !clusterWide.test(document.kind ?? "")) root = inNamespace(root, namespace);
  if (!variables || isLeftAlone(document)) return withRoot(document, root);
  const { fill } = document;
  const filled = withRoot(document, substituteVariables(root, variables));
  return { ...filled, fill: (cursor) => substituteVariables(fill ? fill(cursor) : cursor, variables) };
}

const clusterWide =
  /^(Namespace|Cluster\w*|CustomResourceDefinition|PersistentVolume|StorageClass|PriorityClass|\w+WebhookConfiguration|CiliumClusterwide\w*|GatewayClass|APIService)$/;

/** A label or an annotation keeps Flux from filling anything in. */
function isLeftAlone({ root }: Document): boolean {
  const key = "kustomize.toolkit.fluxcd.io/substitute";
  return stringAt(root, "metadata", "labels", key) === "disabled" || stringAt(root, "metadata", "annotations", key) === "disabled";
}

function inNamespace(root: Cursor, namespace: Cursor): Cursor {
  const metadata = root.kind === "map" ? root.entries.get("metadata") : undefined;
  if (root.kind !== "map" || metadata?.value.kind !== "map") return root;
  const entries = new Map<string, Entry>(metadata.value.entries);
  entries.set("namespace", { key: isPlace(namespace.origin) ? namespace.origin : metadata.key, value: namespace });
  const changed = new Map<string, Entry>(root.entries);
  changed.set("metadata", { ...metadata, value: { ...metadata.value, entries } });
  return { ...root, entries: changed };
}

function withRoot(document: Document, root: Cursor): Document {
  const name = stringAt(root, "metadata", "name");
  return root === document.root ? document : { ...document, root, name, namespace: stringAt(root, "metadata", "namespace") };
}
