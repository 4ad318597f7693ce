import type { ClusterDocument } from "../model/cluster.ts";

/** How often the network policies of a run may be compared with pods and with each other. Honest clusters need a tenth of it. */
export const comparisonLimits = {
  /** Those of a cluster that count for nothing. */
  few: 100_000,
  all: 10_000_000,
} as const;

/** The comparisons that are left: to one cluster by itself, and to all clusters of a run together. */
interface Account {
  own: number;
  readonly shared: { left: number };
}

const accounts = new WeakMap<ClusterDocument, Account>();

/** Lets the clusters of one run share what they may take. */
export function shareComparisons(documents: readonly ClusterDocument[]): void {
  const shared = { left: comparisonLimits.all };
  for (const document of documents) accounts.set(document, { own: comparisonLimits.few, shared });
}

/** Thrown when the network policies of a cluster are too many to be compared. */
export class TooManyComparisons extends Error {
  /** A JSON pointer to the policy that was judged. */
  readonly at: string;

  constructor(at: string) {
    super(
      "the network policies, namespaces and workloads here have too many combinations; from this policy on, what they admit is not judged",
    );
    this.at = at;
  }
}

/** Books comparisons for the sake of one policy. Throws where there are none left. */
export function bookComparisons(document: ClusterDocument, amount: number, at: string): void {
  const account = accounts.get(document);
  if (!account) return;
  const beyond = Math.max(0, amount - account.own);
  account.own = Math.max(0, account.own - amount);
  account.shared.left -= beyond;
  if (account.shared.left < 0) throw new TooManyComparisons(at);
}
