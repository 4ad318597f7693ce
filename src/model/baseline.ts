import type { Finding } from "./finding.ts";
import type { KnownFinding } from "./shapes/baseline.ts";

export type { KnownFinding } from "./shapes/baseline.ts";

/** The known findings of a repository, as listed in one of its files. */
export interface Baseline {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly KnownFinding[];
}

/** The baseline without known findings. */
export const noBaseline: Baseline = { file: "", text: "", findings: [] };

/** The reason why a known finding is not reported. */
export const baselineReason = "baseline";

/** Checks whether a finding is not reported because the baseline lists it. */
export function isKnown({ suppression }: Finding): boolean {
  return suppression === baselineReason;
}
