/** What custom policies may take: milliseconds of processor time, bytes of memory, findings. SECURITY.md states the same numbers. */
export const policyLimits = {
  /** To load one policy with all that it imports, and all of them. */
  load: 500,
  allLoad: 8_000,
  /** To judge all clusters of a run, and what each cluster adds; the same for all policies. */
  judge: 500,
  judgeCluster: 20,
  allJudge: 8_000,
  /** One policy in TypeScript. */
  memory: 64 * 1024 * 1024,
  /** One policy on one cluster. */
  findings: 10_000,
} as const;
