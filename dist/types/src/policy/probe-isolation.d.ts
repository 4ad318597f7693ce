import type { ClusterDocument } from "../model/cluster.js";
import type { Workload } from "./enrolment.js";
import type { PodPolicy } from "./pod-policy.js";
/** Health probes to pods of the mesh that network policies drop. */
export interface DroppedProbes {
    /** The policy that isolates the pods. */
    readonly policy: PodPolicy;
    readonly namespace: string;
    /** The source addresses of probes that no policy admits. */
    readonly addresses: readonly string[];
    /** True if all pods of the policy are affected, or certainly a workload in the repository. */
    readonly isCertain: boolean;
    /** The workload whose probes are dropped, if it is in the repository, and the port that is not admitted. */
    readonly workload: Workload | undefined;
    readonly port: number | undefined;
    /** True if a rule denies the address, because then no other policy can admit it. */
    readonly isDenied: boolean;
}
/** Finds the policies that, together with all others, isolate pods of the mesh from the source addresses of the kubelet's probes. */
export declare function droppedProbes(cluster: ClusterDocument, addresses: readonly string[], further?: readonly PodPolicy[]): DroppedProbes[];
