// Made of src/shapes/baseline.ts by `npm run build`: change it there.

/** The findings that were known when a team began. */
export interface BaselineDocument {
  readonly $schema?: unknown;
  readonly schemaVersion: 1;
  readonly findings: readonly KnownFinding[];
}

/** A finding that a team knew when it began, and deals with later. */
export interface KnownFinding {
  /** What the finding is known by; the rest is for the reader. */
  readonly fingerprint: string;
  readonly rule: string;
  /** Relative to the working directory. */
  readonly file: string;
  readonly cluster: string;
  readonly message: string;
}
