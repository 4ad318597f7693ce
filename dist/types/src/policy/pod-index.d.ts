import type { ClusterDocument } from "../model/cluster.js";
import { type KnownNamespace, type Workload } from "./enrolment.js";
import { type PodPolicy } from "./pod-policy.js";
import type { Count } from "./selector.js";
/** The network policies of a cluster, and the pods that they may select, by namespace. */
export interface PodIndex {
    readonly policies: readonly PodPolicy[];
    /** Returns the namespaces with pods of the mesh that a policy selects. */
    readonly meshNamespacesOf: (policy: PodPolicy) => readonly KnownNamespace[];
    /** Returns all policies that apply to pods of a namespace. */
    readonly policiesIn: (namespace: KnownNamespace, count: Count) => readonly PodPolicy[];
    readonly workloadsIn: (namespace: string) => readonly Workload[];
    /** Checks whether a namespace has a policy that is not fully known, and so may admit any traffic. */
    readonly isUnknownIn: (namespace: string) => boolean;
    /** Returns a function that counts the comparisons for a policy, and throws if there are too many. */
    readonly counting: (policy: PodPolicy) => Count;
}
/** Groups the network policies and the workloads of a cluster by namespace. */
export declare function indexPods(cluster: ClusterDocument): PodIndex;
