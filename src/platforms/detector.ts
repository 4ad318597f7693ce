import type { Clue, Platform } from "../model/cluster.ts";
import type { Source } from "../reader/source.ts";

type Cni = "cilium" | "calico" | "flannel" | "aws-vpc-cni" | "kindnet" | "multus" | "ovn-kubernetes" | "terway";

/** What proves a platform or a CNI plugin: one file each, in this folder. */
export interface Detector {
  readonly id: Platform | Cni | "istio-download" | "gateway-api" | "nodes" | "desktop";
  /** Words of which a file must contain one; searched as bytes before anything is parsed. */
  readonly markers: readonly string[];
  readonly clues: (source: Source) => Iterable<Clue>;
}
