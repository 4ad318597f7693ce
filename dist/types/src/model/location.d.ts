/** A range of a repository file: path with forward slashes, UTF-16 offsets, `end` exclusive. */
export interface Place {
    readonly file: string;
    readonly start: number;
    readonly end: number;
}
/** A place as line and column: both count from 1, columns in UTF-16 code units. */
export interface Location {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
}
/** Converts a place to the location that a report prints; `text` is the whole text of the file. */
export declare function locate(text: string, place: Place): Location;
/** Reads lines of a text, without their line endings, for a code frame. */
export declare function sliceLines(text: string, first: number, last: number): string[];
