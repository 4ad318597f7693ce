import type { Report } from "../../src/model/report.ts";
import { lint as lintAll } from "../../src/pipeline/lint.ts";
import type { LintOptions } from "../../src/pipeline/lint-options.ts";
import { withoutPlatforms } from "./problems.ts";

/** Lints, and leaves out the problems that only say what is not known of a cluster's platform. */
export async function lint(options: LintOptions): Promise<Report> {
  const report = await lintAll(options);
  return { ...report, problems: withoutPlatforms(report.problems) };
}
