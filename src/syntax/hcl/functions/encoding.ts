import type { Cursor, Scalar } from "../../../model/cursor.ts";
import { createUnknown, type Encoded, gap, textLimit, type Unknown } from "../cursors.ts";
import { readEncodedDocument } from "../document.ts";
import type { Call, HclFunction } from "./function.ts";

/** Functions that convert values to text and back. JSON is YAML, so both formats share one implementation. */
export const encodingFunctions: Readonly<Record<string, HclFunction>> = {
  yamlencode: encode,
  jsonencode: encode,
  yamldecode: ([text]) => text && readEncodedDocument(text),
  jsondecode: ([text]) => text && readEncodedDocument(text),
};

/** Returns the text and also the value with its places, which is used when the text is decoded again. */
function encode([value]: readonly Cursor[], call: Call): Cursor | undefined {
  if (!value || value.kind === "unknown") return undefined;
  const pieces: string[] = [];
  const isKnown = write(value, pieces, { length: 0 });
  const content = pieces.join("");
  if (content.length > textLimit) return createUnknown(call, "the text is too long");
  if (isKnown) return { kind: "scalar", origin: call.place, value: content, encodes: value } as Encoded;
  const partial = { file: call.place.file, content, segments: [[0, call.place.start] as const] };
  return createUnknown(call, "a part of it is only known at deployment", { encodes: value, partial } satisfies Partial<Unknown>);
}

/** Writes JSON with gaps for unknown values; returns false if there are any. */
function write(value: Cursor, pieces: string[], written: { length: number }): boolean {
  const add = (piece: string) => {
    pieces.push(piece);
    written.length += piece.length;
  };
  if (written.length > textLimit) return false;
  if (value.kind === "unknown") add(`"${gap}"`);
  if (value.kind === "scalar") add(quoteHtmlSafe(value.value));
  if (value.kind === "unknown" || value.kind === "scalar") return value.kind === "scalar";
  const inner = value.kind === "list" ? value.items.map((item) => ["", item] as const) : listNamedParts(value);
  let isKnown = value.kind === "list" || !value.rest;
  add(value.kind === "list" ? "[" : "{");
  for (const [index, [name, part]] of inner.entries()) {
    add(`${index > 0 ? "," : ""}${name}`);
    isKnown = write(part, pieces, written) && isKnown;
  }
  add(value.kind === "list" ? "]" : "}");
  return isKnown;
}

function listNamedParts({ entries, rest }: Cursor & { readonly kind: "map" }): (readonly [string, Cursor])[] {
  const inOrder = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = inOrder.map(([key, { value }]) => [`${quoteHtmlSafe(key)}:`, value] as const);
  return rest ? [...parts, [`"${gap}":`, rest]] : parts;
}

/** Terraform escapes characters that could end a script in HTML. */
function quoteHtmlSafe(value: Scalar): string {
  return JSON.stringify(value).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}
