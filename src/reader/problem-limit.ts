import type { Problem } from "../model/finding.ts";
import { problemLimit } from "../model/limits.ts";

/** Reports each problem once, and only a limited number of problems for each file. */
export function limitProblems(report: (problem: Problem) => void): (problem: Problem) => void {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return (problem) => {
    const { code, message, place } = problem;
    const key = [code, place?.file, place?.start, message].join("\0");
    const count = counts.get(place?.file ?? "") ?? 0;
    if (count > problemLimit || seen.has(key)) return;
    counts.set(place?.file ?? "", count + 1);
    seen.add(key);
    if (count < problemLimit) report(problem);
    else
      report({
        code: "problems-limit",
        message: `There are more than ${problemLimit} problems in this file; only the first are shown.`,
        ...(place && { place }),
      });
  };
}
