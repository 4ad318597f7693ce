import type { Report } from "../model/report.js";
import type { LintOptions } from "./lint-options.js";
/** Checks files and returns a report. Rejects with a `UsageError` if the options or the configuration are invalid. */
export declare function lint(options: LintOptions): Promise<Report>;
