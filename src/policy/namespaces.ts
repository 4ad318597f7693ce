import type { ClusterDocument, Resource } from "../model/cluster.ts";
import { type Labels, record } from "./selector.ts";

/** A Namespace of a cluster with all its labels. */
export interface LabelledNamespace {
  readonly name: string;
  readonly labels: Labels;
  /** The index among the cluster's resources. */
  readonly resource: number;
}

/** Returns the Namespaces of a cluster whose labels are all known; a namespace may be in several files as alternatives. */
export function labelledNamespaces({ resources }: ClusterDocument): readonly LabelledNamespace[] {
  const found = [...resources.entries()].filter(([, resource]) => resource.kind === "Namespace" && hasKnownLabels(resource));
  return found.map(([index, { name, object }]) => ({ name, labels: record(record(object.metadata).labels), resource: index }));
}

/** Checks whether a Namespace is in the repository with labels that cannot be known. */
export function isNamespaceUnknown({ resources }: ClusterDocument, name: string): boolean {
  return resources.some((resource) => resource.kind === "Namespace" && resource.name === name && !hasKnownLabels(resource));
}

function hasKnownLabels({ unknown = [] }: Resource): boolean {
  return !unknown.some((pointer) => pointer === "" || pointer === "/metadata" || pointer.startsWith("/metadata/labels"));
}
