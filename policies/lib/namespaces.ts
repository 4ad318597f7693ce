import { type ClusterDocument, type Labels, record } from "../../src/policy/define.ts";

/** A Namespace object of a cluster. */
export interface NamespaceObject {
  readonly name: string;
  /** Which of the cluster's resources it is. */
  readonly index: number;
  readonly labels: Labels;
}

/** The Namespace objects of a cluster whose labels are all known. */
export function knownNamespaces({ resources }: ClusterDocument): readonly NamespaceObject[] {
  return [...resources.entries()].flatMap(([index, { kind, name, object, unknown = [] }]) => {
    const isKnown = !unknown.some((pointer) => "/metadata/labels".startsWith(pointer) || pointer.startsWith("/metadata/labels"));
    return kind === "Namespace" && isKnown ? { name, index, labels: record(record(object.metadata).labels) } : [];
  });
}

/** Whether a Namespace object is there, with labels that are known or not. */
export function hasNamespace({ resources }: ClusterDocument, name: string): boolean {
  return resources.some((resource) => resource.kind === "Namespace" && resource.name === name);
}
