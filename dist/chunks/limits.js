// src/policy/limits.ts
var policyLimits = {
  /** The time for loading one policy with all its imports, and for loading all policies. */
  load: 500,
  allLoad: 8e3,
  /** The time of one policy for checking all clusters, the additional time for each cluster, and the time of all policies together. */
  judge: 500,
  judgeCluster: 20,
  allJudge: 8e3,
  /** The memory of one policy in TypeScript. */
  memory: 64 * 1024 * 1024,
  /** The findings of one policy in one cluster. */
  findings: 1e4
};

export {
  policyLimits
};
