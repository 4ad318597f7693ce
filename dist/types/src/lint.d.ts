import { type ConfigurationFile } from "./config.js";
import type { LintOptions } from "./lint-options.js";
import { type Baseline } from "./model/baseline.js";
import type { Report } from "./model/report.js";
import type { OpenPolicyFiles } from "./source/policy-files.js";
import type { OpenDirectory } from "./source/repository.js";
/** Checks files and reports what it finds. Rejects with a `UsageError` where the options or the configuration are wrong. */
export declare function lint(options: LintOptions): Promise<Report>;
/** What a run reads, where that is not what is on disk now. */
export interface Scene {
    readonly configuration?: ConfigurationFile | undefined;
    readonly known?: Baseline;
    readonly open?: OpenDirectory | undefined;
    /** Globs of policies, where the configuration's own do not count. */
    readonly policyGlobs?: readonly string[] | undefined;
    readonly openPolicies?: OpenPolicyFiles | undefined;
    /** Texts of files in place of what is on disk. */
    readonly texts?: ReadonlyMap<string, string> | undefined;
}
/** A report, and the texts that it is about. */
export interface Checked {
    readonly report: Report;
    readonly text: (file: string) => string | undefined;
}
/** The same of another state of the files if wanted: configures, reads, judges, reports. */
export declare function check(options: LintOptions, scene?: Scene): Promise<Checked>;
