import { shape, validate } from "shape:ConfigurationDocument";
import { type Cursor, findAt, findEntriesAt, splitPointer, toPlainValue } from "../model/cursor.ts";
import { type Fault, listShapesTo, type Shape } from "../model/fault.ts";
import { explainGlobFault } from "../model/glob.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { ConfigurationDocument } from "../model/shapes/configuration.ts";

/** Refuses a configuration, at the place of what is wrong. */
export type Fail = (message: string, cursor: Cursor | undefined) => never;

/** The plain values of a configuration file, checked against its shape. */
export function checkDocument(root: Cursor, fail: Fail): ConfigurationDocument {
  const document = dropEmpty(toPlainValue(root));
  if (validate(document)) return document;
  const [fault] = validate.errors ?? [];
  return fault ? explain(fault, root, fail) : fail("The configuration must be a map of keys.", root);
}

/** A key that is left empty, as where all of a list is commented out, is as good as missing. */
function dropEmpty(map: unknown): unknown {
  if (typeof map !== "object" || map === null || Array.isArray(map)) return map;
  const present = Object.entries(map).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([key, value]) => [key, Array.isArray(value) ? value.map(dropEmpty) : value]));
}

/** Says what is wrong in the words of the file. */
function explain(fault: Fault, root: Cursor, fail: Fail): never {
  const steps = splitPointer(fault.instancePath);
  const cursor = findAt(root, ...steps);
  const shapes = listShapesTo(shape, fault.instancePath);
  const own = shapes.at(-1) ?? shape;
  // A key that is missing may only be misspelt.
  checkKeys(cursor, own, fail);
  if (fault.keyword === "required") return fail(`${own.subject} needs a \`${fault.params.missingProperty}\`.`, cursor);
  const isItem = shapes.at(-2)?.items !== undefined;
  const key = (isItem ? steps.at(-2) : steps.at(-1)) ?? "";
  const written = cursor?.kind === "scalar" ? cursor.value : undefined;
  return fail(describeMistake({ fault, own, key, isItem, written }), cursor);
}

function checkKeys(map: Cursor | undefined, { properties }: Shape, fail: Fail): void {
  if (!properties || map?.kind !== "map") return;
  const allowed = Object.keys(properties);
  for (const [key, entry] of findEntriesAt(map)) {
    if (!allowed.includes(key)) fail(`Unknown key \`${key}\`; ${suggestName(key, allowed)}`, { ...entry.value, origin: entry.key });
  }
}

/** A value that does not have its shape. */
interface Mistake {
  readonly fault: Fault;
  readonly own: Shape;
  readonly key: string;
  /** True for an item of the list below the key. */
  readonly isItem: boolean;
  readonly written: unknown;
}

function describeMistake({ fault, own, key, isItem, written }: Mistake): string {
  const isText = typeof written === "string" && written !== "";
  if (own.fault !== undefined && (isText || !isTextual(own))) return own.fault.replace("{{key}}", () => key);
  if (own.items) return fault.keyword === "maxItems" ? describeTooMany(key, fault) : `\`${key}\` must be a list.`;
  if (own.properties) return `This must be a map with the keys ${Object.keys(own.properties).join(", ")}.`;
  if (isText) return describeWrongText(written, fault, key);
  if (isItem) return `Each item of \`${key}\` must be a text.`;
  return `\`${key}\` must be a text${typeof written === "number" ? ` in quotes: YAML reads it as the number ${written}` : ""}.`;
}

function isTextual({ type }: Shape): boolean {
  return type === "string" || (Array.isArray(type) && type.includes("string"));
}

function describeTooMany(key: string, { params }: Fault): string {
  return `\`${key}\` must have up to ${params.limit} entries; a glob names many files.`;
}

function describeWrongText(written: string, { keyword, params }: Fault, key: string): string {
  const names = keyword === "enum" && Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [];
  if (names.length > 0) return `Unknown ${key} \`${written}\`; ${suggestName(written, names)}`;
  return `\`${written}\` in \`${key}\` matches nothing: ${explainGlobFault(written) ?? "globs are made of `*`, `**` and `?`, and slashes"}.`;
}

function suggestName(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === undefined ? `known here: ${names.join(", ")}.` : `did you mean \`${nearest}\`?`;
}
