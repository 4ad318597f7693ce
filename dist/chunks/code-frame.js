import {
  measureWidth
} from "./prose.js";
import {
  escapeTerminal
} from "./escape.js";

// src/report/code-frame.ts
function renderCodeFrame(finding, width, style = { gutter: String, carets: String }) {
  const { frame, location } = finding;
  const target = frame.lines[location.line - frame.firstLine];
  if (target === void 0) return [];
  const [first, last] = findShownLines(finding);
  const digits = String(last).length;
  const space = Math.max(20, width - digits - 5);
  const span = findSpan(target, finding);
  const from = findWindowStart(target, span, space);
  const gutter = (text) => style.gutter(`  ${text.padStart(digits)} |`);
  const lines = [gutter("")];
  for (let number = first; number <= last; number++) {
    const line = frame.lines[number - frame.firstLine] ?? "";
    lines.push(`${gutter(String(number))} ${cut(line, from, space)}`.trimEnd());
    if (number === location.line) lines.push(`${gutter("")} ${renderCaretLine(line, span, from, space, style)}`);
  }
  return [...lines, gutter("")];
}
function findShownLines({ frame, location }) {
  let first = Math.max(frame.firstLine, location.line - 3);
  let last = Math.min(frame.firstLine + frame.lines.length - 1, location.line + 6);
  while (first < location.line && frame.lines[first - frame.firstLine]?.trim() === "") first++;
  while (last > location.line && frame.lines[last - frame.firstLine]?.trim() === "") last--;
  return [first, last];
}
function findSpan(line, { location }) {
  const start = Math.min(location.column - 1, line.length);
  const end = location.endLine > location.line ? line.trimEnd().length : Math.min(location.endColumn - 1, line.length);
  return { start, end: Math.max(start, end) };
}
function findWindowStart(line, span, space) {
  if (Math.min(span.end, span.start + 20) <= space - 1) return 0;
  const from = Math.max(0, span.start - Math.floor(space / 3));
  return splitsCharacter(line, from) ? from - 1 : from;
}
function cut(line, from, space) {
  if (from > 0 && from >= line.length) return "";
  const room = space - (from > 0 ? 1 : 0);
  if (line.length - from <= room) return `${from > 0 ? "\u2026" : ""}${display(line.slice(splitsCharacter(line, from) ? from + 1 : from))}`;
  const end = from + room - 1;
  return `${from > 0 ? "\u2026" : ""}${display(line.slice(splitsCharacter(line, from) ? from + 1 : from, splitsCharacter(line, end) ? end - 1 : end))}\u2026`;
}
function renderCaretLine(line, span, from, space, style) {
  const end = Math.min(span.end, from + space - 2);
  const before = measureWidth(display(line.slice(from, span.start))) + (from > 0 ? 1 : 0);
  return " ".repeat(before) + style.carets("^".repeat(Math.max(1, measureWidth(display(line.slice(span.start, end))))));
}
function display(text) {
  return escapeTerminal(text.replaceAll("	", "    "));
}
function splitsCharacter(line, offset) {
  return /[\uDC00-\uDFFF]/.test(line.charAt(offset)) && /[\uD800-\uDBFF]/.test(line.charAt(offset - 1));
}

export {
  renderCodeFrame
};
