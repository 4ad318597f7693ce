import type { ClusterName } from "./cluster-name.ts";
import type { Cursor } from "./cursor.ts";
import type { Facts } from "./facts.ts";
import type { Draft, Install, ScriptUnit } from "./install.ts";
import type { Place } from "./location.ts";

export const platforms = [
  "gke",
  "eks",
  "aks",
  "k3d",
  "k3s",
  "rke2",
  "microk8s",
  "minikube",
  "kind",
  "openshift",
  "talos",
  "other",
] as const;

export type Platform = (typeof platforms)[number];

/** How much a piece of evidence proves: `strong` settles it, two `medium` that agree do too, `weak` never does. */
export type Strength = "strong" | "medium" | "weak";

/** A place in the repository that says something about the cluster, before it is assigned to one. */
export interface Clue {
  readonly platform?: Platform;
  /** The CNI plugin it proves, such as `cilium` or `flannel`. */
  readonly cni?: string;
  /** A fact beside the platform that a rule asks for: `minikube-driver=docker`, `k3s-flannel=none`. */
  readonly fact?: string;
  readonly strength: Strength;
  /** A clause that completes "…, because": `a GKE cluster is created here`. */
  readonly message: string;
  readonly place: Place;
  /** The file that it counts to where that is not its own: an overlay or a Flux root that deploys it. */
  readonly deployer?: string;
  /** True where it counts only for installs of the same file: CI workflows, Makefiles, scripts. */
  readonly script: boolean;
  /** Where the file may lie that the cluster is created from: what it says counts for the same installs. */
  readonly reads?: readonly string[];
  /** True where it counts only as long as that file is not here. */
  readonly isStandIn?: true;
  /** The part of the file that says it, where a file has several that run on their own. */
  readonly unit?: ScriptUnit | undefined;
  /** The cluster that it is about, where the text names it. */
  readonly cluster?: ClusterName | undefined;
  /** True where a file that is made for that describes a whole cluster: Terraform, eksctl, Cluster API, a k3d or kind configuration. */
  readonly describes?: true;
}

/** What leads from a cluster to a piece of evidence, or from one of its units to another, the strongest first. */
export type LinkKind = "configuration" | "own" | "containment" | "identity" | "sequence" | "environment" | "tree" | "sole" | "place";

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

/** A Kubernetes object that some policy looks at, before it is assigned to a cluster. */
export interface FoundResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly root: Cursor;
  readonly place: Place;
  /** True where it only adds to an object that is elsewhere, such as labels. */
  readonly isPartial?: true;
  /** Set where a script makes it. */
  readonly script?: { readonly unit?: ScriptUnit | undefined; readonly cluster?: ClusterName | undefined } | undefined;
  /** The cluster that it is for, where what deploys it names one. */
  readonly destination?: string | undefined;
  /** The file that it counts to where that is not its own: an overlay or a Flux root that deploys it. */
  readonly deployer?: string;
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

export type PlatformSource = "flag" | "configuration" | "evidence" | "declared";

/** A platform that a cluster probably has, with the evidence for it. */
export interface PlatformLikely {
  readonly platform: Platform;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something that files of a repository mention, whichever cluster it is for. */
export type Mention = "istio-cni" | "revision-tag";

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

/** A cluster document with the drafts and resources that it was made of, in the same order, and with the place of everything a pointer can name. */
export interface Cluster {
  readonly document: ClusterDocument;
  readonly drafts: readonly Draft[];
  readonly resources: readonly FoundResource[];
  /** The same cluster on its likely platform, where it has one. */
  readonly asLikely?: () => Cluster;
  /** The place to edit of a JSON pointer into the document; undefined where only an ancestor of it has one. */
  readonly placeAt: (pointer: string) => Place | undefined;
}

/** The place of a pointer, or of its closest ancestor that has one. */
export function placeOfPointer(cluster: Cluster, pointer: string): Place | undefined {
  for (let current = pointer; ; current = current.slice(0, current.lastIndexOf("/"))) {
    const place = cluster.placeAt(current);
    if (place || current === "") return place;
  }
}
