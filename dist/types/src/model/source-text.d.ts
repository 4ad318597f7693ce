import type { Place } from "./location.js";
/**
 * Text that stands inside a repository file, perhaps indented or several layers deep (a values block inside an
 * Application, a heredoc inside a script): its content, and for each stretch of it the offset in the file.
 */
export interface SourceText {
    readonly file: string;
    readonly content: string;
    /** Pairs of [offset in `content`, offset in the file], ascending; between two pairs both run in step. */
    readonly segments: readonly (readonly [number, number])[];
}
/** The whole text of a file. */
export declare function wholeText(file: string, content: string): SourceText;
/** The place in the file of a stretch of the text. */
export declare function placeIn(text: SourceText, start: number, end: number): Place;
/** A text that stands inside another: `segments` of the result lead all the way to the file. */
export declare function innerText(outer: SourceText, content: string, segments: SourceText["segments"]): SourceText;
