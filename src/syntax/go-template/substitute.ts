import {
  type Cursor,
  type Entry,
  findAt,
  isPlace,
  type MapCursor,
  type Origin,
  readCursorText,
  type UnknownCursor,
} from "../../model/cursor.ts";
import type { SourceText } from "../../model/source-text.ts";
import { evaluate, formatPrintedText, splitTemplate } from "./go-template.ts";
import { readTemplatedYaml } from "./templated-yaml.ts";

/** The values that are substituted in a template. */
export interface Filling {
  /** The parameters by name, nested as written. */
  readonly parameters: Cursor;
  /** True for Go templates (`{{.path.basename}}`), false for plain names (`{{path.basename}}`). */
  readonly isGo: boolean;
  /** The remaining number of characters for texts that are composed of parts; further texts stay unknown. */
  readonly print?: { left: number };
}

/** Substitutes parameters in a template. What they do not determine stays unknown. Values have the place that determines them. */
export function substitute(template: Cursor, filling: Filling): Cursor {
  if (template.kind === "list") return { ...template, items: template.items.map((item) => substitute(item, filling)) };
  if (template.kind === "map") return substituteMap(template, filling);
  const text = template.kind === "scalar" ? template.value : template.text;
  return isTemplate(text) ? (fill(text, template.origin, filling) ?? createUnknownAt(template.origin)) : template;
}

function substituteMap(template: MapCursor, filling: Filling): Cursor {
  const entries = new Map<string, Entry>();
  let rest = template.rest;
  for (const [name, { key, value }] of template.entries) {
    const filled = isTemplate(name) ? formatPrintedText(fill(name, key, filling)) : name;
    if (filled === undefined) rest = createUnknownAt(key);
    else entries.set(filled, { key, value: name === "values" ? fillDocument(value, filling) : substitute(value, filling) });
  }
  return { ...template, entries, ...(rest && { rest }) };
}

/** Returns the text of a template with its parameters; undefined if they do not determine it. */
export function fill(text: string, origin: Origin, filling: Filling): Cursor | undefined {
  const parts = splitTemplate(text);
  const [only] = parts ?? [];
  if (!parts) return undefined;
  if (parts.length === 1 && only?.kind === "action") return toTextCursor(evaluateParameter(only.expression, filling), origin);
  const printed = parts.map((part) => {
    if (part.kind === "text") return text.slice(part.start, part.end);
    return part.trimsBefore || part.trimsAfter ? undefined : formatPrintedText(evaluateParameter(part.expression, filling));
  });
  if (printed.includes(undefined) || !hasRoom(printed, filling)) return undefined;
  return { kind: "scalar", origin, value: printed.join("") };
}

/** Checks whether a text still fits the limit, before it is composed: a short template may create a very long text. */
function hasRoom(printed: readonly (string | undefined)[], { print }: Filling): boolean {
  if (!print) return true;
  for (const part of printed) print.left -= part?.length ?? 0;
  return print.left >= 0;
}

/** Returns the value of the expression in braces; undefined if the parameters do not determine it. */
export function evaluateParameter(expression: string, { parameters, isGo }: Filling): Cursor | undefined {
  if (isGo) return evaluate(expression, parameters);
  if (parameters.kind === "map" && parameters.entries.has(expression)) return parameters.entries.get(expression)?.value;
  return findAt(parameters, ...expression.split("."));
}

/** Values that are written as text are a document: its known parts are known, even if others are not. */
function fillDocument(value: Cursor, filling: Filling): Cursor {
  const text = readTemplateText(value);
  if (!text?.content.includes("\n")) return substitute(value, filling);
  return fillYaml(text, filling) ?? createUnknownAt(value.origin);
}

/** Reads a template of a whole document; undetermined parts stay unknown. Undefined if it is not YAML. */
export function fillYaml(text: SourceText, filling: Filling): Cursor | undefined {
  return readTemplatedYaml(text, { evaluate: (expression) => evaluateParameter(expression, filling), kept: new Set() });
}

/** Returns the text of a value that is a template, in a block or in quotes. */
export function readTemplateText(value: Cursor): SourceText | undefined {
  if (value.kind === "scalar") return isTemplate(value.value) ? readCursorText(value) : undefined;
  if (value.kind !== "unknown" || !isTemplate(value.text) || !isPlace(value.origin)) return undefined;
  return { file: value.origin.file, content: value.text, segments: [[0, value.origin.start]] };
}

function isTemplate(text: unknown): text is string {
  return typeof text === "string" && text.includes("{{");
}

/** Templates print text, whatever the type of the parameter; the place is that of the parameter. */
function toTextCursor(value: Cursor | undefined, origin: Origin): Cursor | undefined {
  const text = formatPrintedText(value);
  return text === undefined || !value ? undefined : { kind: "scalar", origin: isPlace(value.origin) ? value.origin : origin, value: text };
}

function createUnknownAt(origin: Origin): UnknownCursor {
  return { kind: "unknown", origin, reason: "a template" };
}
