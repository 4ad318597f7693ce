import { nestText, type SourceText } from "../model/source-text.ts";

/** Returns the text inside a block scalar (`|` or `>`): `start` and `end` are the scalar's offsets in `outer`, `value` its content. */
export function extractBlockText(outer: SourceText, start: number, end: number, value: string): SourceText {
  const segments: [number, number][] = [];
  let inner = 0;
  let at = outer.content.indexOf("\n", start) + 1;
  while (at > 0 && at < end && inner < value.length) {
    const newline = outer.content.indexOf("\n", at);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    inner = matchLine(outer.content.slice(at, lineEnd), at, value, inner, segments);
    at = lineEnd + 1;
  }
  return nestText(outer, value, segments.length > 0 ? segments : [[0, start]]);
}

/** Finds a line of the file in the rest of the value; blank lines match nothing and are not needed. */
function matchLine(line: string, at: number, value: string, inner: number, segments: [number, number][]): number {
  const content = line.trim();
  if (content === "") return inner;
  const found = value.indexOf(content, inner);
  if (found === -1) return inner;
  segments.push([found, at + line.indexOf(content)]);
  return found + content.length;
}

/** Returns the text inside quotes. Escapes shift the places after them by a character or two, but never to another line. */
export function extractQuotedText(outer: SourceText, start: number, value: string): SourceText {
  return nestText(outer, value, [[0, start + 1]]);
}
