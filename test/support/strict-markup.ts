/** An element or a text of a page, in the order in which they stand. */
export type Markup =
  | { readonly kind: "open"; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

/**
 * Reads XML as strictly as XML is meant, and HTML as if it were XML but for the elements of `empty`: what a lenient reader
 * would repair is an error here. Throws where it is not well-formed.
 */
export function readMarkup(page: string, empty: readonly string[] = []): Markup[] {
  const found: Markup[] = [];
  const open: string[] = [];
  for (let at = 0; at < page.length; ) {
    const end = page[at] === "<" ? page.indexOf(">", at) + 1 : nextTag(page, at);
    const piece = page.slice(at, end);
    if (end <= at) throw new Error(`a tag without an end: ${page.slice(at, at + 80)}`);
    at = end;
    if (!piece.startsWith("<")) found.push({ kind: "text", text: decoded(piece) });
    else readTag(piece, empty, open, found);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(", ")}`);
  return found;
}

function nextTag(page: string, at: number): number {
  const next = page.indexOf("<", at);
  return next === -1 ? page.length : next;
}

function readTag(tag: string, empty: readonly string[], open: string[], found: Markup[]): void {
  const closing = /^<\/([a-z][a-z\d]*)>$/.exec(tag)?.[1];
  if (closing !== undefined) {
    if (open.pop() !== closing) throw new Error(`closed, but not open: ${tag}`);
    found.push({ kind: "close", name: closing });
    return;
  }
  const [, name = "", pairs = "", slash = ""] = /^<([a-z][a-z\d]*)((?: [a-z-]+="[^"<]*")*)(\/?)>$/.exec(tag) ?? [];
  if (name === "") throw new Error(`no tag: ${tag.slice(0, 80)}`);
  const attributes = [...pairs.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, decoded(value)] as const);
  found.push({ kind: "open", name, attributes: new Map(attributes) });
  if (slash === "" && !empty.includes(name)) open.push(name);
  else found.push({ kind: "close", name });
}

/** References by number alone: names differ between XML and HTML. */
function decoded(text: string): string {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`an unescaped ampersand: ${text.slice(0, 80)}`);
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}
