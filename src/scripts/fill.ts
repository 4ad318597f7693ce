import { nestText, type SourceText } from "../model/source-text.ts";

/** The replacement for a template: a text with its own places, or a variable that no script sets. */
export type Stand = SourceText | { readonly unknown: string };

/**
 * Replaces the templates of a host in a text, so that the shell reads what it would receive. If `stand` returns undefined, one stays as it
 * is.
 */
export function fillIn(text: SourceText, pattern: RegExp, stand: (match: RegExpMatchArray) => Stand | undefined): SourceText {
  const pieces: SourceText[] = [];
  let copied = 0;
  for (const match of text.content.matchAll(pattern)) {
    const filling = stand(match);
    if (!filling) continue;
    pieces.push(slice(text, copied, match.index), "unknown" in filling ? createPlaceholder(text, match.index, filling.unknown) : filling);
    copied = match.index + match[0].length;
  }
  return copied === 0 ? text : joinTexts(text, [...pieces, slice(text, copied, text.content.length)]);
}

/** Joins texts into one text of the first file. Text from another file gets the place where it is used. */
export function joinTexts(around: SourceText, pieces: readonly SourceText[]): SourceText {
  const segments: (readonly [number, number])[] = [];
  let content = "";
  let at = around.segments[0]?.[1] ?? 0;
  for (const piece of pieces) {
    if (piece.content === "") continue;
    const own = piece.file === around.file ? piece.segments : pinToPlace(piece, around.file, at).segments;
    for (const [inner, outer] of own) segments.push([content.length + inner, outer]);
    content += piece.content;
    const [inner, outer] = own.at(-1) ?? [0, at];
    if (piece.file === around.file) at = outer + (piece.content.length - inner);
  }
  return { file: around.file, content, segments: segments.length > 0 ? segments : [[0, at]] };
}

/** Gives all words of a text the same place, where it is used. */
export function pinToPlace({ content }: SourceText, file: string, at: number): SourceText {
  const words = [...content.matchAll(/\S+/g)].map(({ index }) => [index, at] as const);
  return { file, content, segments: words[0]?.[0] === 0 ? words : [[0, at], ...words] };
}

/** Creates a variable for a value that only the host knows. Equal templates get the same variable. */
export function createPlaceholder(text: SourceText, at: number, expression: string): SourceText {
  const words = expression.replace(/\W+/g, "_").replace(/^_+|_+$/g, "");
  const name = words.slice(0, 60).replace(/^(?=\d|$)/, "unknown_");
  return nestText(text, `\${${name}}`, [[0, at]]);
}

export function slice(text: SourceText, start: number, end: number): SourceText {
  return nestText(text, text.content.slice(start, end), [[0, start]]);
}
