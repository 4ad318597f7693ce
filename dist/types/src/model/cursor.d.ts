import type { Place } from "./location.js";
import type { Scalar } from "./shapes/names.js";
import type { SourceText } from "./source-text.js";
export type { Scalar } from "./shapes/names.js";
/**
 * A value from Istio's charts or profiles, written in no file of the repository. `builtIn` names the source, such as `platform k3s
 * of cni 1.29`.
 */
export interface BuiltIn {
    readonly builtIn: string;
}
/** The source of a value: a place in the repository, or Istio itself. */
export type Origin = Place | BuiltIn;
/**
 * A value that remembers where it was written. YAML nodes, shell words and built-in chart values all have this shape, so nothing
 * after the parsers depends on the format that a value was written in.
 */
export type Cursor = ScalarCursor | MapCursor | ListCursor | UnknownCursor;
export interface ScalarCursor {
    readonly kind: "scalar";
    readonly origin: Origin;
    readonly value: Scalar;
    /** The text inside a block scalar or heredoc, for values that are documents themselves; see `readCursorText`. */
    readonly text?: SourceText;
}
export interface MapCursor {
    readonly kind: "map";
    readonly origin: Origin;
    readonly entries: ReadonlyMap<string, Entry>;
    /** Set if a layer below cannot be read: keys that are not in `entries` are then unknown rather than missing. */
    readonly rest?: UnknownCursor;
}
export interface Entry {
    readonly key: Origin;
    readonly value: Cursor;
}
export interface ListCursor {
    readonly kind: "list";
    readonly origin: Origin;
    readonly items: readonly Cursor[];
}
/** A value that exists only at deployment: a template, a variable, a Secret. It is never guessed and never causes a finding. */
export interface UnknownCursor {
    readonly kind: "unknown";
    readonly origin: Origin;
    readonly reason: string;
    /** The text as written, such as `${releaseName}-cni`: two references with the same text have the same value. */
    readonly text?: string;
    /** True for a value that is invalid in every deployment, such as a `--set` that Helm rejects. */
    readonly invalid?: true;
}
export declare function isPlace(origin: Origin): origin is Place;
/** Finds the value at a path of keys (list items by index); undefined if it is missing, unknown if a value on the way is. */
export declare function findAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): Cursor | undefined;
/** Finds the non-empty string (or number, as text) at a path; undefined if it is missing, unknown or something else. */
export declare function findStringAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): string | undefined;
/** Like `findStringAt`, but returns the text as written if the value is known only at deployment: enough to follow a reference. */
export declare function findReferenceAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): string | undefined;
/** Finds the items of the list at a path; empty if it is missing or not a list. */
export declare function findItemsAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): readonly Cursor[];
/** Finds the entries of the map at a path, as pairs in the order written; empty if it is missing or not a map. */
export declare function findEntriesAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): readonly (readonly [string, Entry])[];
/**
 * Finds the place that a reader would edit: a scalar's own place, the key of a map or list; undefined if Istio itself sets the
 * value.
 */
export declare function findPlaceAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): Place | undefined;
/** Reads the text of a scalar as a separate document. The offsets of a plain scalar run parallel to those of the file. */
export declare function readCursorText(cursor: ScalarCursor): SourceText | undefined;
/** The plain JSON value of a cursor; keys with unknown values are left out. */
export declare function toPlainValue(cursor: Cursor): unknown;
/** Lists all scalars below a cursor. */
export declare function listScalars(cursor: Cursor): Generator<ScalarCursor>;
/** Lists the JSON pointers of everything unknown below a cursor. */
export declare function collectUnknownPointers(cursor: Cursor, prefix?: string): Generator<string>;
/** Splits a JSON pointer into the keys that lead to a value. */
export declare function splitPointer(pointer: string): string[];
/** Decodes a step of a JSON pointer to the key that it names. */
export declare function unescapePointer(step: string): string;
/** Encodes a key as a step of a JSON pointer (RFC 6901). */
export declare function escapePointer(key: string): string;
