/** What Istio leaves in December 2026, and what stays: https://istio.io/latest/blog/2026/retirement-of-gcp/ */
const retiredCharts: ReadonlySet<string> = new Set([
  "https://istio-release.storage.googleapis.com/charts",
  "https://storage.googleapis.com/istio-release/charts",
  "oci://gcr.io/istio-release/charts",
  "oci://registry.istio.io/release/charts",
]);

/** The last release that was published there: a chart without a version is never newer. */
export const newestRetired = "1.30.4";

/** Whether charts come from a repository that gets no new release. Argo CD and Helmfile write OCI addresses without a scheme. */
export function isRetiredRepository(address: string | undefined): boolean {
  return address !== undefined && (retiredCharts.has(address) || retiredCharts.has(`oci://${address}`));
}
