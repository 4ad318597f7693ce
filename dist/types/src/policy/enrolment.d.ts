import type { ClusterDocument } from "../model/cluster.js";
import { type Labels } from "./selector.js";
/** The label that takes a namespace or a pod into the ambient mesh, or out of it. */
export declare const modeLabel = "istio.io/dataplane-mode";
/** A namespace of a cluster, where all of its labels are known. */
export interface KnownNamespace {
    readonly name: string;
    readonly labels: Labels;
    /** A JSON pointer to its object. */
    readonly at: string;
}
/** The namespaces of a cluster that are in the ambient mesh, whoever labels them. */
export declare function enrolledNamespaces({ resources }: ClusterDocument): readonly KnownNamespace[];
/** A workload of the repository, by what its pods are. */
export interface Workload {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly labels: Labels;
    /** False where its pods are taken out of the mesh, share the node's network, or run in a sandbox that keeps it to itself. */
    readonly isCaptured: boolean;
    /** The ports that the kubelet probes; null for one that the workload does not declare. */
    readonly probePorts: readonly (number | null)[];
    /** True where neither the labels nor the network of the pods keep them out of the mesh. */
    readonly isEnrollable: boolean;
    readonly runtimeClassName: string | null;
    /** True where the runtime class is one of gVisor or Kata Containers, by the names that the projects give. */
    readonly isSandboxed: boolean;
    /** A JSON pointer to its object. */
    readonly at: string;
    /** Where its pods are described, as a JSON pointer from its object on. */
    readonly template: string;
}
/** The workloads of a cluster that policies look at: those of enrolled namespaces that a policy isolates, and those with a runtime class. */
export declare function workloadsOf({ resources }: ClusterDocument): readonly Workload[];
