import { type Cursor, type Entry, isPlace, type ListCursor, type MapCursor, type Scalar, type UnknownCursor } from "../../model/cursor.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";
import { countValues } from "../../model/values.ts";
import type { Expression } from "./syntax.ts";

/** A value that cannot be known, with partial information for functions that can use it. */
export interface Unknown extends UnknownCursor {
  /** A text with some known parts; the others are `gap`s. */
  readonly partial?: SourceText;
  /** True if Terraform would fail here, so that `try` evaluates its next argument. */
  readonly fails?: boolean;
  /** True for a list item that represents any number of items. */
  readonly several?: boolean;
  /** The path of a file that is missing in the repository. */
  readonly missing?: string;
  /** The value that `yamlencode` or `jsonencode` converted to text. */
  readonly encodes?: Cursor;
}

/** A text from `yamlencode` or `jsonencode` with the original value, which also has the places where it was written. */
export type Encoded = Cursor & { readonly encodes?: Cursor };

/** A placeholder for an unknown part of a text: a character that does not occur in files, and that YAML treats as a letter. */
export const gap = "\ue000";

/** The maximum length of a composed text. */
export const textLimit = 1024 * 1024;
const sizeLimit = 200_000;

export function createUnknown(expression: Pick<Expression, "place" | "source">, reason: string, more: Partial<Unknown> = {}): Unknown {
  return { kind: "unknown", origin: expression.place, reason, text: expression.source, ...more };
}

/** What is passed on of a value that is unknown because a file is not there. */
export function keepMissingFile(value: Unknown | undefined): Partial<Unknown> {
  return value?.missing === undefined ? {} : { missing: value.missing, fails: true };
}

export function createScalar(value: Scalar, place: Place): Cursor {
  return { kind: "scalar", origin: place, value };
}

/** Creates a list, or an unknown value if it is too large: `[local.a, local.a]` doubles the size of `local.a`. */
export function makeList(items: readonly Cursor[], place: Place): Cursor {
  return limitSize({ kind: "list", origin: place, items });
}

/** Creates a map with the same limit; `rest` means that it may have more keys. */
export function makeMap(entries: ReadonlyMap<string, Entry>, place: Place, rest?: UnknownCursor): Cursor {
  return limitSize({ kind: "map", origin: place, entries, ...(rest && { rest }) });
}

function limitSize(cursor: ListCursor | MapCursor): Cursor {
  if (countValues(cursor) <= sizeLimit) return cursor;
  return { kind: "unknown", origin: cursor.origin, reason: "it is too large" };
}

/** Returns the text of a string, number or boolean, as Terraform converts it to a string. */
export function formatScalarText(cursor: Cursor | undefined): string | undefined {
  return cursor?.kind === "scalar" && cursor.value !== null ? String(cursor.value) : undefined;
}

export function isNull(cursor: Cursor): boolean {
  return cursor.kind === "scalar" && cursor.value === null;
}

/** Reads a boolean, also from the texts that Terraform converts to one; undefined if it is unknown. */
export function readTruth(cursor: Cursor | undefined): boolean | undefined {
  if (cursor?.kind !== "scalar") return undefined;
  if (cursor.value === true || cursor.value === "true") return true;
  return cursor.value === false || cursor.value === "false" ? false : undefined;
}

/** Checks whether the number of a list's items is known. */
export function isWhole(list: ListCursor): boolean {
  return list.items.every((item) => !(item as Unknown).several);
}

/** Returns the place of a value, or the given place if the value comes from Istio itself. */
export function getPlaceOr(cursor: Cursor, place: Place): Place {
  return isPlace(cursor.origin) ? cursor.origin : place;
}

/** Returns a text that is equal for equal values; undefined if a part of the value is unknown. */
export function fingerprintCursor(cursor: Cursor): string | undefined {
  if (cursor.kind === "unknown" || (cursor.kind === "map" && cursor.rest)) return undefined;
  if (cursor.kind === "scalar") return JSON.stringify(cursor.value);
  const parts: string[] = [];
  const inner = cursor.kind === "list" ? cursor.items.map((item, index) => [index, item] as const) : sortEntries(cursor);
  for (const [key, item] of inner) {
    const part = fingerprintCursor(item);
    if (part === undefined) return undefined;
    parts.push(`${JSON.stringify(key)}:${part}`);
  }
  return `${cursor.kind}{${parts.join()}}`;
}

function sortEntries({ entries }: MapCursor): (readonly [string, Cursor])[] {
  return [...entries].map(([key, { value }]) => [key, value] as const).sort(([one], [other]) => (one < other ? -1 : 1));
}
