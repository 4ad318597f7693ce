import type { Platform } from "../model/cluster.js";
import type { Policy } from "../model/policy.js";
/** The options of a run; all except `cwd` have a default. */
export interface LintOptions {
    /** The working directory: paths in the report are relative to it. */
    readonly cwd: string;
    /** Directories or files to check, relative to `cwd`; default: the working directory. */
    readonly paths?: readonly string[];
    /** The configuration file; default: `.istio-preflight.yaml` in the working directory. */
    readonly config?: string;
    /** The file of known findings, which are not reported; default: the one in the configuration. */
    readonly baseline?: string;
    /** The platform of every cluster; overrides all evidence. */
    readonly platform?: Platform;
    /** Checks only the cluster of this name. */
    readonly cluster?: string;
    /**
     * `build` runs kustomize and reports a problem if it is missing, `auto` runs it if it is installed, `off` reads files without
     * patches.
     */
    readonly kustomize?: "auto" | "build" | "off";
    /** Additional policies, which run without the sandbox: pass only policies that you trust. */
    readonly policies?: readonly Policy[];
    /** Policy files, .json and .ts, relative to `cwd`; they run in the sandbox. */
    readonly policyFiles?: readonly string[];
    /** True to report findings that the repository suppresses as well, for audits. */
    readonly noIgnore?: boolean;
    /** Called with a short progress text during the run. */
    readonly progress?: (text: string) => void;
}
