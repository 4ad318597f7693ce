import type { Platform } from "./model/cluster.js";
import type { Configuration } from "./model/configuration.js";
import type { Policy } from "./model/policy.js";
import type { Report } from "./model/report.js";
import { type OpenDirectory } from "./source/repository.js";
/** What to check and how; everything but `cwd` has a default. */
export interface LintOptions {
    /** The working directory: paths in the report are relative to it. */
    readonly cwd: string;
    /** Directories or files to read, relative to `cwd`; the working directory where empty. */
    readonly paths?: readonly string[];
    /** The configuration file; `.istio-preflight.yaml` of the working directory where missing. */
    readonly config?: string;
    /** The platform of every cluster, stronger than any evidence. */
    readonly platform?: Platform;
    /** Only the cluster of this name. */
    readonly cluster?: string;
    /** `build` runs kustomize and complains where it is missing, `auto` runs it where installed, `off` reads files unpatched. */
    readonly kustomize?: "auto" | "build" | "off";
    /** Policies beside the built-in ones. */
    readonly policies?: readonly Policy[];
    /** True for audits: what the repository suppresses is told all the same. */
    readonly noIgnore?: boolean;
    /** Called with a short text while the run goes on. */
    readonly progress?: (text: string) => void;
}
/** Reads, extracts, resolves, judges: the whole pipeline. Rejects with a `UsageError` where the options or the configuration are wrong. */
export declare function lint(options: LintOptions): Promise<Report>;
/** What a run reads, where that is not what is on disk now. */
export interface Scene {
    readonly configuration?: Configuration | undefined;
    readonly open?: OpenDirectory | undefined;
}
/** A report, and the texts that it is about. */
export interface Checked {
    readonly report: Report;
    readonly text: (file: string) => string | undefined;
}
/** The same as `lint`, of another state of the files if wanted, for who goes on to compare. */
export declare function check(options: LintOptions, scene?: Scene): Promise<Checked>;
/** The ids of all rules, whether they are on or off. */
export declare function ruleIds({ policies }: LintOptions): string[];
