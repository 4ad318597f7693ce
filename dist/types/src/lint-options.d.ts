import type { Platform } from "./model/cluster.js";
import type { Policy } from "./model/policy.js";
/** What to check and how; everything but `cwd` has a default. */
export interface LintOptions {
    /** The working directory: paths in the report are relative to it. */
    readonly cwd: string;
    /** Directories or files to read, relative to `cwd`; the working directory where empty. */
    readonly paths?: readonly string[];
    /** The configuration file; `.istio-preflight.yaml` of the working directory where missing. */
    readonly config?: string;
    /** The file of known findings, which are not told; the configuration's where missing. */
    readonly baseline?: string;
    /** The platform of every cluster, stronger than any evidence. */
    readonly platform?: Platform;
    /** Only the cluster of this name. */
    readonly cluster?: string;
    /** `build` runs kustomize and complains where it is missing, `auto` runs it where installed, `off` reads files unpatched. */
    readonly kustomize?: "auto" | "build" | "off";
    /** Policies beside the built-in ones, which run as they are: only your own. */
    readonly policies?: readonly Policy[];
    /** Policy files, .json and .ts, relative to `cwd`: they run in the sandbox. */
    readonly policyFiles?: readonly string[];
    /** True for audits: what the repository suppresses is told all the same. */
    readonly noIgnore?: boolean;
    /** Called with a short text while the run goes on. */
    readonly progress?: (text: string) => void;
}
