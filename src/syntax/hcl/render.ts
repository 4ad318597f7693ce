import type { Cursor } from "../../model/cursor.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";
import { createUnknown, formatScalarText, gap, readTruth, textLimit, type Unknown } from "./cursors.ts";
import { listIterations } from "./iterations.ts";
import type { Evaluate, Scope } from "./scope.ts";
import type { Expression, TemplatePart } from "./syntax.ts";

type Written = Pick<Expression, "place" | "source">;

/**
 * Renders a template to text. Each part keeps its place: literal text its own, and a filled-in value that of the `${…}`. Unknown
 * parts become gaps; the rest is still there.
 */
export function renderTemplate(parts: readonly TemplatePart[], written: Written, scope: Scope, evaluate: Evaluate): Cursor {
  const [only] = parts;
  // `"${x}"` is the value of x itself, of any type.
  if (only?.kind === "value" && parts.length === 1) return evaluate(only.value, scope);
  const text: Rendering = { pieces: [], segments: [], length: 0, reason: undefined };
  render(parts, scope, evaluate, text);
  if (text.length > textLimit) return createUnknown(written, "the text is too long");
  const source: SourceText = { file: written.place.file, content: text.pieces.join(""), segments: text.segments };
  const located = source.segments.length > 0 ? source : { ...source, segments: [[0, written.place.start] as const] };
  const file = findFirstFile(parts);
  const partial = file === undefined ? located : { ...located, file };
  if (text.reason !== undefined) return createUnknown(written, text.reason, { partial });
  return { kind: "scalar", origin: written.place, value: partial.content, text: partial };
}

interface Rendering {
  readonly pieces: string[];
  readonly segments: [number, number][];
  length: number;
  /** The reason for gaps. */
  reason: string | undefined;
}

/** The place of a template file's text is in that file, not at the call. */
function findFirstFile(parts: readonly TemplatePart[]): string | undefined {
  const [part] = parts;
  if (!part) return undefined;
  return part.kind === "text" ? part.text.file : part.place.file;
}

function render(parts: readonly TemplatePart[], scope: Scope, evaluate: Evaluate, text: Rendering): void {
  for (const part of parts) {
    if (text.length > textLimit || scope.budget.left < 0) {
      addGap(part, "it takes too long to work out", text);
      return;
    }
    if (part.kind === "text") addText(part.text, text);
    else if (part.kind === "value") addValue(evaluate(part.value, scope), part.place, text);
    else if (part.kind === "if") renderIf(part, scope, evaluate, text);
    else renderFor(part, scope, evaluate, text);
  }
}

function renderIf(part: TemplatePart & { readonly kind: "if" }, scope: Scope, evaluate: Evaluate, text: Rendering): void {
  const condition = readTruth(evaluate(part.condition, scope));
  if (condition === undefined) addGap(part, "a condition is only known at deployment", text);
  else render(condition ? part.yes : part.no, scope, evaluate, text);
}

function renderFor(part: TemplatePart & { readonly kind: "for" }, scope: Scope, evaluate: Evaluate, text: Rendering): void {
  const scopes = listIterations(part, scope, evaluate);
  if (!scopes) addGap(part, "what it goes over is only known at deployment", text);
  for (const inner of scopes ?? []) {
    if (text.length > textLimit) return;
    render(part.parts, inner, evaluate, text);
  }
}

function addText(source: SourceText, text: Rendering): void {
  for (const [inner, outer] of source.segments) text.segments.push([text.length + inner, outer]);
  text.pieces.push(source.content);
  text.length += source.content.length;
}

function addGap(part: TemplatePart, reason: string, text: Rendering): void {
  text.reason ??= reason;
  addFilled(gap, part.kind === "text" ? { file: part.text.file, start: part.text.segments[0]?.[1] ?? 0, end: 0 } : part.place, text);
}

function addValue(value: Cursor, place: Place, text: Rendering): void {
  const known = formatScalarText(value);
  if (known === undefined) text.reason ??= value.kind === "unknown" ? value.reason : "it is not text";
  addFilled(known ?? (value as Unknown).partial?.content ?? gap, place, text);
}

/** A filled-in text may be longer than its `${…}`; its places must not extend beyond it. */
function addFilled(content: string, place: Place, text: Rendering): void {
  const width = Math.max(1, place.end - place.start);
  for (let at = 0; at < content.length; at += width) text.segments.push([text.length + at, place.start]);
  text.pieces.push(content);
  text.length += content.length;
}
