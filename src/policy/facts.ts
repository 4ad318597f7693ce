import type { ClusterDocument, Strength } from "../model/cluster.ts";
import { type FactName, factKeys } from "../model/facts.ts";

/** One piece of evidence for a fact. */
export interface FactEvidence {
  readonly value: string;
  readonly strength: Strength;
  /** A JSON pointer to the piece of evidence. */
  readonly at: string;
}

/** Returns the evidence for a fact, with the value that each line shows. */
export function factEvidence({ evidence }: ClusterDocument, name: FactName): readonly FactEvidence[] {
  const start = `${factKeys[name]}=`;
  return evidence.flatMap(({ fact, strength }, index) =>
    fact?.startsWith(start) && strength !== "weak" ? { value: fact.slice(start.length), strength, at: `/evidence/${index}` } : [],
  );
}
