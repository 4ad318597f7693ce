// src/policy/comparisons.ts
var comparisonLimits = {
  /** The number of comparisons that each cluster may make without using up the shared limit. */
  few: 1e5,
  all: 1e7
};
var accounts = /* @__PURE__ */ new WeakMap();
function shareComparisons(documents) {
  const shared = { left: comparisonLimits.all };
  for (const document of documents) accounts.set(document, { own: comparisonLimits.few, shared });
}
var TooManyComparisons = class extends Error {
  /** A JSON pointer to the policy that was being checked. */
  at;
  constructor(at) {
    super(
      "the network policies, namespaces and workloads here have too many combinations; from this policy on, what they admit is not judged"
    );
    this.at = at;
  }
};
function bookComparisons(document, amount, at) {
  const account = accounts.get(document);
  if (!account) return;
  const beyond = Math.max(0, amount - account.own);
  account.own = Math.max(0, account.own - amount);
  account.shared.left -= beyond;
  if (account.shared.left < 0) throw new TooManyComparisons(at);
}

export {
  shareComparisons,
  TooManyComparisons,
  bookComparisons
};
