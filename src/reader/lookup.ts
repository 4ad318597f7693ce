import { referenceAt } from "../model/cursor.ts";
import type { Document } from "../model/document.ts";
import type { Reader } from "./source.ts";

/** Where a reference stands, which decides what it means where several objects have the name. */
export interface Viewpoint {
  /** The files that speak, the one that counts most first: what deploys it, then where it is written. */
  readonly files: readonly string[];
  readonly namespace: string | undefined;
}

/**
 * The objects that a reference by kind and name can mean: of its namespace where there are any, and of those the ones
 * whose files share the longest way from the root with the file of the reference. Several are as many clusters' own.
 */
export function findNamed(reader: Reader, kind: string, name: string, { files, namespace }: Viewpoint): readonly Document[] {
  let candidates = inNamespace(reader.named(kind, name), namespace);
  for (const file of files) candidates = nearest(candidates, file);
  return candidates;
}

type Index = Map<string | undefined, readonly Document[]>;

const namespaces = new WeakMap<readonly Document[], Index>();
const directories = new WeakMap<readonly Document[], Index>();

function inNamespace(named: readonly Document[], namespace: string | undefined): readonly Document[] {
  if (named.length < 2) return named;
  const index = indexed(namespaces, named, (document) => [referenceAt(document.root, "metadata", "namespace")]);
  return index.get(namespace) ?? named;
}

function nearest(candidates: readonly Document[], file: string): readonly Document[] {
  if (candidates.length < 2) return candidates;
  const index = indexed(directories, candidates, ({ file: own }) => waysTo(own));
  for (const directory of waysTo(file)) {
    const found = index.get(directory);
    if (found) return found;
  }
  return candidates;
}

/** The directories that a file lies in, the closest first; the root is "". */
function waysTo(file: string): string[] {
  const steps = file.split("/").slice(0, -1);
  return [...steps, ""].map((_, index) => steps.slice(0, steps.length - index).join("/"));
}

/** Fleets have thousands of references to hundreds of objects of one name: who looks at each of them for each never ends. */
function indexed(
  indexes: WeakMap<readonly Document[], Index>,
  documents: readonly Document[],
  keysOf: (document: Document) => readonly (string | undefined)[],
): Index {
  const known = indexes.get(documents);
  if (known) return known;
  const index = new Map<string | undefined, Document[]>();
  for (const document of documents) {
    for (const key of keysOf(document)) {
      const others = index.get(key);
      if (others) others.push(document);
      else index.set(key, [document]);
    }
  }
  indexes.set(documents, index);
  return index;
}
