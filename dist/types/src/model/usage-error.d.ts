/** The command or the configuration is wrong: one line that says what to do, exit code 2. */
export declare class UsageError extends Error {
    readonly name = "UsageError";
    /** Where it is wrong, by the path from the working directory. */
    readonly place: WrongPlace | undefined;
    constructor(message: string, place?: WrongPlace);
}
/** Where a file is wrong. */
export interface WrongPlace {
    readonly file: string;
    readonly line: number;
    readonly column?: number;
}
/** What is wrong in a file, with its place in front. */
export declare function wrongAt(place: WrongPlace, message: string): UsageError;
