import type { Confidence, Severity } from "./names.js";
/** Edits that repair one finding. A safe one changes nothing but what the finding is about. */
export interface Fix {
    readonly title: string;
    /** Whether it changes nothing but what the finding is about. */
    readonly safe: boolean;
    /** Why it is not safe, where that does not lie in what the rule proposes. */
    readonly reason?: string;
    readonly edits: readonly TextEdit[];
}
/** Another place that explains a finding. */
export interface RelatedPlace {
    /** A path with forward slashes, relative to the working directory. */
    readonly file: string;
    /** Counts from 1; columns in UTF-16 units. */
    readonly line: number;
    readonly message: string;
}
/** The result of one run, for programs: version 1. */
export interface ReportDocument {
    /** Changes only with what programs would notice. */
    readonly schemaVersion: 1;
    /** Counts of the run. */
    readonly summary: Summary;
    /** Ordered by cluster, file, line. */
    readonly findings: readonly ReportedFinding[];
    /** Findings that are let off, each with its reason. */
    readonly suppressed: readonly ReportedFinding[];
    /** What could not be read or resolved. Never changes the verdict. */
    readonly problems: readonly ReportedProblem[];
}
/** A finding as the JSON report has it. */
export interface ReportedFinding {
    /** The id of the rule. */
    readonly rule: string;
    readonly severity: Severity;
    /** How sure it is that the rule applies. */
    readonly confidence: Confidence;
    /** What is, and what must be; values in backticks. */
    readonly message: string;
    /** What to write instead. */
    readonly remedy: string;
    /** The first of `clusters`. */
    readonly cluster: string;
    /** Every cluster that the mistake breaks, as `inspect` names them. */
    readonly clusters?: readonly string[];
    /** A path with forward slashes, relative to the working directory. */
    readonly file: string;
    /** Counts from 1; columns in UTF-16 units. */
    readonly line: number;
    /** Counts from 1; columns in UTF-16 units. */
    readonly column: number;
    /** Counts from 1; columns in UTF-16 units. */
    readonly endLine: number;
    /** Counts from 1; columns in UTF-16 units. */
    readonly endColumn: number;
    /** Other places that explain it. */
    readonly related: readonly RelatedPlace[];
    /** Edits that repair it. */
    readonly fix?: Fix;
    /** The same for the same mistake across runs and line shifts. */
    readonly fingerprint: string;
    /** The page of the rule. */
    readonly docs: string;
    /** Why it is let off, for what is suppressed. */
    readonly reason?: string;
}
/** Something that could not be read or resolved. */
export interface ReportedProblem {
    /** Its kind, for programs. */
    readonly code: string;
    readonly message: string;
    /** A path with forward slashes, relative to the working directory. */
    readonly file?: string;
    /** Counts from 1; columns in UTF-16 units. */
    readonly line?: number;
}
/** Counts of one run. */
export interface Summary {
    /** Files looked at. */
    readonly files: number;
    /** Clusters found. */
    readonly clusters: number;
    /** Installs found. */
    readonly installs: number;
    /** Findings of severity error. */
    readonly errors: number;
    /** Findings of severity warning. */
    readonly warnings: number;
    /** Findings of severity note. */
    readonly notes: number;
    /** Findings that a comment or the configuration lets off. */
    readonly suppressed: number;
    /** Installs with a value that only exists at deployment. */
    readonly unknown: number;
}
/** A replacement of a stretch of a file, in UTF-16 units from its start. An edit of a file that is not there makes it. */
export interface TextEdit {
    /** A path with forward slashes, relative to the working directory. */
    readonly file: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
}
