import type { ClusterDocument, Strength } from "../model/cluster.js";
import { type FactName } from "../model/facts.js";
/** One line that says something of a fact. */
export interface FactEvidence {
    readonly value: string;
    readonly strength: Strength;
    /** A JSON pointer to the piece of evidence. */
    readonly at: string;
}
/** The lines that say something of a fact, each with the value that it says. */
export declare function factEvidence({ evidence }: ClusterDocument, name: FactName): readonly FactEvidence[];
