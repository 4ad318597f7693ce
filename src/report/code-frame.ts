import type { Finding } from "../model/finding.ts";
import { escapeTerminal } from "./escape.ts";
import { measureWidth } from "./prose.ts";

/** The colors for the parts of a code frame; plain text has none. */
export interface FrameStyle {
  readonly gutter: (text: string) => string;
  readonly carets: (text: string) => string;
}

/** Renders the lines around a finding with line numbers, and carets below the finding; escaped for the terminal. */
export function renderCodeFrame(finding: Finding, width: number, style: FrameStyle = { gutter: String, carets: String }): string[] {
  const { frame, location } = finding;
  const target = frame.lines[location.line - frame.firstLine];
  if (target === undefined) return [];
  const [first, last] = findShownLines(finding);
  const digits = String(last).length;
  const space = Math.max(20, width - digits - 5);
  const span = findSpan(target, finding);
  const from = findWindowStart(target, span, space);
  const gutter = (text: string) => style.gutter(`  ${text.padStart(digits)} |`);
  const lines = [gutter("")];
  for (let number = first; number <= last; number++) {
    const line = frame.lines[number - frame.firstLine] ?? "";
    lines.push(`${gutter(String(number))} ${cut(line, from, space)}`.trimEnd());
    if (number === location.line) lines.push(`${gutter("")} ${renderCaretLine(line, span, from, space, style)}`);
  }
  return [...lines, gutter("")];
}

/** Returns the range of lines to show: a few before and after the finding, without blank lines at either end. */
function findShownLines({ frame, location }: Finding): [number, number] {
  let first = Math.max(frame.firstLine, location.line - 3);
  let last = Math.min(frame.firstLine + frame.lines.length - 1, location.line + 6);
  while (first < location.line && frame.lines[first - frame.firstLine]?.trim() === "") first++;
  while (last > location.line && frame.lines[last - frame.firstLine]?.trim() === "") last--;
  return [first, last];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns the part of the first line that the finding covers, as offsets. */
function findSpan(line: string, { location }: Finding): Span {
  const start = Math.min(location.column - 1, line.length);
  const end = location.endLine > location.line ? line.trimEnd().length : Math.min(location.endColumn - 1, line.length);
  return { start, end: Math.max(start, end) };
}

/** Returns the start of the visible part of a long line: a little before the span. */
function findWindowStart(line: string, span: Span, space: number): number {
  if (Math.min(span.end, span.start + 20) <= space - 1) return 0;
  const from = Math.max(0, span.start - Math.floor(space / 3));
  return splitsCharacter(line, from) ? from - 1 : from;
}

function cut(line: string, from: number, space: number): string {
  if (from > 0 && from >= line.length) return "";
  const room = space - (from > 0 ? 1 : 0);
  if (line.length - from <= room) return `${from > 0 ? "…" : ""}${display(line.slice(splitsCharacter(line, from) ? from + 1 : from))}`;
  const end = from + room - 1;
  return `${from > 0 ? "…" : ""}${display(line.slice(splitsCharacter(line, from) ? from + 1 : from, splitsCharacter(line, end) ? end - 1 : end))}…`;
}

function renderCaretLine(line: string, span: Span, from: number, space: number, style: FrameStyle): string {
  const end = Math.min(span.end, from + space - 2);
  const before = measureWidth(display(line.slice(from, span.start))) + (from > 0 ? 1 : 0);
  return " ".repeat(before) + style.carets("^".repeat(Math.max(1, measureWidth(display(line.slice(span.start, end))))));
}

/** Expands tabs to the width that is assumed here, and escapes everything else for the terminal. */
function display(text: string): string {
  return escapeTerminal(text.replaceAll("\t", "    "));
}

function splitsCharacter(line: string, offset: number): boolean {
  return /[\uDC00-\uDFFF]/.test(line.charAt(offset)) && /[\uD800-\uDBFF]/.test(line.charAt(offset - 1));
}
