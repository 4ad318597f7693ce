import type { Reader } from "../../reader/source.ts";

/**
 * The state of expanding a generator: the remaining limits, and where the elements are read from. `left` is the number of
 * elements still allowed.
 */
export interface Expansion {
  left: number;
  /** The remaining amount of computation for the elements; below zero, the limit is exceeded. */
  work: number;
  /** The remaining number of values in the Applications; below zero, the limit is exceeded. */
  values: number;
  /** The remaining number of characters that the templates may print. */
  readonly print: { left: number };
  readonly file: string;
  readonly isGo: boolean;
  readonly reader: Reader;
}
