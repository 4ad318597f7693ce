import type { ClusterDocument } from "../model/cluster.js";
import { type Labels } from "./selector.js";
/** The label that adds a namespace or a pod to the ambient mesh, or removes it. */
export declare const modeLabel = "istio.io/dataplane-mode";
/** A namespace of a cluster whose labels are all known. */
export interface KnownNamespace {
    readonly name: string;
    readonly labels: Labels;
    /** A JSON pointer to its object. */
    readonly at: string;
}
/** Returns the namespaces of a cluster that are in the ambient mesh, whatever sets their label. */
export declare function enrolledNamespaces({ resources }: ClusterDocument): readonly KnownNamespace[];
/** A workload in the repository, with the properties of its pods. */
export interface Workload {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly labels: Labels;
    /** False if the pods opt out of the mesh, share the node's network, or run in a sandbox that isolates their network. */
    readonly isCaptured: boolean;
    /** The ports that the kubelet probes; null for a port that the workload does not declare. */
    readonly probePorts: readonly (number | null)[];
    /** True if neither the labels nor the network of the pods exclude them from the mesh. */
    readonly isEnrollable: boolean;
    readonly runtimeClassName: string | null;
    /** True if the runtime class has one of the names that gVisor and Kata Containers use. */
    readonly isSandboxed: boolean;
    /** A JSON pointer to its object. */
    readonly at: string;
    /** A JSON pointer from the object to the description of its pods. */
    readonly template: string;
}
/** Returns the workloads that policies check: those in enrolled namespaces that a policy isolates, and those with a runtime class. */
export declare function workloadsOf({ resources }: ClusterDocument): readonly Workload[];
