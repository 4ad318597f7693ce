import type { ClusterDocument } from "../model/cluster.js";
import type { Workload } from "./enrolment.js";
import type { PodPolicy } from "./pod-policy.js";
/** Pods of the mesh whose health probes network policies drop. */
export interface DroppedProbes {
    /** The policy that isolates them. */
    readonly policy: PodPolicy;
    readonly namespace: string;
    /** The sources of probes that nothing admits to them. */
    readonly addresses: readonly string[];
    /** True where all of the policy's pods are concerned, or a workload of the repository certainly is. */
    readonly isCertain: boolean;
    /** The workload whose probes are dropped, where it is in the repository, and the port that is not among those admitted. */
    readonly workload: Workload | undefined;
    readonly port: number | undefined;
    /** True where a rule denies the address: no other policy can admit it then. */
    readonly isDenied: boolean;
}
/** Finds the policies that isolate pods of the mesh from the sources of the kubelet's probes, taken together with all others. */
export declare function droppedProbes(cluster: ClusterDocument, addresses: readonly string[], further?: readonly PodPolicy[]): DroppedProbes[];
