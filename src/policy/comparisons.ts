import type { ClusterDocument } from "../model/cluster.ts";

/**
 * The maximum number of comparisons of network policies with pods, and with each other, in a run. Real clusters need a tenth
 * of it.
 */
export const comparisonLimits = {
  /** The number of comparisons that each cluster may make without using up the shared limit. */
  few: 100_000,
  all: 10_000_000,
} as const;

/** The remaining comparisons: of one cluster, and of all clusters of a run together. */
interface Account {
  own: number;
  readonly shared: { left: number };
}

const accounts = new WeakMap<ClusterDocument, Account>();

/** Gives the clusters of one run a shared limit. */
export function shareComparisons(documents: readonly ClusterDocument[]): void {
  const shared = { left: comparisonLimits.all };
  for (const document of documents) accounts.set(document, { own: comparisonLimits.few, shared });
}

/** Thrown if the network policies of a cluster need too many comparisons. */
export class TooManyComparisons extends Error {
  /** A JSON pointer to the policy that was being checked. */
  readonly at: string;

  constructor(at: string) {
    super(
      "the network policies, namespaces and workloads here have too many combinations; from this policy on, what they admit is not judged",
    );
    this.at = at;
  }
}

/** Subtracts the comparisons for one policy from the limit; throws if none are left. */
export function bookComparisons(document: ClusterDocument, amount: number, at: string): void {
  const account = accounts.get(document);
  if (!account) return;
  const beyond = Math.max(0, amount - account.own);
  account.own = Math.max(0, account.own - amount);
  account.shared.left -= beyond;
  if (account.shared.left < 0) throw new TooManyComparisons(at);
}
