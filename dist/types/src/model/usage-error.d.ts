/** An error in the command or the configuration: one line that says what to do, exit code 2. */
export declare class UsageError extends Error {
    readonly name = "UsageError";
    /** The place of the error, by path from the working directory. */
    readonly place: WrongPlace | undefined;
    constructor(message: string, place?: WrongPlace);
}
/** A place in a file with an error. */
export interface WrongPlace {
    readonly file: string;
    readonly line: number;
    readonly column?: number;
}
/** Makes an error for a file, with its place at the start of the message. */
export declare function createUsageError(place: WrongPlace, message: string): UsageError;
