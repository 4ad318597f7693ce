import { referenceAt } from "../model/cursor.ts";
import type { Document, Reader } from "./source.ts";

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
  const named = reader.named(kind, name);
  const inNamespace = named.filter((document) => referenceAt(document.root, "metadata", "namespace") === namespace);
  let candidates = inNamespace.length > 0 ? inNamespace : named;
  for (const file of files) candidates = nearest(candidates, file);
  return candidates;
}

function nearest(candidates: readonly Document[], file: string): readonly Document[] {
  if (candidates.length < 2) return candidates;
  const shared = candidates.map((document) => commonSteps(document.file, file));
  const most = shared.reduce((one, other) => Math.max(one, other), 0);
  return candidates.filter((_, index) => shared[index] === most);
}

function commonSteps(path: string, other: string): number {
  const steps = path.split("/").slice(0, -1);
  const others = other.split("/").slice(0, -1);
  const differing = steps.findIndex((step, index) => step !== others[index]);
  return differing === -1 ? steps.length : differing;
}
