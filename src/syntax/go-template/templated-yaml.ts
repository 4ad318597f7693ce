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
import { innerText, placeIn, type SourceText } from "../../model/source-text.ts";
import { valueMark } from "../yaml/template.ts";
import { readYaml } from "../yaml/yaml.ts";
import { limitProblem, tooManyActions } from "../yaml/yaml-limit.ts";
import { excessAction, isControl, printedText, type TemplatePart, templateParts } from "./go-template.ts";

/** What stands where an action prints keys; a letter that no text has. */
const keyMark = "\uE001";
const sizeLimit = 5 * 1024 * 1024;
/** The longest value that is put in: values may be made of values. */
const printLimit = 10_000;

/** How much is known of a template before it is rendered. */
export interface TemplateContext {
  /** What an action prints; undefined where that is not known. */
  readonly evaluate: (expression: string) => Cursor | undefined;
  /** Keys whose lists and maps are looked into although a condition decides whether they are there: what may be installed counts. */
  readonly kept: ReadonlySet<string>;
  /** Told of a bound that the text goes beyond. */
  readonly report?: (problem: Problem) => void;
}

/**
 * Reads YAML that is a Go template: actions that are known are replaced by what they print; others make unknown what
 * they print, and what stands between `if` and `end`. Undefined where that is no YAML either.
 */
export function readTemplatedYaml(text: SourceText, context: TemplateContext): Cursor | undefined {
  if (!text.content.includes("{{")) return readReported(text, context);
  const excess = excessAction(text.content);
  if (excess !== undefined) context.report?.(limitProblem(text, tooManyActions(excess)));
  const parts = excess === undefined ? templateParts(text.content) : undefined;
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

/** Where a condition starts or ends, and where the innermost one around what follows has started (-1: none); offsets in the file. */
interface Region {
  readonly offset: number;
  readonly innermost: number;
}

interface Writing {
  readonly source: SourceText;
  readonly segments: [number, number][];
  readonly pieces: string[];
  length: number;
  /** The end of what has been written. */
  tail: string;
}

/** How much of what has been written is looked back at. */
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
      // All of it on one line, or a definition, which prints nothing here.
      if (!/^define\b/.test(part.expression)) write(writing, valueMark, part.start);
      index = closing;
    } else if (isControl(part.expression)) addBoundary(part, source, open, regions);
    else writeOutput(writing, part, context);
  }
  return { text: innerText(source, writing.pieces.join(""), writing.segments), regions };
}

function addBoundary({ expression, start }: TemplatePart, source: SourceText, open: number[], regions: Region[]): void {
  const { start: offset } = placeIn(source, start, start);
  if (isOpening(expression)) open.push(offset);
  else if (/^end\b/.test(expression)) open.pop();
  regions.push({ offset, innermost: open.at(-1) ?? -1 });
}

function isOpening(expression: string): boolean {
  return /^(if|range|with|define|block)\b/.test(expression);
}

/** How far to look for the `end` of a condition on its own line, and for that of a definition. */
const inlineLimit = 100;
const definitionLimit = 2_000;

/** The `end` of a condition on the line where it begins, or of a definition wherever that is. */
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
  const printed = printedText(evaluate(part.expression));
  const { content } = writing.source;
  if (printed !== undefined && printed.length <= printLimit && !printed.includes("\n")) write(writing, printed, part.start);
  else if (!isAlone(content, part)) write(writing, valueMark, part.start);
  else write(writing, standIn(writing, part), part.start);
}

function isAlone(content: string, { start, end }: TemplatePart): boolean {
  const before = content[start - 1 - blanksBefore(content, start)];
  let after = end;
  while (content[after] === " " || content[after] === "\t" || content[after] === "\r") after++;
  return (before === undefined || before === "\n") && (after >= content.length || content[after] === "\n" || content[after] === "#");
}

function blanksBefore(content: string, offset: number): number {
  let start = offset;
  while (content[start - 1] === " " || content[start - 1] === "\t") start--;
  return offset - start;
}

/** Keys that a line of its own prints: at the depth that `nindent` gives them, or as items where those around it are some. */
function standIn({ source, tail }: Writing, { start, end, expression }: TemplatePart): string {
  const own = blanksBefore(source.content, start);
  const column = Number(/\bn?indent\s+(\d{1,2})\b/.exec(expression)?.[1] ?? own);
  const next = /^\s*\n([ \t]*)(- )?/.exec(source.content.slice(end, end + 200));
  const isItem = (next?.[2] !== undefined && next[1]?.length === column) || followsItem(tail, column);
  return `${column === own ? "" : `\n${" ".repeat(column)}`}${isItem ? `- ${valueMark}` : `${keyMark}${start}:`}`;
}

/** Whether the last line that is not deeper is an item of a list. */
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

/** Turns what stands for keys into unknown ones, and what only a condition brings along into unknown values. */
function unmask(cursor: Cursor, entry: { readonly name: string; readonly key: Origin } | undefined, unmasking: Unmasking): Cursor {
  const { regions, kept } = unmasking;
  if (cursor.kind === "scalar") return isSteered(cursor, regions) ? unknown(cursor.origin) : cursor;
  if (cursor.kind === "list") {
    const isKept = entry === undefined || kept.has(entry.name);
    const items = cursor.items.map((item) =>
      isKept || !isConditional(item.origin, entry.key, regions) ? unmask(item, undefined, unmasking) : unknown(item.origin),
    );
    return { ...cursor, items };
  }
  return cursor.kind === "map" ? unmaskMap(cursor, unmasking) : cursor;
}

function unmaskMap(map: MapCursor, unmasking: Unmasking): Cursor {
  const entries = new Map<string, Entry>();
  let rest: UnknownCursor | undefined = map.rest;
  for (const [name, { key, value }] of map.entries) {
    if (name.includes(keyMark) || name.includes(valueMark)) rest = unknown(key);
    else if (!unmasking.kept.has(name) && isConditional(key, map.origin, unmasking.regions)) {
      entries.set(name, { key, value: unknown(value.origin) });
    } else entries.set(name, { key, value: unmask(value, { name, key }, unmasking) });
  }
  return { ...map, entries, ...(rest && { rest }) };
}

/** Whether a text that is a document itself has conditions or unknown keys in it; single values in it stay unknown by themselves. */
function isSteered({ value, origin }: ScalarCursor, regions: readonly Region[]): boolean {
  if (typeof value !== "string" || !value.includes("\n") || !isPlace(origin)) return false;
  return value.includes(keyMark) || boundaryAfter(regions, origin.start) !== boundaryAfter(regions, origin.end);
}

function unknown(origin: Origin): UnknownCursor {
  return { kind: "unknown", origin, reason: "a template" };
}

/** Whether a condition decides over what stands here, but not over all of `parent`. */
function isConditional(origin: Origin, parent: Origin, regions: readonly Region[]): boolean {
  if (!isPlace(origin) || !isPlace(parent)) return false;
  const innermost = regions[boundaryAfter(regions, origin.start) - 1]?.innermost ?? -1;
  return innermost > parent.start;
}

/** The index of the first boundary past an offset. */
function boundaryAfter(regions: readonly Region[], offset: number): number {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((regions[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
