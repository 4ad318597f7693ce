import type { ClusterName } from "./cluster-name.ts";
import type { Cursor } from "./cursor.ts";
import type { Draft, ScriptUnit } from "./install.ts";
import type { Place } from "./location.ts";
import type { ClusterDocument } from "./shapes/cluster.ts";
import type { Platform, Strength } from "./shapes/names.ts";

export type { ClusterDocument, ClusterUnit, Evidence, PlatformLikely, Resource } from "./shapes/cluster.ts";
export { type LinkKind, type Mention, type Platform, type PlatformSource, platforms, type Strength } from "./shapes/names.ts";

/** A piece of evidence about a cluster, before it is assigned to one. */
export interface FoundEvidence {
  readonly platform?: Platform;
  /** The CNI plugin that it proves, such as `cilium` or `flannel`. */
  readonly cni?: string;
  /** A fact besides the platform that a rule needs: `minikube-driver=docker`, `k3s-flannel=none`. */
  readonly fact?: string;
  readonly strength: Strength;
  /** A clause that completes "…, because": `a GKE cluster is created here`. */
  readonly message: string;
  readonly place: Place;
  /** The file that it counts for, if not its own: an overlay or a Flux root that deploys it. */
  readonly deployer?: string;
  /** True if it counts only for installs of the same file: CI workflows, Makefiles, scripts. */
  readonly script: boolean;
  /** Paths where the file may be that the cluster is created from. Evidence in that file counts for the same installs. */
  readonly reads?: readonly string[];
  /** True if it counts only while that file is missing from the repository. */
  readonly isStandIn?: true;
  /** The part of the file with the evidence, if the file has several parts that run separately. */
  readonly unit?: ScriptUnit | undefined;
  /** The cluster that the evidence is about, if the text names it. */
  readonly cluster?: ClusterName | undefined;
  /** True if the file is made to describe a whole cluster: Terraform, eksctl, Cluster API, a k3d or kind configuration. */
  readonly describes?: true;
}

/** A Kubernetes object that some policy checks, before it is assigned to a cluster. */
export interface FoundResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly root: Cursor;
  readonly place: Place;
  /** True if it only adds to an object that is defined elsewhere, such as labels. */
  readonly isPartial?: true;
  /** Set if a script creates it. */
  readonly script?: { readonly unit?: ScriptUnit | undefined; readonly cluster?: ClusterName | undefined } | undefined;
  /** The cluster that it is for, where what deploys it names one. */
  readonly destination?: string | undefined;
  /** The file that it counts for, if not its own: an overlay or a Flux root that deploys it. */
  readonly deployer?: string;
}

/**
 * A cluster document with the drafts and resources that it was made from, in the same order, and with the place of everything that
 * a pointer can name.
 */
export interface Cluster {
  readonly document: ClusterDocument;
  readonly drafts: readonly Draft[];
  readonly resources: readonly FoundResource[];
  /** The same cluster on its likely platform, if it has one. */
  readonly asLikely?: () => Cluster;
  /** Finds the place to edit for a JSON pointer into the document; undefined if only an ancestor of the value has a place. */
  readonly placeAt: (pointer: string) => Place | undefined;
}

/** Finds the place of a pointer, or of its closest ancestor that has one. */
export function findPointerPlace(cluster: Cluster, pointer: string): Place | undefined {
  for (let current = pointer; ; current = current.slice(0, current.lastIndexOf("/"))) {
    const place = cluster.placeAt(current);
    if (place || current === "") return place;
  }
}
