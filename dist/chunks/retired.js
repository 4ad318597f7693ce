// src/istio/retired.ts
var stayingCharts = { https: "https://blob.istio.io/istio-release/charts", oci: "oci://ghcr.io/istio/release/charts" };
var retiredCharts = new Map([
  ["https://istio-release.storage.googleapis.com/charts", stayingCharts.https],
  ["https://storage.googleapis.com/istio-release/charts", stayingCharts.https],
  ...["gcr.io/istio-release/charts", "registry.istio.io/release/charts"].flatMap((address) => [
    [`oci://${address}`, stayingCharts.oci],
    [address, stayingCharts.oci.slice("oci://".length)]
  ])
]);
var retiredHubs = /* @__PURE__ */ new Map([
  ["gcr.io/istio-release", "docker.io/istio"],
  ["registry.istio.io/release", "docker.io/istio"]
]);
var retiredDownloads = /* @__PURE__ */ new Map([
  ["https://storage.googleapis.com/istio-release/releases", "https://blob.istio.io/istio-release/releases"],
  ["https://istio-release.storage.googleapis.com/releases", "https://blob.istio.io/istio-release/releases"]
]);
var newestRetired = "1.30.4";

export {
  retiredCharts,
  retiredHubs,
  retiredDownloads,
  newestRetired
};
