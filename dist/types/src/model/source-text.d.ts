import type { Place } from "./location.js";
/**
 * Text inside a repository file, perhaps indented or nested several levels deep (a values block inside an Application, a heredoc
 * inside a script): its content, and for each segment of it the offset in the file.
 */
export interface SourceText {
    readonly file: string;
    readonly content: string;
    /** Pairs of [offset in `content`, offset in the file], ascending. Between two pairs both offsets advance together. */
    readonly segments: readonly (readonly [number, number])[];
}
/** The whole text of a file. */
export declare function wrapWholeText(file: string, content: string): SourceText;
/** Finds the place in the file of a range of the text. */
export declare function locateText(text: SourceText, start: number, end: number): Place;
/** Makes a text that is nested in another one: `segments` of the result map directly to the file. */
export declare function nestText(outer: SourceText, content: string, segments: SourceText["segments"]): SourceText;
