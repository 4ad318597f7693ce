import type { Finding } from "./finding.js";
import type { Component, EffectiveValue } from "./install.js";
/** The effect of a change on a repository: how a report differs from the report on the base commit. */
export interface Comparison {
    /** The base commit, as shown to the user: `main (1a2b3c4)`. */
    readonly base: string;
    /** The fingerprints of the findings that the change causes. */
    readonly added: ReadonlySet<string>;
    /** The fingerprints of the findings on changed lines, and of those in changed files. */
    readonly onChangedLines: ReadonlySet<string>;
    readonly inChangedFiles: ReadonlySet<string>;
    /** The number of findings that existed before the change. */
    readonly before: number;
    /** True if these are left out of the report. */
    readonly hidden: boolean;
    /** Findings of the base commit that the change resolves. */
    readonly resolved: readonly Finding[];
    readonly settings: readonly SettingChange[];
}
/** A setting of an install whose effective value the change alters. */
export interface SettingChange {
    readonly cluster: string;
    readonly component: Component;
    readonly release: string | null;
    readonly setting: string;
    readonly before: EffectiveValue;
    readonly after: EffectiveValue;
    /** The place that now decides the value. */
    readonly file: string;
    readonly line: number;
}
