import type { ClusterDocument, Strength } from "../model/cluster.js";
import { type FactName } from "../model/facts.js";
/** One piece of evidence for a fact. */
export interface FactEvidence {
    readonly value: string;
    readonly strength: Strength;
    /** A JSON pointer to the piece of evidence. */
    readonly at: string;
}
/** Returns the evidence for a fact, with the value that each line shows. */
export declare function factEvidence({ evidence }: ClusterDocument, name: FactName): readonly FactEvidence[];
