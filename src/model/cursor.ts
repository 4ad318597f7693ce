import type { Place } from "./location.ts";
import type { Scalar } from "./shapes/names.ts";
import type { SourceText } from "./source-text.ts";

export type { Scalar } from "./shapes/names.ts";

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

export function isPlace(origin: Origin): origin is Place {
  return "file" in origin;
}

/** Finds the value at a path of keys (list items by index); undefined if it is missing, unknown if a value on the way is. */
export function findAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): Cursor | undefined {
  let current = cursor;
  for (const step of path) {
    if (current === undefined || current.kind === "unknown") return current;
    if (current.kind === "list") current = current.items[Number(step)];
    else if (current.kind === "map") current = current.entries.get(String(step))?.value ?? current.rest;
    else return undefined;
  }
  return current;
}

/** Finds the non-empty string (or number, as text) at a path; undefined if it is missing, unknown or something else. */
export function findStringAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = findAt(cursor, ...path);
  if (found?.kind !== "scalar" || found.value === null || found.value === "" || typeof found.value === "boolean") return undefined;
  return String(found.value);
}

/** Like `findStringAt`, but returns the text as written if the value is known only at deployment: enough to follow a reference. */
export function findReferenceAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = findAt(cursor, ...path);
  return found?.kind === "unknown" ? found.text : findStringAt(found);
}

/** Finds the items of the list at a path; empty if it is missing or not a list. */
export function findItemsAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): readonly Cursor[] {
  const found = findAt(cursor, ...path);
  return found?.kind === "list" ? found.items : [];
}

/** Finds the entries of the map at a path, as pairs in the order written; empty if it is missing or not a map. */
export function findEntriesAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): readonly (readonly [string, Entry])[] {
  const found = findAt(cursor, ...path);
  return found?.kind === "map" ? [...found.entries] : [];
}

/**
 * Finds the place that a reader would edit: a scalar's own place, the key of a map or list; undefined if Istio itself sets the
 * value.
 */
export function findPlaceAt(cursor: Cursor | undefined, ...path: readonly (string | number)[]): Place | undefined {
  const parent = findAt(cursor, ...path.slice(0, -1));
  const last = path.at(-1);
  const found = last === undefined ? cursor : findAt(parent, last);
  if (found === undefined) return undefined;
  const key = found.kind !== "scalar" && parent?.kind === "map" && last !== undefined ? parent.entries.get(String(last))?.key : undefined;
  const origin = key ?? found.origin;
  return isPlace(origin) ? origin : undefined;
}

/** Reads the text of a scalar as a separate document. The offsets of a plain scalar run parallel to those of the file. */
export function readCursorText(cursor: ScalarCursor): SourceText | undefined {
  if (cursor.text) return cursor.text;
  if (typeof cursor.value !== "string" || !isPlace(cursor.origin)) return undefined;
  return { file: cursor.origin.file, content: cursor.value, segments: [[0, cursor.origin.start]] };
}

/** The plain JSON value of a cursor; keys with unknown values are left out. */
export function toPlainValue(cursor: Cursor): unknown {
  if (cursor.kind === "scalar") return cursor.value;
  if (cursor.kind === "unknown") return undefined;
  if (cursor.kind === "list") return cursor.items.map((item) => toPlainValue(item) ?? null);
  const known: [string, unknown][] = [];
  for (const [key, entry] of cursor.entries) {
    const value = toPlainValue(entry.value);
    if (value !== undefined) known.push([key, value]);
  }
  return Object.fromEntries(known);
}

/** Lists all scalars below a cursor. */
export function* listScalars(cursor: Cursor): Generator<ScalarCursor> {
  if (cursor.kind === "scalar") yield cursor;
  if (cursor.kind === "list") for (const item of cursor.items) yield* listScalars(item);
  if (cursor.kind === "map") for (const { value } of cursor.entries.values()) yield* listScalars(value);
}

/** Lists the JSON pointers of everything unknown below a cursor. */
export function* collectUnknownPointers(cursor: Cursor, prefix = ""): Generator<string> {
  if (cursor.kind === "unknown") yield prefix;
  if (cursor.kind === "list") for (const [index, item] of cursor.items.entries()) yield* collectUnknownPointers(item, `${prefix}/${index}`);
  if (cursor.kind !== "map") return;
  if (cursor.rest) yield prefix;
  for (const [key, entry] of cursor.entries) yield* collectUnknownPointers(entry.value, `${prefix}/${escapePointer(key)}`);
}

/** Splits a JSON pointer into the keys that lead to a value. */
export function splitPointer(pointer: string): string[] {
  return pointer.split("/").slice(1).map(unescapePointer);
}

/** Decodes a step of a JSON pointer to the key that it names. */
export function unescapePointer(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Encodes a key as a step of a JSON pointer (RFC 6901). */
export function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
