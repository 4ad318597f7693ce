import type { Finding } from "./finding.ts";
import type { KnownFinding } from "./shapes/baseline.ts";

export type { KnownFinding } from "./shapes/baseline.ts";

/** The known findings of a repository, as a file of it lists them. */
export interface Baseline {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly KnownFinding[];
}

/** Without any known finding. */
export const noBaseline: Baseline = { file: "", text: "", findings: [] };

/** Why such a finding is not told. */
export const baselineReason = "baseline";

/** Whether a finding is not told because the baseline lists it. */
export function isKnown({ suppression }: Finding): boolean {
  return suppression === baselineReason;
}
