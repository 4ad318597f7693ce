import type { Facts } from "./facts.js";
import type { Install } from "./install.js";
import type { LinkKind, Mention, Platform, PlatformSource, Strength } from "./names.js";
/** Everything known about one cluster, as plain JSON: what policies judge and `inspect --format json` prints. */
export interface ClusterDocument {
    readonly name: string;
    readonly platform: Platform | null;
    readonly platformSource: PlatformSource | null;
    /** How surely the platform is known; findings that rest on less than strong evidence are at most warnings. */
    readonly platformStrength: Strength | null;
    /** The platform that one piece of evidence alone speaks for, where nothing more is known: nothing is reported for it. */
    readonly platformLikely?: PlatformLikely;
    /** True where ambient is on effectively, ztunnel is installed or the profile says so; null where that is unknown. */
    readonly ambient: boolean | null;
    readonly installs: readonly Install[];
    readonly resources: readonly Resource[];
    /** Resources that lie beside the cluster's and that nothing deploys, where there are any: they prove nothing, but explain. */
    readonly undeployed?: readonly Resource[];
    readonly evidence: readonly Evidence[];
    /** What some file of the repository mentions, where any does: what is missing here may be there. */
    readonly mentions?: readonly Mention[];
    /** What the evidence says beside the platform. */
    readonly facts: Facts;
    /** What deploys together in this cluster, where that is more than one unit, and what joins them. */
    readonly units?: readonly ClusterUnit[];
}
/** A unit of a cluster: a script, a file or a directory, with the link that joins it to the others. */
export interface ClusterUnit {
    readonly name: string;
    readonly link: LinkKind;
    /** A clause that says why: `setup.sh runs it`. */
    readonly because: string;
}
/** What `istio-preflight inspect --format json` prints: what policies judge, a document for each cluster. */
export interface Clusters {
    readonly schemaVersion: 1;
    readonly clusters: readonly ClusterDocument[];
}
/** A place in the repository that says something about the cluster. */
export interface Evidence {
    readonly platform: Platform | null;
    readonly cni: string | null;
    readonly fact: string | null;
    readonly strength: Strength;
    /** What leads from the cluster to it. */
    readonly link?: LinkKind;
    readonly message: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
}
/** A platform that a cluster probably has, with the evidence for it. */
export interface PlatformLikely {
    readonly platform: Platform;
    readonly message: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
}
/** A Kubernetes object that some policy looks at. `object` is the object itself, without what is unknown. */
export interface Resource {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace: string | null;
    readonly object: Readonly<Record<string, unknown>>;
    /** JSON pointers (into the object) of what cannot be known from the repository, where there is anything. */
    readonly unknown?: readonly string[];
    readonly file: string;
    readonly line: number;
    readonly column: number;
}
