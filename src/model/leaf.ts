/** One single value of a file, as text, with the keys that lead to it; the first says what kind of data it is. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: string;
}
