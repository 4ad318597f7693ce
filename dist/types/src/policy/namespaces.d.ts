import type { ClusterDocument } from "../model/cluster.js";
import { type Labels } from "./selector.js";
/** A Namespace of a cluster with all its labels. */
export interface LabelledNamespace {
    readonly name: string;
    readonly labels: Labels;
    /** The index among the cluster's resources. */
    readonly resource: number;
}
/** Returns the Namespaces of a cluster whose labels are all known; a namespace may be in several files as alternatives. */
export declare function labelledNamespaces({ resources }: ClusterDocument): readonly LabelledNamespace[];
/** Checks whether a Namespace is in the repository with labels that cannot be known. */
export declare function isNamespaceUnknown({ resources }: ClusterDocument, name: string): boolean;
