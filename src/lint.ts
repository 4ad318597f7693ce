import { check } from "./check.ts";
import type { LintOptions } from "./lint-options.ts";
import type { Report } from "./model/report.ts";

/** Checks files and reports what it finds. Rejects with a `UsageError` where the options or the configuration are wrong. */
export async function lint(options: LintOptions): Promise<Report> {
  return (await check(options)).report;
}
