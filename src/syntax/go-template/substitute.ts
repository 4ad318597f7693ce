import {
  at,
  type Cursor,
  type Entry,
  isPlace,
  type MapCursor,
  type Origin,
  readCursorText,
  type UnknownCursor,
} from "../../model/cursor.ts";
import type { SourceText } from "../../model/source-text.ts";
import { evaluate, printedText, templateParts } from "./go-template.ts";
import { readTemplatedYaml } from "./templated-yaml.ts";

/** What fills the braces of a template. */
export interface Filling {
  /** The parameters by name, nested as they were written. */
  readonly parameters: Cursor;
  /** Go's templates (`{{.path.basename}}`), or plain names (`{{path.basename}}`). */
  readonly isGo: boolean;
  /** How many characters texts made of several parts may still have together; those beyond stay unknown. */
  readonly print?: { left: number };
}

/** A template with its parameters filled in; what they do not decide stays unknown. Values keep the place that decides them. */
export function substitute(template: Cursor, filling: Filling): Cursor {
  if (template.kind === "list") return { ...template, items: template.items.map((item) => substitute(item, filling)) };
  if (template.kind === "map") return substituteMap(template, filling);
  const text = template.kind === "scalar" ? template.value : template.text;
  return isTemplate(text) ? (fill(text, template.origin, filling) ?? unknownAt(template.origin)) : template;
}

function substituteMap(template: MapCursor, filling: Filling): Cursor {
  const entries = new Map<string, Entry>();
  let rest = template.rest;
  for (const [name, { key, value }] of template.entries) {
    const filled = isTemplate(name) ? printedText(fill(name, key, filling)) : name;
    if (filled === undefined) rest = unknownAt(key);
    else entries.set(filled, { key, value: name === "values" ? filledDocument(value, filling) : substitute(value, filling) });
  }
  return { ...template, entries, ...(rest && { rest }) };
}

/** The text that a template makes of its parameters; undefined where they do not decide it. */
export function fill(text: string, origin: Origin, filling: Filling): Cursor | undefined {
  const parts = templateParts(text);
  const [only] = parts ?? [];
  if (!parts) return undefined;
  if (parts.length === 1 && only?.kind === "action") return asText(parameter(only.expression, filling), origin);
  const printed = parts.map((part) => {
    if (part.kind === "text") return text.slice(part.start, part.end);
    return part.trimsBefore || part.trimsAfter ? undefined : printedText(parameter(part.expression, filling));
  });
  if (printed.includes(undefined) || !hasRoom(printed, filling)) return undefined;
  return { kind: "scalar", origin, value: printed.join("") };
}

/** Whether a text may still be printed; looked at before it is, as a few letters may ask for very much. */
function hasRoom(printed: readonly (string | undefined)[], { print }: Filling): boolean {
  if (!print) return true;
  for (const part of printed) print.left -= part?.length ?? 0;
  return print.left >= 0;
}

/** What stands between braces; undefined where the parameters do not decide it. */
export function parameter(expression: string, { parameters, isGo }: Filling): Cursor | undefined {
  if (isGo) return evaluate(expression, parameters);
  if (parameters.kind === "map" && parameters.entries.has(expression)) return parameters.entries.get(expression)?.value;
  return at(parameters, ...expression.split("."));
}

/** Values written as a text are a document: what is decided in it is known, whatever else is not. */
function filledDocument(value: Cursor, filling: Filling): Cursor {
  const text = templateText(value);
  if (!text?.content.includes("\n")) return substitute(value, filling);
  return filledYaml(text, filling) ?? unknownAt(value.origin);
}

/** A template of a whole document, with what the parameters do not decide left unknown; undefined where it is no YAML. */
export function filledYaml(text: SourceText, filling: Filling): Cursor | undefined {
  return readTemplatedYaml(text, { evaluate: (expression) => parameter(expression, filling), kept: new Set() });
}

/** The text of a value that is a template, in a block or in quotes. */
export function templateText(value: Cursor): SourceText | undefined {
  if (value.kind === "scalar") return isTemplate(value.value) ? readCursorText(value) : undefined;
  if (value.kind !== "unknown" || !isTemplate(value.text) || !isPlace(value.origin)) return undefined;
  return { file: value.origin.file, content: value.text, segments: [[0, value.origin.start]] };
}

function isTemplate(text: unknown): text is string {
  return typeof text === "string" && text.includes("{{");
}

/** Templates print text, whatever the parameter was; who decides it is who wrote the parameter. */
function asText(value: Cursor | undefined, origin: Origin): Cursor | undefined {
  const text = printedText(value);
  return text === undefined || !value ? undefined : { kind: "scalar", origin: isPlace(value.origin) ? value.origin : origin, value: text };
}

function unknownAt(origin: Origin): UnknownCursor {
  return { kind: "unknown", origin, reason: "a template" };
}
