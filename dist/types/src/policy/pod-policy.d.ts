import type { ClusterDocument, Resource } from "../model/cluster.js";
import type { Selector } from "./selector.js";
/** The effect of a network policy on pods, independent of the network plugin. */
export interface PodPolicy {
    readonly engine: "kubernetes" | "cilium" | "calico";
    readonly kind: string;
    readonly name: string;
    /** A JSON pointer to the object. */
    readonly at: string;
    /** The only namespace of the policy; null if `namespaces` selects its namespaces. */
    readonly namespace: string | null;
    /** Conditions on the labels of namespaces. */
    readonly namespaces: Selector;
    /** Conditions on the labels of pods. */
    readonly pods: Selector;
    readonly ingress: Direction;
    readonly egress: Direction;
}
/** Traffic in one direction. */
export interface Direction {
    /** True if the selected pods refuse traffic that no policy admits. */
    readonly isolates: boolean;
    readonly admits: readonly TrafficRule[];
    readonly denies: readonly TrafficRule[];
    /** A JSON pointer to the rules. */
    readonly at: string;
}
/** One rule: traffic from or to these peers, on these ports. */
export interface TrafficRule {
    /** Null if the rule applies to all peers. */
    readonly peers: readonly Peer[] | null;
    /** Null if the rule applies to all ports. */
    readonly ports: readonly PortRange[] | null;
    /** JSON pointers to the lists of ports. */
    readonly portLists: readonly string[];
    /** A JSON pointer to the rule's conditions on HTTP and similar protocols; undefined if it has none. */
    readonly layer7: string | undefined;
}
export type Peer = {
    readonly kind: "pods";
} | {
    readonly kind: "range";
    readonly range: string;
    readonly except: readonly string[];
} | {
    readonly kind: "entity";
    readonly name: string;
} | {
    readonly kind: "other";
};
/** A range of ports. A name is resolved by the pod. */
export interface PortRange {
    readonly protocol: string;
    readonly first: number | string;
    readonly last: number | string;
}
/** Returns the network policies of Kubernetes, Cilium and Calico in a cluster that are fully known. */
export declare function podPolicies({ resources }: ClusterDocument): readonly PodPolicy[];
/** Returns the network policies beside those of the cluster that nothing deploys. */
export declare function undeployedPodPolicies({ undeployed }: ClusterDocument): readonly PodPolicy[];
/** Checks whether a network policy is fully known. */
export declare function isKnownPolicy({ unknown }: Resource): boolean;
