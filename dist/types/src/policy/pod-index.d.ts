import type { ClusterDocument } from "../model/cluster.js";
import { type KnownNamespace, type Workload } from "./enrolment.js";
import { type PodPolicy } from "./pod-policy.js";
import type { Count } from "./selector.js";
/** The network policies of a cluster and the pods that they may be for, found by namespace. */
export interface PodIndex {
    readonly policies: readonly PodPolicy[];
    /** The namespaces with pods of the mesh that a policy is for. */
    readonly meshNamespacesOf: (policy: PodPolicy) => readonly KnownNamespace[];
    /** All policies for pods of a namespace. */
    readonly policiesIn: (namespace: KnownNamespace, count: Count) => readonly PodPolicy[];
    readonly workloadsIn: (namespace: string) => readonly Workload[];
    /** Whether some policy for pods of a namespace cannot be known: it may admit anything. */
    readonly isUnknownIn: (namespace: string) => boolean;
    /** Counts the comparisons that judging a policy takes. Throws where they are too many. */
    readonly counting: (policy: PodPolicy) => Count;
}
/** Sorts the network policies and the workloads of a cluster by namespace. */
export declare function indexPods(cluster: ClusterDocument): PodIndex;
