/** A single value of a file, as text, with the keys that lead to it. The first key is the kind of data. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: string;
}
