import type { ClusterDocument, Platform } from "./cluster.js";
import type { Severity, Violation } from "./finding.js";
/** What every rule carries; the reader of a report and of the rule's page gets it from here. */
export interface PolicyMetadata {
    /** Kebab-case, equal to the file name. */
    readonly id: string;
    /** The requirement, in the imperative, up to 70 characters. */
    readonly title: string;
    readonly severity: Severity;
    /** The platforms it applies to; any where missing. */
    readonly platforms?: readonly Platform[];
    /** True where it matters only on clusters with ambient. */
    readonly ambient?: boolean;
    /** Istio versions it applies to, such as `>=1.25`; all where missing. */
    readonly versions?: string;
    /** What breaks, with the symptom a user sees. */
    readonly description: string;
    /** What to write instead. */
    readonly remedy: string;
    /** Istio's or the platform's page, and the issue that shows the failure. */
    readonly links: readonly string[];
    /** The values that repair it, by path of keys, such as `{ "global.platform": "k3s" }`. */
    readonly fix?: {
        readonly set: Readonly<Record<string, unknown>>;
    };
}
/** A rule: judges one cluster document and points into it. */
export interface Policy extends PolicyMetadata {
    readonly check: (cluster: ClusterDocument) => Iterable<Violation>;
}
