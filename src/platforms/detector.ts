import type { FoundEvidence, Platform } from "../model/cluster.ts";
import type { Source } from "../reader/source.ts";

type Cni = "cilium" | "calico" | "flannel" | "aws-vpc-cni" | "kindnet" | "multus" | "ovn-kubernetes" | "terway";

/** A detector finds the evidence for one platform, CNI plugin or other subject; each has its own file in this folder. */
export interface Detector {
  readonly id: Platform | Cni | "istio-download" | "gateway-api" | "nodes" | "desktop";
  /** A file must contain one of these words; they are searched as bytes before anything is parsed. */
  readonly markers: readonly string[];
  readonly evidence: (source: Source) => Iterable<FoundEvidence>;
}
