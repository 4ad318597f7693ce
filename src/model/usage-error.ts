/** An error in the command or the configuration: one line that says what to do, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** The place of the error, by path from the working directory. */
  readonly place: WrongPlace | undefined;

  constructor(message: string, place?: WrongPlace) {
    super(message);
    this.place = place;
  }
}

/** A place in a file with an error. */
export interface WrongPlace {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Makes an error for a file, with its place at the start of the message. */
export function createUsageError(place: WrongPlace, message: string): UsageError {
  const { file, line, column } = place;
  return new UsageError(`${file}:${line}:${column === undefined ? "" : `${column}:`} ${message}`, place);
}
