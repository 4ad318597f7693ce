const stayingCharts = { https: "https://blob.istio.io/istio-release/charts", oci: "oci://ghcr.io/istio/release/charts" } as const;

/**
 * Repositories of Istio's charts that will be removed in December 2026, each with its replacement. Argo CD and Helmfile write OCI
 * addresses without a scheme. https://istio.io/latest/blog/2026/retirement-of-gcp/
 */
export const retiredCharts: ReadonlyMap<string, string> = new Map([
  ["https://istio-release.storage.googleapis.com/charts", stayingCharts.https],
  ["https://storage.googleapis.com/istio-release/charts", stayingCharts.https],
  ...["gcr.io/istio-release/charts", "registry.istio.io/release/charts"].flatMap((address): [string, string][] => [
    [`oci://${address}`, stayingCharts.oci],
    [address, stayingCharts.oci.slice("oci://".length)],
  ]),
]);

/** Hubs of Istio's images that will be removed at the same time. */
export const retiredHubs: ReadonlyMap<string, string> = new Map([
  ["gcr.io/istio-release", "docker.io/istio"],
  ["registry.istio.io/release", "docker.io/istio"],
]);

/** Download addresses of releases that will be removed at the same time. */
export const retiredDownloads: ReadonlyMap<string, string> = new Map([
  ["https://storage.googleapis.com/istio-release/releases", "https://blob.istio.io/istio-release/releases"],
  ["https://istio-release.storage.googleapis.com/releases", "https://blob.istio.io/istio-release/releases"],
]);

/** The last release that was published there: a chart without a version is never newer. */
export const newestRetired = "1.30.4";
