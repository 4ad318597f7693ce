import type { Node } from "web-tree-sitter";
import type { Problem } from "../../model/finding.ts";
import { terraformLimits } from "../../model/limits.ts";
import { locateText, nestText, type SourceText } from "../../model/source-text.ts";
import { listChildren, parseExpression } from "./expression.ts";
import type { ParseHcl } from "./grammar.ts";
import type { Attribute, Block, Body, TemplatePart } from "./syntax.ts";
import { readHeredocParts } from "./template.ts";

/** The content of a Terraform file. A part that cannot be read is a problem, and the other parts are still there. */
export interface HclFile {
  readonly body: Body;
  readonly problems: readonly Problem[];
}

/** Decides from its type, labels and text whether a top-level block is read. */
export type Wanted = (type: string, labels: readonly string[], text: string) => boolean;

const depthLimit = 40;

/** Reads a file of blocks and attributes: `.tf`, `.tofu`, `.tfvars`. */
export function readHcl(text: SourceText, parse: ParseHcl, wanted: Wanted = () => true): HclFile {
  if (text.content.length > terraformLimits.characters) return createUnreadFile(describeSizeExcess(text));
  const whole = parse(text.content, (root) => (root.hasError ? undefined : parseBody(root, { text, wanted, problems: [] }, 0)));
  if (whole) return { body: whole, problems: [] };
  return readApart(text, parse, wanted);
}

/** Reads a template file (`templatefile`), which has the syntax of a heredoc's body. Undefined if it is not a template. */
export function readTemplate(text: SourceText, parse: ParseHcl): readonly TemplatePart[] | undefined {
  if (text.content.length > terraformLimits.characters) return undefined;
  const word = chooseHeredocWord(text.content);
  const head = `t = <<${word}\n`;
  // A heredoc always ends with a line break, but a file may not.
  const isOpen = !text.content.endsWith("\n");
  const content = `${head}${text.content}${isOpen ? "\n" : ""}${word}\n`;
  const inside = nestText(text, content, [[0, -head.length]]);
  const parts = parse(content, (root) => {
    const heredoc = root.hasError ? undefined : root.descendantsOfType("heredoc_template")[0];
    return heredoc && readHeredocParts(heredoc, { text: inside, expression: (node) => parseExpression(node, inside) });
  });
  return isOpen && parts ? withoutLastBreak(parts) : parts;
}

function chooseHeredocWord(content: string): string {
  let word = "EOT";
  while (content.includes(word)) word += "_";
  return word;
}

function withoutLastBreak(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const last = parts.at(-1);
  if (last?.kind !== "text" || !last.text.content.endsWith("\n")) return parts;
  return [...parts.slice(0, -1), { kind: "text", text: { ...last.text, content: last.text.content.slice(0, -1) } }];
}

/** Reads each top-level block separately: in formatted files they start at the left margin, so a broken one does not affect others. */
function readApart(text: SourceText, parse: ParseHcl, wanted: Wanted): HclFile {
  const starts = [...text.content.matchAll(/^(?:resource|data|module|variable|locals|provider|output|terraform)\b[^\n=]*\{/gm)].map(
    ({ index }) => index,
  );
  const problems: Problem[] = [];
  const bodies: Body[] = [];
  for (const [index, start] of [0, ...starts].entries()) {
    const own: Problem[] = [];
    const end = starts[index] ?? text.content.length;
    const part = nestText(text, text.content.slice(start, end), [[0, start]]);
    const body =
      part.content.trim() === "" ? undefined : parse(part.content, (root) => parseBody(root, { text: part, wanted, problems: own }, 0));
    if (body) bodies.push(body);
    else if (part.content.trim() !== "") own.push(describeSyntaxError(part, 0, "it takes too long"));
    // One mistake can cause many errors; the first one shows where it is.
    problems.push(...own.sort((one, other) => (one.place?.start ?? 0) - (other.place?.start ?? 0)).slice(0, 1));
  }
  const attributes = new Map(bodies.flatMap((body) => [...body.attributes]));
  return { body: { attributes, blocks: bodies.flatMap(({ blocks }) => blocks) }, problems };
}

interface Reading {
  readonly text: SourceText;
  readonly wanted: Wanted;
  readonly problems: Problem[];
}

function parseBody(node: Node, reading: Reading, depth: number): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  let broken: Body["broken"];
  const isBroken = (place: Body["broken"]) => {
    broken ??= place;
  };
  for (const child of listBodyParts(node)) {
    if (child.type === "attribute") addAttribute(child, reading, attributes);
    else if (child.type === "block") addBlock(child, reading, depth, blocks, isBroken);
    else if (child.isError || child.isMissing) {
      isBroken(locateText(reading.text, child.startIndex, child.endIndex));
      reading.problems.push(describeSyntaxError(reading.text, child.startIndex));
    }
  }
  return { attributes, blocks, ...(broken && { broken }) };
}

/** Lists attributes and blocks, at any level of the syntax tree. */
function listBodyParts(node: Node): Node[] {
  return listChildren(node).flatMap((child) => (child.type === "body" ? listChildren(child) : child));
}

function addBlock(node: Node, reading: Reading, depth: number, blocks: Block[], isBroken: (place: Body["broken"]) => void): void {
  const block = parseBlock(node, reading, depth);
  if (block) blocks.push(block);
  // If a block has no end, the text after it may belong to it or to the block around it.
  if (depth > 0) isBroken(block?.body.broken);
}

function addAttribute(node: Node, { text, problems }: Reading, attributes: Map<string, Attribute>): void {
  const [key] = listChildren(node);
  const value = listChildren(node).find((child) => child.type === "expression");
  if (!key || !value || attributes.has(key.text)) return;
  const error = value.hasError ? findFirstError(value) : undefined;
  if (error) problems.push(describeSyntaxError(text, error.startIndex));
  attributes.set(key.text, { name: key.text, key: locateText(text, key.startIndex, key.endIndex), value: parseExpression(value, text) });
}

function findFirstError(node: Node): Node {
  let current = node;
  for (let child: Node | undefined = current; child; child = current.children.find((inner) => inner.hasError)) {
    current = child;
    if (current.isError || current.isMissing) break;
  }
  return current;
}

function parseBlock(node: Node, reading: Reading, depth: number): Block | undefined {
  const children = listChildren(node);
  const [name] = children;
  const start = children.find((child) => child.type === "block_start");
  if (!name || !start || depth > depthLimit) return undefined;
  const labels = children.slice(1, children.indexOf(start)).map((label) => label.text.replace(/^"|"$/g, ""));
  if (depth === 0 && !reading.wanted(name.text, labels, reading.text.content.slice(node.startIndex, node.endIndex))) return undefined;
  const place = locateText(reading.text, node.startIndex, start.startIndex);
  const body = parseBody(node, reading, depth + 1);
  const isOpen = children.at(-1)?.type !== "block_end" || children.at(-1)?.startIndex === children.at(-1)?.endIndex;
  if (isOpen && reading.problems.length === 0)
    reading.problems.push(describeSyntaxError(reading.text, node.startIndex, "this block has no end"));
  return { type: name.text, labels, place, body: isOpen ? { ...body, broken: body.broken ?? place } : body };
}

function describeSyntaxError(text: SourceText, offset: number, reason = "something is missing or unexpected here"): Problem {
  const message = `This Terraform cannot be read: ${reason}. Check it with \`terraform validate\`.`;
  return { code: "terraform-syntax", message, place: locateText(text, offset, offset + 1) };
}

/** Returns a file that is not read, and the reason. */
export function createUnreadFile(problem: Problem): HclFile {
  return { body: { attributes: new Map(), blocks: [] }, problems: [problem] };
}

/** Returns the problem for a text that exceeds the limit, at the line where it does. */
export function describeSizeExcess(text: SourceText): Problem {
  const { characters } = terraformLimits;
  const message = `This file has more than ${characters / 1024} Ki characters; it is not read.`;
  return { code: "terraform-limit", message, place: locateText(text, characters, characters + 1) };
}
