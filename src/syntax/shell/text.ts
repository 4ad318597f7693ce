import type { Place } from "../../model/location.ts";
import { locateText, nestText, type SourceText } from "../../model/source-text.ts";
import { explainTemplate } from "../yaml/template.ts";
import type { UnknownWord, Word } from "./script.ts";

/** A part of an expanded word: literal text with its place, or a part that is known only at run time. */
export type Fragment = KnownFragment | UnknownFragment;

export interface KnownFragment {
  readonly kind: "known";
  readonly text: SourceText;
  /** True for an unquoted expansion, which is split at blanks. */
  readonly splits: boolean;
  /** True for the default of a variable that the script's caller may set. */
  readonly assumed?: boolean;
}

export interface UnknownFragment {
  readonly kind: "unknown";
  /** The text as written: `${NAME}`. */
  readonly text: string;
  readonly reason: string;
  /** True if it may be several words or none. */
  readonly several: boolean;
}

/** One word after expansion, and its place. */
export interface Field {
  readonly fragments: readonly Fragment[];
  readonly place: Place;
}

/** The value of a variable: one field, or the items of an array. */
export interface Value {
  readonly fields: readonly Field[];
  readonly isList: boolean;
}

/** Converts a field to the word that a command receives. */
export function toWord(field: Field): Word {
  const unknown = field.fragments.find((fragment) => fragment.kind === "unknown");
  if (unknown) return createUnknownWord(field, unknown.reason);
  const value = formatField(field);
  const reason = explainTemplate(value);
  if (reason) return createUnknownWord(field, reason);
  return { kind: "scalar", origin: locateField(field), value };
}

/** Returns the text of a field, with unknown parts as written. */
export function formatField({ fragments }: Field): string {
  return fragments.map((fragment) => (fragment.kind === "known" ? fragment.text.content : fragment.text)).join("");
}

/** Returns the text of a field if all of it is known. */
export function readLiteral(field: Field | undefined): string | undefined {
  return field?.fragments.every((fragment) => fragment.kind === "known") ? formatField(field) : undefined;
}

/** Checks whether a field is certain: completely known, and not a default that a caller may replace. */
export function isCertain({ fragments }: Field): boolean {
  return fragments.every((fragment) => fragment.kind === "known" && !fragment.assumed);
}

/**
 * Joins fragments into one text for embedded scripts and documents; an unknown part becomes `${…}`, which every parser reads as a variable.
 */
export function joinFragments(file: string, fragments: readonly Fragment[], fallback: Place): SourceText {
  const segments: [number, number][] = [];
  let content = "";
  let at = fallback.start;
  for (const fragment of fragments) {
    const text = fragment.kind === "unknown" ? createPlaceholder(file, fragment, at) : relocateText(fragment.text, file, at);
    for (const [inner, outer] of text.segments) segments.push([content.length + inner, outer]);
    content += text.content;
    at = locateText(text, text.content.length, text.content.length).start;
  }
  return { file, content, segments: segments.length > 0 ? segments : [[0, fallback.start]] };
}

/** Text from another file gets the place where it is used in this file. */
function relocateText(text: SourceText, file: string, at: number): SourceText {
  return text.file === file ? text : { file, content: text.content, segments: [[0, at]] };
}

/** Concatenates two texts. */
export function concatenate(first: SourceText, second: SourceText): SourceText {
  const shifted = second.segments.map(([inner, outer]) => [inner + first.content.length, outer] as const);
  return { file: first.file, content: first.content + second.content, segments: [...first.segments, ...shifted] };
}

/** Splits fields at blanks in unquoted expansions, as the shell does; an empty field is removed. */
export function splitFields(fragments: readonly Fragment[], place: Place): Field[] {
  const fields: Field[] = [];
  let current: Fragment[] = [];
  for (const fragment of fragments) {
    if (fragment.kind === "unknown" || !fragment.splits) {
      current.push(fragment);
      continue;
    }
    for (const piece of splitPieces(fragment)) {
      if (piece) current.push(piece);
      else if (current.length > 0) {
        fields.push({ fragments: current, place });
        current = [];
      }
    }
  }
  if (current.length > 0) fields.push({ fragments: current, place });
  return fields;
}

/** Creates a field from literal text. */
export function createLiteralField(text: SourceText): Field {
  return { fragments: [{ kind: "known", text, splits: false }], place: locateText(text, 0, text.content.length) };
}

/** Creates a field that is completely unknown. */
export function createUnknownField(text: string, reason: string, place: Place, several = false): Field {
  return { fragments: [{ kind: "unknown", text, reason, several }], place };
}

/** Returns a part of a text as its own text. */
export function sliceText(text: SourceText, start: number, end: number): SourceText {
  return nestText(text, text.content.slice(start, end), [[0, start]]);
}

function createUnknownWord(field: Field, reason: string): UnknownWord {
  // `--set profile=$PROFILE` could also expand to several words, but that is never intended.
  const several = field.fragments.every((fragment) => fragment.kind === "unknown" && fragment.several);
  return { kind: "unknown", origin: field.place, reason, text: formatField(field), several };
}

/** Returns the place of a value: that of its literal if there is exactly one, such as in the assignment of a variable. */
function locateField({ fragments, place }: Field): Place {
  const [only, ...others] = fragments;
  if (only?.kind !== "known" || others.length > 0 || only.text.content === "") return place;
  return locateText(only.text, 0, only.text.content.length);
}

/** Returns the words of an unquoted expansion, with undefined for the blanks between them and at either end. */
function splitPieces(fragment: KnownFragment): (KnownFragment | undefined)[] {
  const { content } = fragment.text;
  const pieces: (KnownFragment | undefined)[] = [];
  const words = /\S+/g;
  let end = 0;
  for (let match = words.exec(content); match; match = words.exec(content)) {
    if (match.index > end) pieces.push(undefined);
    end = match.index + match[0].length;
    pieces.push({ ...fragment, splits: false, text: sliceText(fragment.text, match.index, end) });
  }
  return content.length > end ? [...pieces, undefined] : pieces;
}

function createPlaceholder(file: string, { text }: UnknownFragment, at: number): SourceText {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: how the shell spells a variable
  const content = /^\$\{.*\}$/.test(text) ? text : "${unknown}";
  return { file, content, segments: [[0, at]] };
}
