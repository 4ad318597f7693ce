/** A key that charts read and istioctl's description of `values` lacks, and the versions in which it is refused. */
export interface UndescribedKey {
  readonly key: string;
  readonly versions: string;
}

/**
 * Kept by hand, from a reading of values_types.proto beside the charts' values at some tags between 1.24.6 and 1.31; no script
 * checks it. When the last three came into the charts was not read, so they start at 1.27. The first three are accepted from
 * 1.32 on, so all ends at the newest minor that was read.
 * https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/values_types.proto
 * https://github.com/istio/istio/issues/61180
 */
export const undescribedKeys: readonly UndescribedKey[] = [
  { key: "cni.ambient.enablementSelectors", versions: ">=1.28 <1.32" },
  { key: "cni.ambient.enableAmbientDetectionRetry", versions: ">=1.28 <1.32" },
  { key: "cni.ambient.shareHostNetworkNamespace", versions: ">=1.26 <1.32" },
  { key: "cni.ambient.reconcileIptablesOnStartup", versions: ">=1.25 <1.26" },
  { key: "cni.tolerations", versions: ">=1.27 <1.32" },
  { key: "cni.updateStrategy", versions: ">=1.26 <1.32" },
  { key: "cni.terminationGracePeriodSeconds", versions: ">=1.29 <1.32" },
  { key: "cni.env", versions: ">=1.24 <1.27" },
  { key: "pilot.pdb", versions: ">=1.28 <1.32" },
  { key: "pilot.deploymentAnnotations", versions: ">=1.28 <1.32" },
  { key: "pilot.initContainers", versions: ">=1.27 <1.32" },
  { key: "global.waypoint.tolerations", versions: ">=1.27 <1.32" },
  { key: "global.proxy_init.forceApplyIptables", versions: ">=1.27 <1.32" },
];
