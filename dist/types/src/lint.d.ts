import type { LintOptions } from "./lint-options.js";
import type { Report } from "./model/report.js";
/** Checks files and reports what it finds. Rejects with a `UsageError` where the options or the configuration are wrong. */
export declare function lint(options: LintOptions): Promise<Report>;
