/** The command or the configuration is wrong: one line that says what to do, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** Where it is wrong, by the path from the working directory. */
  readonly place: WrongPlace | undefined;

  constructor(message: string, place?: WrongPlace) {
    super(message);
    this.place = place;
  }
}

/** Where a file is wrong. */
export interface WrongPlace {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** What is wrong in a file, with its place in front. */
export function wrongAt(place: WrongPlace, message: string): UsageError {
  const { file, line, column } = place;
  return new UsageError(`${file}:${line}:${column === undefined ? "" : `${column}:`} ${message}`, place);
}
