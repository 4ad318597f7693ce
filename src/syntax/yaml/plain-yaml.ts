import type { Cursor, Entry } from "../../model/cursor.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";
import { extractBlockText, extractQuotedText } from "../block-text.ts";
import { explainTemplate } from "./template.ts";
import { resolvePlain } from "./yaml-scalar.ts";

/**
 * Reads the YAML of nearly all manifests: block maps and lists, one-line scalars, literal blocks. It gives the same result as the
 * full parser in a tenth of the time, and parsing is most of a run. Undefined if the text contains anything else; the full parser
 * then reads it.
 */
export function readPlainYaml(text: SourceText): Cursor | undefined {
  const { content } = text;
  if (/[\t\r\ufeff]|^(\.\.\.|%)/m.test(content)) return undefined;
  const lines: Lines = { text, content, root: 0, start: 0, position: 0, end: -1, column: 0, commentColumn: -1, consumed: 0, depth: 0 };
  advance(lines);
  // A value may follow `---` on the same line, where columns are shifted.
  if (isAtEnd(lines) || (lines.start === 0 && lines.column > 0)) return undefined;
  lines.root = lines.column;
  const root = readBlock(lines);
  return isAtEnd(lines) ? root : undefined;
}

const depthLimit = 100;

/** The current line; `position` moves along the line if a list item starts a map. */
interface Lines {
  readonly text: SourceText;
  readonly content: string;
  /** The column of the outermost block. */
  root: number;
  start: number;
  position: number;
  /** The offset of the line break, or of the end of the text. */
  end: number;
  column: number;
  /** The deepest column of the comments directly before the line; -1 if none exist. */
  commentColumn: number;
  /** The offset after the last line that was read. */
  consumed: number;
  depth: number;
}

/** Moves to the next line that is neither blank nor a comment. */
function advance(lines: Lines): void {
  const { content } = lines;
  lines.consumed = Math.min(lines.end + 1, content.length);
  lines.commentColumn = -1;
  for (let start = lines.end + 1; start < content.length; ) {
    const newline = content.indexOf("\n", start);
    const end = newline === -1 ? content.length : newline;
    const position = skipSpaces(content, start);
    const isComment = content[position] === "#";
    if (isComment) lines.commentColumn = Math.max(lines.commentColumn, position - start);
    if (position < end && !isComment) {
      Object.assign(lines, { start, position, end, column: position - start });
      return;
    }
    start = end + 1;
  }
  Object.assign(lines, { start: content.length, position: content.length, end: content.length, column: -1 });
}

function isAtEnd({ position, content }: Lines): boolean {
  return position >= content.length;
}

function skipSpaces(content: string, from: number): number {
  let position = from;
  while (content.charCodeAt(position) === 0x20) position++;
  return position;
}

function readBlock(lines: Lines): Cursor | undefined {
  if (lines.depth > depthLimit) return undefined;
  lines.depth++;
  const block = isItem(lines, lines.position) ? readList(lines) : readMap(lines);
  lines.depth--;
  // Comments with the indentation of the block belong to it, and only the full parser knows where such a block ends.
  return lines.commentColumn > Math.max(lines.column, lines.root) ? undefined : block;
}

/** Checks for a dash that starts a list item. */
function isItem({ content }: Lines, position: number): boolean {
  const next = content[position + 1];
  return content[position] === "-" && (next === " " || next === "\n" || next === undefined);
}

const keyPattern = /[A-Za-z0-9_][A-Za-z0-9_./-]*:(?=[ \n]|$)/y;

/** Returns the offset of the colon after a key; -1 if there is no plain key. */
function findColon({ content }: Lines, position: number): number {
  keyPattern.lastIndex = position;
  return keyPattern.test(content) ? keyPattern.lastIndex - 1 : -1;
}

function readMap(lines: Lines): Cursor | undefined {
  const { text, column, position: start } = lines;
  const entries = new Map<string, Entry>();
  while (lines.column === column) {
    const colon = findColon(lines, lines.position);
    if (colon === -1) return undefined;
    const name = lines.content.slice(lines.position, colon);
    const key = locateText(text, lines.position, colon);
    if (entries.has(name)) return undefined;
    const value = readValue(lines, colon + 1, column, true);
    if (!value) return undefined;
    entries.set(name, { key, value });
  }
  if (lines.column > column) return undefined;
  return { kind: "map", origin: locateText(text, start, lines.consumed), entries };
}

function readList(lines: Lines): Cursor | undefined {
  const { text, column, position: start } = lines;
  const items: Cursor[] = [];
  while (lines.column === column && isItem(lines, lines.position)) {
    const first = skipSpaces(lines.content, lines.position + 1);
    const isMap = findColon(lines, first) !== -1;
    if (isMap) {
      lines.column = first - lines.start;
      lines.position = first;
    }
    const item = isMap ? readBlock(lines) : readValue(lines, lines.position + 1, column, false);
    if (!item) return undefined;
    items.push(item);
  }
  if (lines.column > column) return undefined;
  return { kind: "list", origin: locateText(text, start, lines.consumed), items };
}

/** Reads the value after a colon or a dash: the rest of the line, or the deeper lines below. A list may have the indentation of its key. */
function readValue(lines: Lines, from: number, column: number, isOfMap: boolean): Cursor | undefined {
  const first = skipSpaces(lines.content, from);
  if (lines.content[first] === "|") return readLiteral(lines, first, column);
  if (first < lines.end && lines.content[first] !== "#") {
    const value = readInline(lines, first);
    advance(lines);
    // Deeper lines would continue the scalar.
    return lines.column > column ? undefined : value;
  }
  if (lines.content.startsWith("###", first)) return undefined;
  advance(lines);
  if (lines.column > column) return readBlock(lines);
  if (!isOfMap || lines.column < column || !isItem(lines, lines.position)) return undefined;
  const list = readList(lines);
  return lines.commentColumn === -1 ? list : undefined;
}

const quotedPattern = /^(?:'([^']*)'|"([^"\\]*)"|(\[\]|\{\})) *(?:$| #)/;
const plainPattern = /^[A-Za-z0-9_./$+~(^<=\\-]/;

function readInline(lines: Lines, from: number): Cursor | undefined {
  const { text, content, end } = lines;
  const line = content.slice(from, end);
  const match = quotedPattern.exec(line);
  if (!match && line.startsWith("[")) return readFlowList(lines, from, line);
  if (!match) return plainPattern.test(line) && !isItem(lines, from) ? readPlain(lines, from, line) : undefined;
  const [, single, double, empty] = match;
  if (empty === "[]") return { kind: "list", origin: locateText(text, from, from + empty.length), items: [] };
  if (empty === "{}") return { kind: "map", origin: locateText(text, from, from + empty.length), entries: new Map() };
  const value = single ?? double ?? "";
  const origin = locateText(text, from, from + value.length + 2);
  const reason = explainTemplate(value);
  if (reason) return { kind: "unknown", origin, reason, text: value };
  return { kind: "scalar", origin, value, text: extractQuotedText(text, from, value) };
}

function readPlain({ text }: Lines, from: number, line: string): Cursor | undefined {
  const comment = line.indexOf(" #");
  let length = comment === -1 ? line.length : comment;
  while (line.charCodeAt(length - 1) === 0x20) length--;
  const source = line.slice(0, length);
  if (source.includes(": ") || source.endsWith(":")) return undefined;
  const origin = locateText(text, from, from + source.length);
  const reason = explainTemplate(source);
  return reason ? { kind: "unknown", origin, reason, text: source } : { kind: "scalar", origin, value: resolvePlain(source) };
}

const flowList = /^\[ *([A-Za-z0-9_./-]+(?: *, *[A-Za-z0-9_./-]+)*) *\] *(?:$| #)/;

/** Reads a list of words on one line. */
function readFlowList({ text, end }: Lines, from: number, line: string): Cursor | undefined {
  const words = flowList.exec(line)?.[1];
  if (words === undefined || words.length > 1_000) return undefined;
  const items: Cursor[] = [];
  for (const { 0: word, index } of words.matchAll(/[^ ,]+/g)) {
    const start = from + line.indexOf(words) + index;
    if (word === "-") return undefined;
    items.push({ kind: "scalar", origin: locateText(text, start, start + word.length), value: resolvePlain(word) });
  }
  return { kind: "list", origin: locateText(text, from, Math.min(end, from + line.indexOf("]") + 1)), items };
}

const literalPattern = /\|(-?) *\n/y;

/** Reads a literal block: its lines without indentation, up to the first line with less indentation. */
function readLiteral(lines: Lines, from: number, column: number): Cursor | undefined {
  const { text, content } = lines;
  literalPattern.lastIndex = from;
  const header = literalPattern.exec(content);
  if (!header) return undefined;
  const found = readLiteralLines(content, literalPattern.lastIndex, column);
  if (!found) return undefined;
  const value = found.lines.join("\n") + (header[1] === "-" ? "" : "\n");
  const origin = locateText(text, from, found.end);
  lines.end = found.end - 1;
  advance(lines);
  if (lines.column > column) return undefined;
  return { kind: "scalar", origin, value, text: extractBlockText(text, from, found.end, value) };
}

interface LiteralLines {
  readonly lines: readonly string[];
  readonly end: number;
}

function readLiteralLines(content: string, from: number, column: number): LiteralLines | undefined {
  const indentation = countFirstIndent(content, from);
  if (indentation <= column) return undefined;
  const lines: string[] = [];
  let [filled, end, start] = [0, from, from];
  for (let newline = content.indexOf("\n", start); newline !== -1; newline = content.indexOf("\n", start)) {
    const depth = skipSpaces(content, start) - start;
    const isBlank = start + depth === newline;
    // Spaces that may or may not belong to the text.
    if (isBlank && depth > 0) return undefined;
    if (!isBlank && depth < indentation) return { lines: lines.slice(0, filled), end };
    lines.push(content.slice(Math.min(start + indentation, newline), newline));
    start = newline + 1;
    if (!isBlank) [filled, end] = [lines.length, start];
  }
  return start < content.length ? undefined : { lines: lines.slice(0, filled), end };
}

/** Returns the indentation of the first line that is not blank. */
function countFirstIndent(content: string, from: number): number {
  let position = from;
  while (content[position] === "\n") position++;
  return skipSpaces(content, position) - position;
}
