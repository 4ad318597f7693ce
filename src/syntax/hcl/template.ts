import type { Node } from "web-tree-sitter";
import { locateText, nestText, type SourceText } from "../../model/source-text.ts";
import { type Active, findIndentation, type Stretch, withoutStretches } from "./heredoc.ts";
import type { Expression, TemplatePart } from "./syntax.ts";

/** The text of a template, and the function that reads the expressions in it. */
export interface TemplateReading {
  readonly text: SourceText;
  readonly expression: (node: Node) => Expression;
}

interface Region extends TemplateReading {
  /** True for quoted strings, which have backslash escapes; heredocs have none. */
  readonly isQuoted: boolean;
  /** The indentation that `<<-` removes from lines. */
  readonly cuts: readonly Stretch[];
}

/** Reads the parts of a quoted string. */
export function readQuotedParts(node: Node, reading: TemplateReading): TemplatePart[] {
  const inner = node.children.filter((child) => child.type !== "quoted_template_start" && child.type !== "quoted_template_end");
  const start = node.children.find((child) => child.type === "quoted_template_start")?.endIndex ?? node.startIndex;
  const end = node.children.findLast((child) => child.type === "quoted_template_end")?.startIndex ?? node.endIndex;
  return readPartsBetween(inner, start, end, { ...reading, isQuoted: true, cuts: [] });
}

/** Reads the parts of a heredoc: from the line after its word to the line that ends it. */
export function readHeredocParts(node: Node, reading: TemplateReading): TemplatePart[] {
  const { content } = reading.text;
  const words = node.children.filter((child) => child.type === "heredoc_identifier");
  const start = content.indexOf("\n", words[0]?.endIndex ?? node.startIndex) + 1;
  const end = Math.max(start, content.lastIndexOf("\n", (words.at(-1)?.startIndex ?? node.endIndex) - 1) + 1);
  const inner = node.children.filter((child) => isInside(child, start, end));
  const isFlush = node.children.some((child) => child.type === "heredoc_start" && child.text === "<<-");
  const cuts = isFlush ? findIndentation(content, start, end, listActiveNodes(inner)) : [];
  return readPartsBetween(inner, start, end, { ...reading, isQuoted: false, cuts });
}

function isInside(node: Node, start: number, end: number): boolean {
  return node.startIndex >= start && node.endIndex <= end;
}

/** Checks for a `${…}` or `%{…}`. */
function isActive(node: Node): boolean {
  return node.type === "template_interpolation" || node.type === "template_directive";
}

/** Lists everything from `${` or `%{` to its `}`, in order; the text between two directives is text. */
function listActiveNodes(nodes: readonly Node[]): Active[] {
  return nodes.flatMap((node) => {
    if (node.type === "template_directive") return listActiveNodes(node.children[0]?.children ?? []);
    if (node.type !== "template_interpolation" && !isTag(node)) return [];
    return { start: node.startIndex, end: node.endIndex, trimsLeft: trimsLeft(node), trimsRight: trimsRight(node) };
  });
}

function trimsLeft(node: Node): boolean {
  return node.children[1]?.type === "strip_marker";
}

function trimsRight(node: Node): boolean {
  return node.children.at(-2)?.type === "strip_marker";
}

/** Checks for one `%{…}` of a directive. */
function isTag(node: Node): boolean {
  return /^template_(if|else|for)_(intro|start|end)$/.test(node.type);
}

/** Takes the text between `${…}` and `%{…}` from the source, because the grammar omits the blanks around it. */
function readPartsBetween(nodes: readonly Node[], start: number, end: number, region: Region): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const active = nodes.filter(isActive);
  let at = start;
  for (const node of active) {
    const edges = parseEdges(node);
    parts.push(...takeTextBetween(at, edges.left ? trimTextEnd(region.text.content, at, node.startIndex) : node.startIndex, region));
    const part = node.type === "template_interpolation" ? parseInterpolation(node, region) : parseDirective(node, region);
    if (part) parts.push(part);
    at = edges.right ? trimTextStart(region.text.content, node.endIndex, end) : node.endIndex;
  }
  parts.push(...takeTextBetween(at, end, region));
  return parts;
}

/** Reads the `~` on both sides, which removes adjacent blanks. */
function parseEdges(node: Node): { readonly left: boolean; readonly right: boolean } {
  const [directive] = node.type === "template_directive" ? node.children : [];
  const first = directive?.children[0] ?? node;
  const last = directive?.children.at(-1) ?? node;
  return { left: trimsLeft(first), right: trimsRight(last) };
}

/** Terraform trims text line by line: only blanks on the same line, and the line break, are removed. */
function trimTextEnd(content: string, start: number, end: number): number {
  let at = end;
  if (at > start && content[at - 1] === "\n") at--;
  while (at > start && /[^\S\n]/.test(content[at - 1] ?? "")) at--;
  return at;
}

function trimTextStart(content: string, start: number, end: number): number {
  let at = start;
  while (at < end && /[^\S\n]/.test(content[at] ?? "")) at++;
  return at < end && content[at] === "\n" ? at + 1 : at;
}

function parseInterpolation(node: Node, region: Region): TemplatePart | undefined {
  const expression = node.children.find((child) => child.type === "expression");
  return expression && { kind: "value", value: region.expression(expression), place: locateNode(node, region) };
}

function parseDirective(node: Node, region: Region): TemplatePart | undefined {
  const [directive] = node.children;
  if (!directive) return undefined;
  const tags = directive.children.filter(isTag);
  const [intro] = tags;
  const expression = intro?.children.find((child) => child.type === "expression");
  if (!intro || !expression) return undefined;
  const place = locateNode(node, region);
  const [first = [], second = []] = tags.slice(1).map((tag, index) => readBetweenTags(directive, tags[index] ?? intro, tag, region));
  const value = region.expression(expression);
  if (directive.type === "template_if") return { kind: "if", condition: value, yes: first, no: second, place };
  const names = intro.children.flatMap((child) => (child.type === "identifier" ? child.text : []));
  return { kind: "for", names, collection: value, parts: first, place };
}

function readBetweenTags(directive: Node, opening: Node, closing: Node, region: Region): TemplatePart[] {
  const { content } = region.text;
  const start = trimsRight(opening) ? trimTextStart(content, opening.endIndex, closing.startIndex) : opening.endIndex;
  const end = trimsLeft(closing) ? trimTextEnd(content, start, closing.startIndex) : closing.startIndex;
  const inner = directive.children.filter((child) => isInside(child, opening.endIndex, closing.startIndex));
  return readPartsBetween(inner, start, end, region);
}

function takeTextBetween(start: number, end: number, region: Region): TemplatePart[] {
  if (end <= start) return [];
  const segments: [number, number][] = [];
  let content = "";
  for (const [from, to] of withoutStretches(start, end, region.cuts)) content = decode(content, from, to, region, segments);
  return content === "" ? [] : [{ kind: "text", text: nestText(region.text, content, segments) }];
}

/** Appends a part of the file to a text, with its escapes resolved. */
function decode(before: string, start: number, end: number, { text, isQuoted }: Region, segments: [number, number][]): string {
  const escapes = isQuoted ? /\\(?:[nrt"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|\$\$\{|%%\{/g : /\$\$\{|%%\{/g;
  const stretch = text.content.slice(start, end);
  const pieces = [before];
  let length = before.length;
  const add = (piece: string, from: number) => {
    if (piece === "") return;
    segments.push([length, start + from]);
    pieces.push(piece);
    length += piece.length;
  };
  let copied = 0;
  for (const match of stretch.matchAll(escapes)) {
    add(stretch.slice(copied, match.index), copied);
    add(unescapeWritten(match[0]), match.index);
    copied = match.index + match[0].length;
  }
  add(stretch.slice(copied), copied);
  return pieces.join("");
}

const simple: ReadonlyMap<string, string> = new Map([
  ["\\n", "\n"],
  ["\\r", "\r"],
  ["\\t", "\t"],
  ['\\"', '"'],
  ["\\\\", "\\"],
  ["$${", "${"],
  ["%%{", "%{"],
]);

function unescapeWritten(written: string): string {
  const known = simple.get(written);
  if (known !== undefined) return known;
  const code = Number.parseInt(written.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

function locateNode(node: Node, { text }: Region) {
  return locateText(text, node.startIndex, node.endIndex);
}
