import type { ClusterDocument, Platform } from "./cluster.js";
import type { Scalar } from "./cursor.js";
import type { Severity, Violation } from "./finding.js";
import type { Tool } from "./install.js";
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
    /** True where what another rule says of the same place says it better. */
    readonly yields?: boolean;
    /** What breaks, with the symptom a user sees. */
    readonly description: string;
    /** What to write instead. */
    readonly remedy: string;
    /** Istio's or the platform's page, and the issue that shows the failure. */
    readonly links: readonly string[];
    /** What repairs an install that it is violated at. */
    readonly fix?: PolicyFix;
    /** Where its page is, perhaps nowhere (`""`); among the project's own where missing. */
    readonly page?: string;
}
/** Values that repair an install: those to write, by path of keys such as `global.platform`, and those to take away where they are written. */
export interface PolicyFix {
    readonly set: Readonly<Record<string, Scalar>>;
    readonly remove?: readonly string[];
    /** The tools it works for; all where missing. */
    readonly tools?: readonly Tool[];
    /** The Istio versions it works for; all where missing. */
    readonly versions?: string;
}
/** A rule: judges one cluster document and points into it. */
export interface Policy extends PolicyMetadata {
    readonly check: (cluster: ClusterDocument) => Iterable<Violation>;
}
