// src/policy/limits.ts
var policyLimits = {
  /** To load one policy with all that it imports, and all of them. */
  load: 500,
  allLoad: 8e3,
  /** To judge all clusters of a run, and what each cluster adds; the same for all policies. */
  judge: 500,
  judgeCluster: 20,
  allJudge: 8e3,
  /** One policy in TypeScript. */
  memory: 64 * 1024 * 1024,
  /** One policy on one cluster. */
  findings: 1e4
};

export {
  policyLimits
};
