import { type Cursor, type Entry, isPlace, type ListCursor, type MapCursor, type Scalar, type UnknownCursor } from "../../model/cursor.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";
import { countValues } from "../../model/values.ts";
import type { Expression } from "./syntax.ts";

/** A value that cannot be known, with what is known of it for the functions that can make something of that. */
export interface Unknown extends UnknownCursor {
  /** A text of which parts are known: the others are `gap`s. */
  readonly partial?: SourceText;
  /** Terraform would fail here, so `try` goes on to its next argument. */
  readonly fails?: boolean;
  /** Stands in a list for any number of items. */
  readonly several?: boolean;
  /** The file that the repository does not have. */
  readonly missing?: string;
  /** What `yamlencode` and `jsonencode` made a text of. */
  readonly encodes?: Cursor;
}

/** A text that `yamlencode` or `jsonencode` makes: the value itself says more, and where it was written. */
export type Encoded = Cursor & { readonly encodes?: Cursor };

/** Stands for an unknown stretch of a text: a character that nobody writes, and that YAML takes for a letter. */
export const gap = "\ue000";

/** Text longer than this is not put together. */
export const textLimit = 1024 * 1024;
const sizeLimit = 200_000;

export function unknown(expression: Pick<Expression, "place" | "source">, reason: string, more: Partial<Unknown> = {}): Unknown {
  return { kind: "unknown", origin: expression.place, reason, text: expression.source, ...more };
}

/** What is passed on of a value that is unknown because a file is not there. */
export function ofMissingFile(value: Unknown | undefined): Partial<Unknown> {
  return value?.missing === undefined ? {} : { missing: value.missing, fails: true };
}

export function scalar(value: Scalar, place: Place): Cursor {
  return { kind: "scalar", origin: place, value };
}

/** A list, unless it has grown out of all bounds: `[local.a, local.a]` doubles what `local.a` is. */
export function makeList(items: readonly Cursor[], place: Place): Cursor {
  return bounded({ kind: "list", origin: place, items });
}

/** A map, within the same bounds; `rest` says that it may have more keys. */
export function makeMap(entries: ReadonlyMap<string, Entry>, place: Place, rest?: UnknownCursor): Cursor {
  return bounded({ kind: "map", origin: place, entries, ...(rest && { rest }) });
}

function bounded(cursor: ListCursor | MapCursor): Cursor {
  if (countValues(cursor) <= sizeLimit) return cursor;
  return { kind: "unknown", origin: cursor.origin, reason: "it is too large" };
}

/** The text of a string, number or boolean as Terraform would put it into a string. */
export function textOfScalar(cursor: Cursor | undefined): string | undefined {
  return cursor?.kind === "scalar" && cursor.value !== null ? String(cursor.value) : undefined;
}

export function isNull(cursor: Cursor): boolean {
  return cursor.kind === "scalar" && cursor.value === null;
}

/** True or false, also as the texts that Terraform takes for them; undefined where that is not known. */
export function readTruth(cursor: Cursor | undefined): boolean | undefined {
  if (cursor?.kind !== "scalar") return undefined;
  if (cursor.value === true || cursor.value === "true") return true;
  return cursor.value === false || cursor.value === "false" ? false : undefined;
}

/** Whether a list's items and their number are all there. */
export function isWhole(list: ListCursor): boolean {
  return list.items.every((item) => !(item as Unknown).several);
}

/** The place of a value, or another where Istio itself set it. */
export function placeOr(cursor: Cursor, place: Place): Place {
  return isPlace(cursor.origin) ? cursor.origin : place;
}

/** The same text for the same value; undefined where a part of it is unknown. */
export function fingerprintCursor(cursor: Cursor): string | undefined {
  if (cursor.kind === "unknown" || (cursor.kind === "map" && cursor.rest)) return undefined;
  if (cursor.kind === "scalar") return JSON.stringify(cursor.value);
  const parts: string[] = [];
  const inner = cursor.kind === "list" ? cursor.items.map((item, index) => [index, item] as const) : sorted(cursor);
  for (const [key, item] of inner) {
    const part = fingerprintCursor(item);
    if (part === undefined) return undefined;
    parts.push(`${JSON.stringify(key)}:${part}`);
  }
  return `${cursor.kind}{${parts.join()}}`;
}

function sorted({ entries }: MapCursor): (readonly [string, Cursor])[] {
  return [...entries].map(([key, { value }]) => [key, value] as const).sort(([one], [other]) => (one < other ? -1 : 1));
}
