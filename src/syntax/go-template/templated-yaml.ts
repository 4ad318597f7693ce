import {
  type Cursor,
  type Entry,
  isPlace,
  type MapCursor,
  type Origin,
  type ScalarCursor,
  type UnknownCursor,
} from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import { locateText, nestText, type SourceText } from "../../model/source-text.ts";
import { valueMark } from "../yaml/template.ts";
import { readYaml } from "../yaml/yaml.ts";
import { createActionsError, limitProblem } from "../yaml/yaml-limit.ts";
import { findExcessAction, formatPrintedText, isControl, splitTemplate, type TemplatePart } from "./go-template.ts";

/** A placeholder for keys that an action prints: a character that does not occur in texts. */
const keyMark = "\uE001";
const sizeLimit = 5 * 1024 * 1024;
/** The maximum length of a substituted value, because values may be composed of other values. */
const printLimit = 10_000;

/** The values and keys that are known about a template before it is rendered. */
export interface TemplateContext {
  /** Returns the value that an action prints; undefined if it is unknown. */
  readonly evaluate: (expression: string) => Cursor | undefined;
  /** Keys whose lists and maps are read even if they depend on a condition, because everything that may be installed counts. */
  readonly kept: ReadonlySet<string>;
  /** Reports a limit that the text exceeds. */
  readonly report?: (problem: Problem) => void;
}

/**
 * Reads YAML that is a Go template. Known actions are replaced by what they print. The output of other actions, and everything
 * between `if` and `end`, becomes unknown. Undefined if the result is not YAML.
 */
export function readTemplatedYaml(text: SourceText, context: TemplateContext): Cursor | undefined {
  if (!text.content.includes("{{")) return readReported(text, context);
  const excess = findExcessAction(text.content);
  if (excess !== undefined) context.report?.(limitProblem(text, createActionsError(excess)));
  const parts = excess === undefined ? splitTemplate(text.content) : undefined;
  if (!parts) return undefined;
  const masked = mask(text, parts, context);
  const root = readReported(masked.text, context);
  return root && unmask(root, undefined, { regions: masked.regions, kept: context.kept });
}

function readReported(text: SourceText, { report }: TemplateContext): Cursor | undefined {
  const { root, problems } = readYaml(text);
  for (const problem of problems) if (problem.code === "yaml-limit") report?.(problem);
  return root;
}

interface Masked {
  readonly text: SourceText;
  readonly regions: readonly Region[];
}

/** The start or end of a condition, and the start of the innermost condition around the text after it (-1: none); offsets in the file. */
interface Region {
  readonly offset: number;
  readonly innermost: number;
}

interface Writing {
  readonly source: SourceText;
  readonly segments: [number, number][];
  readonly pieces: string[];
  length: number;
  /** The end of the output so far. */
  tail: string;
}

/** The length of the previous output that is kept for look-behind. */
const tailLength = 2_000;

function mask(source: SourceText, parts: readonly TemplatePart[], context: TemplateContext): Masked {
  const writing: Writing = { source, segments: [], pieces: [], length: 0, tail: "" };
  const regions: Region[] = [];
  const open: number[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as TemplatePart;
    const closing = isOpening(part.expression) ? findClosing(parts, index, source.content) : undefined;
    if (part.kind === "text") write(writing, source.content.slice(part.start, part.end), part.start);
    else if (closing !== undefined) {
      // A condition on one line, or a definition, which prints nothing here.
      if (!/^define\b/.test(part.expression)) write(writing, valueMark, part.start);
      index = closing;
    } else if (isControl(part.expression)) addBoundary(part, source, open, regions);
    else writeOutput(writing, part, context);
  }
  return { text: nestText(source, writing.pieces.join(""), writing.segments), regions };
}

function addBoundary({ expression, start }: TemplatePart, source: SourceText, open: number[], regions: Region[]): void {
  const { start: offset } = locateText(source, start, start);
  if (isOpening(expression)) open.push(offset);
  else if (/^end\b/.test(expression)) open.pop();
  regions.push({ offset, innermost: open.at(-1) ?? -1 });
}

function isOpening(expression: string): boolean {
  return /^(if|range|with|define|block)\b/.test(expression);
}

/** How many parts are searched for the `end` of a condition on one line, and of a definition. */
const inlineLimit = 100;
const definitionLimit = 2_000;

/** Finds the `end` of a condition on the line where it starts, or the `end` of a definition anywhere. */
function findClosing(parts: readonly TemplatePart[], index: number, content: string): number | undefined {
  const isDefinition = /^define\b/.test(parts[index]?.expression ?? "");
  const limit = Math.min(parts.length, index + (isDefinition ? definitionLimit : inlineLimit));
  let depth = 0;
  for (let next = index; next < limit; next++) {
    const part = parts[next] as TemplatePart;
    if (part.kind === "text" && !isDefinition && content.slice(part.start, part.end).includes("\n")) return undefined;
    if (isOpening(part.expression)) depth++;
    if (/^end\b/.test(part.expression) && --depth === 0) return next;
  }
  return undefined;
}

function write(writing: Writing, text: string, offset: number): void {
  if (text === "" || writing.length > sizeLimit) return;
  writing.segments.push([writing.length, offset]);
  writing.pieces.push(text);
  writing.length += text.length;
  writing.tail = `${writing.tail}${text.slice(-tailLength)}`.slice(-tailLength);
}

function writeOutput(writing: Writing, part: TemplatePart, { evaluate }: TemplateContext): void {
  const printed = formatPrintedText(evaluate(part.expression));
  const { content } = writing.source;
  if (printed !== undefined && printed.length <= printLimit && !printed.includes("\n")) write(writing, printed, part.start);
  else if (!isAlone(content, part)) write(writing, valueMark, part.start);
  else write(writing, writeStandIn(writing, part), part.start);
}

function isAlone(content: string, { start, end }: TemplatePart): boolean {
  const before = content[start - 1 - findBlanksStart(content, start)];
  let after = end;
  while (content[after] === " " || content[after] === "\t" || content[after] === "\r") after++;
  return (before === undefined || before === "\n") && (after >= content.length || content[after] === "\n" || content[after] === "#");
}

function findBlanksStart(content: string, offset: number): number {
  let start = offset;
  while (content[start - 1] === " " || content[start - 1] === "\t") start--;
  return offset - start;
}

/**
 * Writes a placeholder for keys that an action on its own line prints: indented as `nindent` says, or as list items if the lines around it
 * are.
 */
function writeStandIn({ source, tail }: Writing, { start, end, expression }: TemplatePart): string {
  const own = findBlanksStart(source.content, start);
  const column = Number(/\bn?indent\s+(\d{1,2})\b/.exec(expression)?.[1] ?? own);
  const next = /^\s*\n([ \t]*)(- )?/.exec(source.content.slice(end, end + 200));
  const isItem = (next?.[2] !== undefined && next[1]?.length === column) || followsItem(tail, column);
  return `${column === own ? "" : `\n${" ".repeat(column)}`}${isItem ? `- ${valueMark}` : `${keyMark}${start}:`}`;
}

/** Checks whether the last line that is not indented deeper is a list item. */
function followsItem(tail: string, column: number): boolean {
  for (const line of tail.split("\n").reverse()) {
    const depth = line.search(/[^ ]/);
    if (depth !== -1 && depth <= column) return depth === column && line.startsWith("- ", depth);
  }
  return false;
}

interface Unmasking {
  readonly regions: readonly Region[];
  readonly kept: ReadonlySet<string>;
}

/** Replaces placeholders for keys with unknown keys, and values that depend on a condition with unknown values. */
function unmask(cursor: Cursor, entry: { readonly name: string; readonly key: Origin } | undefined, unmasking: Unmasking): Cursor {
  const { regions, kept } = unmasking;
  if (cursor.kind === "scalar") return isSteered(cursor, regions) ? createTemplateUnknown(cursor.origin) : cursor;
  if (cursor.kind === "list") {
    const isKept = entry === undefined || kept.has(entry.name);
    const items = cursor.items.map((item) =>
      isKept || !isConditional(item.origin, entry.key, regions) ? unmask(item, undefined, unmasking) : createTemplateUnknown(item.origin),
    );
    return { ...cursor, items };
  }
  return cursor.kind === "map" ? unmaskMap(cursor, unmasking) : cursor;
}

function unmaskMap(map: MapCursor, unmasking: Unmasking): Cursor {
  const entries = new Map<string, Entry>();
  let rest: UnknownCursor | undefined = map.rest;
  for (const [name, { key, value }] of map.entries) {
    if (name.includes(keyMark) || name.includes(valueMark)) rest = createTemplateUnknown(key);
    else if (!unmasking.kept.has(name) && isConditional(key, map.origin, unmasking.regions)) {
      entries.set(name, { key, value: createTemplateUnknown(value.origin) });
    } else entries.set(name, { key, value: unmask(value, { name, key }, unmasking) });
  }
  return { ...map, entries, ...(rest && { rest }) };
}

/** Checks whether a text with an embedded document contains conditions or unknown keys; single values in it become unknown separately. */
function isSteered({ value, origin }: ScalarCursor, regions: readonly Region[]): boolean {
  if (typeof value !== "string" || !value.includes("\n") || !isPlace(origin)) return false;
  return value.includes(keyMark) || findBoundaryAfter(regions, origin.start) !== findBoundaryAfter(regions, origin.end);
}

function createTemplateUnknown(origin: Origin): UnknownCursor {
  return { kind: "unknown", origin, reason: "a template" };
}

/** Checks whether a condition applies to this place, but not to all of `parent`. */
function isConditional(origin: Origin, parent: Origin, regions: readonly Region[]): boolean {
  if (!isPlace(origin) || !isPlace(parent)) return false;
  const innermost = regions[findBoundaryAfter(regions, origin.start) - 1]?.innermost ?? -1;
  return innermost > parent.start;
}

/** Finds the index of the first boundary after an offset. */
function findBoundaryAfter(regions: readonly Region[], offset: number): number {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((regions[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
