import { type ClusterDocument, type Labels, record } from "../../src/policy/define.ts";

/** A Namespace object of a cluster. */
export interface NamespaceObject {
  readonly name: string;
  /** The index among the cluster's resources. */
  readonly index: number;
  readonly labels: Labels;
}

/** Lists the Namespace objects of a cluster whose labels are all known. */
export function listKnownNamespaces({ resources }: ClusterDocument): readonly NamespaceObject[] {
  return [...resources.entries()].flatMap(([index, { kind, name, object, unknown = [] }]) => {
    const isKnown = !unknown.some((pointer) => "/metadata/labels".startsWith(pointer) || pointer.startsWith("/metadata/labels"));
    return kind === "Namespace" && isKnown ? { name, index, labels: record(record(object.metadata).labels) } : [];
  });
}

/** Checks whether there is a Namespace object, with known labels or not. */
export function hasNamespace({ resources }: ClusterDocument, name: string): boolean {
  return resources.some((resource) => resource.kind === "Namespace" && resource.name === name);
}
