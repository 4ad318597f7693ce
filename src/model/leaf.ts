/** A single value of a file, as text, with the keys that lead to it. The first key is the kind of data. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: string;
}

/** The leaves in which two texts of a file differ. */
export interface Difference {
  readonly gone: readonly Leaf[];
  readonly come: readonly Leaf[];
  readonly changed: readonly { readonly path: readonly string[]; readonly from: string; readonly to: string }[];
}
