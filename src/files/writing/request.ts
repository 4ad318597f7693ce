/** A new text for a file. */
export interface NewText {
  /** The path relative to the directory of the request. */
  readonly file: string;
  readonly text: string;
  /** The content that the file must still have: null for a file that must not exist yet, undefined if any content may be replaced. */
  readonly before?: string | null;
}

/** Files to write. Of one group, either all files are written or none. */
export interface WriteRequest {
  /** A real path. */
  readonly directory: string;
  readonly groups: readonly (readonly NewText[])[];
}

/** The code of an obstacle where another run kept the lock for too long. */
export const lockedCode = "locked";

/** A file that was not written, with the reason. */
export interface Obstacle {
  readonly file: string;
  /** The reason, as the predicate of a sentence about the file. */
  readonly reason: string;
  /** The system's code, where a system call failed, or `lockedCode`. */
  readonly code?: string;
}
