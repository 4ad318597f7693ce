/** A text that takes the place of what a file holds. */
export interface NewText {
  /** The path from the directory of the request. */
  readonly file: string;
  readonly text: string;
  /** What the file must hold until then: null for a file that must not exist yet, undefined where any content may be replaced. */
  readonly before?: string | null;
}

/** Files to write. Those of one group are all written, or none of them. */
export interface WriteRequest {
  /** A real path. */
  readonly directory: string;
  readonly groups: readonly (readonly NewText[])[];
}

/** The code of an obstacle where another run kept the lock for too long. */
export const lockedCode = "locked";

/** A file that was not written, and why. */
export interface Obstacle {
  readonly file: string;
  /** The predicate of a sentence about the file. */
  readonly reason: string;
  /** The system's code, where a system call failed, or `lockedCode`. */
  readonly code?: string;
}
