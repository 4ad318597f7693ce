import { type Cursor, type Entry, type MapCursor, readCursorText } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import { nestText, type SourceText } from "../../model/source-text.ts";
import { readYaml } from "../yaml/yaml.ts";
import { type Encoded, gap, type Unknown } from "./cursors.ts";

/** Reads a text of YAML or JSON: returns the value that was encoded, or parses the text; unknown if the text is. */
export function readEncodedDocument(cursor: Cursor, report: (problem: Problem) => void = () => {}): Cursor | undefined {
  const { encodes } = cursor as Encoded;
  if (encodes) return encodes;
  if (cursor.kind === "scalar") return readEmbeddedYaml(readCursorText(cursor), report);
  const { partial, reason } = cursor as Unknown;
  if (cursor.kind !== "unknown" || !partial) return undefined;
  const document = readEmbeddedYaml(withoutLoneGaps(partial), () => {});
  return document && withUnknown(document, reason);
}

function readEmbeddedYaml(text: SourceText | undefined, report: (problem: Problem) => void): Cursor | undefined {
  if (!text) return undefined;
  const { root, problems } = readYaml(text);
  for (const problem of problems) report(problem);
  if (root) return root;
  const [, start] = text.segments[0] ?? [0, 0];
  return problems.length > 0 ? undefined : { kind: "map", origin: { file: text.file, start, end: start }, entries: new Map() };
}

/** A gap on its own line may be any number of keys; replacing it with a key keeps the lines around it readable. */
function withoutLoneGaps(text: SourceText): SourceText {
  const lone = new RegExp(`^[ \\t]*${gap}[${gap} \\t]*$`, "gm");
  const segments: [number, number][] = [];
  const pieces: string[] = [];
  let length = 0;
  let copied = 0;
  const add = (piece: string, from: number) => {
    segments.push([length, from]);
    pieces.push(piece);
    length += piece.length;
  };
  for (const match of text.content.matchAll(lone)) {
    const end = match.index + match[0].trimEnd().length;
    add(text.content.slice(copied, end), copied);
    add(`: ${gap}`, end - 1);
    copied = end;
  }
  add(text.content.slice(copied), copied);
  return nestText(text, pieces.join(""), segments);
}

/** Values that contain a gap are unknown; a key that contains a gap may be any key. */
function withUnknown(cursor: Cursor, reason: string): Cursor {
  if (cursor.kind === "scalar") return hasGap(cursor.value) ? { kind: "unknown", origin: cursor.origin, reason } : cursor;
  if (cursor.kind === "list") return { ...cursor, items: cursor.items.map((item) => withUnknown(item, reason)) };
  if (cursor.kind === "unknown") return cursor;
  const entries = new Map<string, Entry>();
  let rest: MapCursor["rest"];
  for (const [name, { key, value }] of cursor.entries) {
    if (hasGap(name)) rest = { kind: "unknown", origin: key, reason };
    else entries.set(name, { key, value: withUnknown(value, reason) });
  }
  return { ...cursor, entries, ...(rest && { rest }) };
}

function hasGap(value: unknown): boolean {
  return typeof value === "string" && value.includes(gap);
}
