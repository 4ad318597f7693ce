import { type Cursor, isPlace, type Scalar } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import type { ValuesHome } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { endOfLine, type TextOf, writeHclLines } from "./lines.ts";

/**
 * Returns the edit that sets a value of a Helm release in Terraform: as another `set` in the style of the existing ones, else as
 * `values`.
 */
export function writeIntoRelease(
  { argument, sets }: Extract<ValuesHome, { argument: Place }>,
  path: readonly string[],
  value: Scalar,
  textOf: TextOf,
): TextEdit | undefined {
  const text = textOf(argument.file);
  if (text === undefined) return undefined;
  if (!sets) return addValuesArgument(argument, path, value, text);
  const last = sets.kind === "list" ? sets.items.at(-1) : undefined;
  if (last?.kind !== "map" || !isPlace(last.origin) || last.origin.file !== argument.file) return undefined;
  const name = path.map((step) => step.replaceAll(".", "\\\\.")).join(".");
  const fields = [`name  = "${name}"`, `value = ${JSON.stringify(String(value))}`];
  return text[last.origin.start] === "{" ? addSetObject(last.origin, fields, text) : addSetBlock(last, fields, text);
}

/** Adding `values` is safe: no other values exist to merge with, and both versions of the provider support them. */
function addValuesArgument({ file, end }: Place, path: readonly string[], value: Scalar, text: string): TextEdit | undefined {
  const rest = /^[ \t]*((#|\/\/).*)?(?=\r?\n)/.exec(text.slice(end));
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", end - 1) + 1))?.[0] ?? "";
  if (!rest) return undefined;
  const inner = writeHclLines(path, value).map((line) => `${indent}  ${line}`);
  const lines = ["", `${indent}values = [yamlencode({`, ...inner, `${indent}})]`];
  const at = end + rest[0].length;
  return { file, start: at, end: at, text: lines.map((line) => endOfLine(text) + line).join("") };
}

/** Adds an item of `set = [{ … }]`. */
function addSetObject({ file, start, end }: Place, fields: readonly string[], text: string): TextEdit {
  const margin = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const comma = /^[ \t]*,/.exec(text.slice(end))?.[0].length ?? 0;
  const at = end + comma;
  const object = `{ ${fields.map((field) => field.replace("  =", " =")).join(", ")} }`;
  const gap = /^[ \t]*$/.test(margin) ? endOfLine(text) + margin : " ";
  return { file, start: at, end: at, text: comma > 0 ? `${gap}${object},` : `,${gap}${object}` };
}

/** Adds a block `set { … }`. */
function addSetBlock(last: Cursor & { readonly kind: "map" }, fields: readonly string[], text: string): TextEdit | undefined {
  const entries = [...last.entries.values()];
  const keys = entries.flatMap(({ key }) => (isPlace(key) ? key.start : []));
  const ends = entries.flatMap(({ value }) => (isPlace(value.origin) ? value.origin.end : []));
  const [file, start, end] = [isPlace(last.origin) ? last.origin.file : "", Math.min(...keys), Math.max(...ends)];
  const opening = /(?:^|\n)([ \t]*)set[ \t]*\{\s*$/.exec(text.slice(Math.max(0, start - 200), start));
  const closing = /^[ \t]*((#|\/\/).*)?\s*\}/.exec(text.slice(end, end + 500));
  if (entries.length === 0 || !opening || !closing) return undefined;
  const indent = opening[1] ?? "";
  const newline = endOfLine(text);
  const lines = ["", `${indent}set {`, ...fields.map((field) => `${indent}  ${field}`), `${indent}}`];
  const at = end + closing[0].length;
  return { file, start: at, end: at, text: lines.map((line) => newline + line).join("") };
}
