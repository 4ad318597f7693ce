import type { ClusterName } from "./cluster-name.ts";
import type { Cursor } from "./cursor.ts";
import type { Draft, ScriptUnit } from "./install.ts";
import type { Place } from "./location.ts";
import type { ClusterDocument } from "./shapes/cluster.ts";
import type { Platform, Strength } from "./shapes/names.ts";

export type { ClusterDocument, ClusterUnit, Evidence, PlatformLikely, Resource } from "./shapes/cluster.ts";
export { type LinkKind, type Mention, type Platform, type PlatformSource, platforms, type Strength } from "./shapes/names.ts";

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
