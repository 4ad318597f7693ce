import type { Reader } from "../../reader/source.ts";

/** What a generator is expanded with: how many elements may still come, and what they are read from. */
export interface Expansion {
  left: number;
  /** How much may still be computed on the way to them; below zero it has been too much. */
  work: number;
  /** How many values the Applications may still have; below zero it has been too much. */
  values: number;
  /** How many characters their templates may still print. */
  readonly print: { left: number };
  readonly file: string;
  readonly isGo: boolean;
  readonly reader: Reader;
}
