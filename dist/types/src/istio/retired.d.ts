/**
 * Repositories of Istio's charts that will be removed in December 2026, each with its replacement. Argo CD and Helmfile write OCI
 * addresses without a scheme. https://istio.io/latest/blog/2026/retirement-of-gcp/
 */
export declare const retiredCharts: ReadonlyMap<string, string>;
/** Hubs of Istio's images that will be removed at the same time. */
export declare const retiredHubs: ReadonlyMap<string, string>;
/** Download addresses of releases that will be removed at the same time. */
export declare const retiredDownloads: ReadonlyMap<string, string>;
/** The last release that was published there: a chart without a version is never newer. */
export declare const newestRetired = "1.30.4";
