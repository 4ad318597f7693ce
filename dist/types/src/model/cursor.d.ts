import type { Place } from "./location.js";
import type { Scalar } from "./shapes/names.js";
import type { SourceText } from "./source-text.js";
export type { Scalar } from "./shapes/names.js";
/** A value of Istio's own charts and profiles: nobody in the repository wrote it. `builtIn` names it, such as `platform k3s of cni 1.29`. */
export interface BuiltIn {
    readonly builtIn: string;
}
/** Where a value comes from: a place in the repository, or Istio itself. */
export type Origin = Place | BuiltIn;
/**
 * A value that remembers where it was written. YAML nodes, shell words and built-in chart values all look like this,
 * so that nothing after the parsers has to care what a value was written in.
 */
export type Cursor = ScalarCursor | MapCursor | ListCursor | UnknownCursor;
export interface ScalarCursor {
    readonly kind: "scalar";
    readonly origin: Origin;
    readonly value: Scalar;
    /** The text inside a block scalar or heredoc, for values that are documents themselves; see `textOf`. */
    readonly text?: SourceText;
}
export interface MapCursor {
    readonly kind: "map";
    readonly origin: Origin;
    readonly entries: ReadonlyMap<string, Entry>;
    /** Set when a layer that cannot be read lies below: keys that are not in `entries` are unknown rather than missing. */
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
/** A value that only exists at deployment: a template, a variable, a Secret. Never guessed, never a finding. */
export interface UnknownCursor {
    readonly kind: "unknown";
    readonly origin: Origin;
    readonly reason: string;
    /** The text as written, such as `${releaseName}-cni`: two references with the same text mean the same thing. */
    readonly text?: string;
    /** True for what no deployment will ever make sense of, such as a `--set` that Helm refuses. */
    readonly invalid?: true;
}
export declare function isPlace(origin: Origin): origin is Place;
/** The value at a path of keys (list items by index), or undefined where it is missing; unknown where something on the way is. */
export declare function at(cursor: Cursor | undefined, ...path: readonly (string | number)[]): Cursor | undefined;
/** The non-empty string (or number, as text) at a path; undefined where it is missing, unknown or something else. */
export declare function stringAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): string | undefined;
/** Like `stringAt`, but the text as written where the value is only known at deployment: enough to follow a reference. */
export declare function referenceAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): string | undefined;
/** The items of the list at a path; none where it is missing or no list. */
export declare function itemsAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): readonly Cursor[];
/** The entries of the map at a path, as pairs in the order written; none where it is missing or no map. */
export declare function entriesAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): readonly (readonly [string, Entry])[];
/** The place a reader would edit: a scalar's own place, a map's or list's key; undefined where Istio itself set it. */
export declare function placeAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): Place | undefined;
/** The text of a scalar as a document of its own; a plain scalar runs in step with its place in the file. */
export declare function readCursorText(cursor: ScalarCursor): SourceText | undefined;
/** The plain JSON value of a cursor; keys whose value is unknown are left out. */
export declare function plain(cursor: Cursor): unknown;
/** All scalars below a cursor. */
export declare function scalarsIn(cursor: Cursor): Generator<ScalarCursor>;
/** JSON pointers of everything unknown below a cursor. */
export declare function unknownPointers(cursor: Cursor, prefix?: string): Generator<string>;
/** The key that a step of a JSON pointer names. */
export declare function unescapePointer(step: string): string;
/** One step of a JSON pointer (RFC 6901). */
export declare function escapePointer(key: string): string;
