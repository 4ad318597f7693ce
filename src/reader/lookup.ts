import { findReferenceAt } from "../model/cursor.ts";
import type { Document } from "../model/document.ts";
import type { Reader } from "./source.ts";

/** The place of a reference. It decides which object is meant if several have the same name. */
export interface Viewpoint {
  /** The files to compare with, the most important first: the file that deploys the reference, then the file that contains it. */
  readonly files: readonly string[];
  readonly namespace: string | undefined;
}

/**
 * Finds the objects that a reference by kind and name can mean. Objects in the same namespace are preferred, and among those the
 * objects whose files share the longest path from the root with the file of the reference. If several remain, each cluster has
 * its own.
 */
export function findNamed(reader: Reader, kind: string, name: string, { files, namespace }: Viewpoint): readonly Document[] {
  let candidates = selectInNamespace(reader.named(kind, name), namespace);
  for (const file of files) candidates = selectNearest(candidates, file);
  return candidates;
}

type Index = Map<string | undefined, readonly Document[]>;

const namespaces = new WeakMap<readonly Document[], Index>();
const directories = new WeakMap<readonly Document[], Index>();

function selectInNamespace(named: readonly Document[], namespace: string | undefined): readonly Document[] {
  if (named.length < 2) return named;
  const index = findIndexed(namespaces, named, (document) => [findReferenceAt(document.root, "metadata", "namespace")]);
  return index.get(namespace) ?? named;
}

function selectNearest(candidates: readonly Document[], file: string): readonly Document[] {
  if (candidates.length < 2) return candidates;
  const index = findIndexed(directories, candidates, ({ file: own }) => listDirectoriesOf(own));
  for (const directory of listDirectoriesOf(file)) {
    const found = index.get(directory);
    if (found) return found;
  }
  return candidates;
}

/** Returns the directories that contain a file, the closest first; the root is "". */
function listDirectoriesOf(file: string): string[] {
  const steps = file.split("/").slice(0, -1);
  return [...steps, ""].map((_, index) => steps.slice(0, steps.length - index).join("/"));
}

/** A fleet has thousands of references to hundreds of objects with one name, so comparing each pair would take too long. */
function findIndexed(
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
