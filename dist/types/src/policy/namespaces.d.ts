import type { ClusterDocument } from "../model/cluster.js";
import { type Labels } from "./selector.js";
/** A Namespace of a cluster, with the labels that anything gives it. */
export interface LabelledNamespace {
    readonly name: string;
    readonly labels: Labels;
    /** Its place among the cluster's resources. */
    readonly resource: number;
}
/** The Namespaces of a cluster of which all labels are known; a namespace may be written in several files, as alternatives. */
export declare function labelledNamespaces({ resources }: ClusterDocument): readonly LabelledNamespace[];
/** Namespaces that are in the repository with labels that cannot be known. */
export declare function isNamespaceUnknown({ resources }: ClusterDocument, name: string): boolean;
