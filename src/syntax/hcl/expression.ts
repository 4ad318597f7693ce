import type { Node } from "web-tree-sitter";
import { placeIn, type SourceText } from "../../model/source-text.ts";
import type { Expression, ForExpression, ObjectItem } from "./syntax.ts";
import { heredocParts, quotedParts } from "./template.ts";

/** More levels than any real expression has. */
const depthLimit = 100;

/** Converts an expression of the syntax tree. */
export function parseExpression(node: Node, text: SourceText, depth = 0): Expression {
  if (depth > depthLimit) return spanned([node], text, { kind: "unread", reason: "it is nested too deeply" });
  if (node.hasError) return spanned([node], text, { kind: "unread", reason: "it cannot be read" });
  const [only] = listChildren(node);
  if (only?.type === "conditional") return parseConditional(only, text, depth + 1);
  return parseTerm(listChildren(node), text, depth + 1);
}

/** Returns the children without comments, which may be anywhere. */
export function listChildren(node: Node): Node[] {
  return node.children.filter((child) => child.type !== "comment");
}

type Shape<Kind> = Kind extends unknown ? Omit<Kind, "place" | "source"> : never;

function spanned(nodes: readonly Node[], text: SourceText, shape: Shape<Expression>): Expression {
  const start = nodes[0]?.startIndex ?? 0;
  const end = nodes.at(-1)?.endIndex ?? start;
  return { ...shape, place: placeIn(text, start, end), source: text.content.slice(start, Math.min(end, start + 200)) } as Expression;
}

function parseConditional(node: Node, text: SourceText, depth: number): Expression {
  const [condition, yes, no] = listChildren(node)
    .filter((child) => child.type === "expression")
    .map((child) => parseExpression(child, text, depth));
  if (!condition || !yes || !no) return unreadable([node], text);
  return spanned([node], text, { kind: "conditional", condition, yes, no });
}

/** Reads a term: a sequence of siblings with a value, possibly in parentheses, then `.name`, `[index]` and splats. */
function parseTerm(nodes: readonly Node[], text: SourceText, depth: number): Expression {
  const isGroup = nodes[0]?.type === "(";
  const first = isGroup ? nodes[1] : nodes[0];
  if (!first || nodes.length > depthLimit) return unreadable(nodes, text);
  let term = isGroup ? parseExpression(first, text, depth) : parsePrimary(first, text, depth);
  for (let index = isGroup ? 3 : 1; index < nodes.length; index++) {
    const step = parseStep(nodes[index] as Node, text, depth);
    const span = nodes.slice(0, index + 1);
    term = step === undefined ? unreadable(span, text) : spanned(span, text, withStep(term, step));
  }
  return term;
}

function withStep(of: Expression, step: Step | Step[]): Shape<Expression> {
  if (Array.isArray(step)) return { kind: "splat", of, path: step };
  return typeof step === "string" ? { kind: "attribute", of, name: step } : { kind: "index", of, key: step };
}

type Step = string | Expression;

function parseStep(node: Node, text: SourceText, depth: number): Step | Step[] | undefined {
  if (node.type === "get_attr") return listChildren(node).find((child) => child.type === "identifier")?.text;
  if (node.type === "index") return parseIndex(node, text, depth);
  if (node.type !== "splat") return undefined;
  const path: Step[] = [];
  for (const child of listChildren(listChildren(node)[0] ?? node)) {
    const step = child.isNamed ? parseStep(child, text, depth) : [];
    if (step === undefined) return undefined;
    if (!Array.isArray(step)) path.push(step);
  }
  return path;
}

function parseIndex(node: Node, text: SourceText, depth: number): Expression | undefined {
  const [inner] = listChildren(node);
  if (inner?.type === "legacy_index") return spanned([inner], text, { kind: "literal", value: Number(inner.text.replace(/^\.\s*/, "")) });
  const key = inner && listChildren(inner).find((child) => child.type === "expression");
  return key && parseExpression(key, text, depth + 1);
}

function parsePrimary(node: Node, text: SourceText, depth: number): Expression {
  const [child] = listChildren(node);
  if (!child) return unreadable([node], text);
  switch (node.type) {
    case "literal_value":
      return parseLiteral(child, text, depth);
    case "template_expr":
      return spanned([child], text, { kind: "template", parts: parseExpressionParts(child, text, depth) });
    case "collection_value":
      return child.type === "tuple" ? parseTuple(child, text, depth) : parseObject(child, text, depth);
    case "variable_expr":
      return spanned([node], text, { kind: "name", name: node.text });
    case "function_call":
      return parseCall(node, text, depth);
    case "for_expr":
      return parseFor(child, text, depth);
    case "operation":
      return parseOperation(child, text, depth);
    default:
      return unreadable([node], text);
  }
}

function parseExpressionParts(node: Node, text: SourceText, depth: number) {
  const read = { text, expression: (inner: Node) => parseExpression(inner, text, depth + 1) };
  return node.type === "heredoc_template" ? heredocParts(node, read) : quotedParts(node, read);
}

function parseLiteral(node: Node, text: SourceText, depth: number): Expression {
  if (node.type === "string_lit") return spanned([node], text, { kind: "template", parts: parseExpressionParts(node, text, depth) });
  if (node.type === "null_lit") return spanned([node], text, { kind: "literal", value: null });
  const value = node.type === "bool_lit" ? node.text === "true" : Number(node.text);
  return Number.isNaN(value) ? unreadable([node], text) : spanned([node], text, { kind: "literal", value });
}

function parseTuple(node: Node, text: SourceText, depth: number): Expression {
  const items = listChildren(node).filter((child) => child.type === "expression");
  return spanned([node], text, { kind: "list", items: items.map((item) => parseExpression(item, text, depth)) });
}

function parseObject(node: Node, text: SourceText, depth: number): Expression {
  const items: ObjectItem[] = [];
  for (const child of listChildren(node)) {
    const key = child.type === "object_elem" ? child.childForFieldName("key") : null;
    const value = key && child.childForFieldName("val");
    if (key && value) items.push({ key: parseKey(key, text, depth), value: parseExpression(value, text, depth) });
  }
  return spanned([node], text, { kind: "object", items });
}

/** A plain name is the key itself; in parentheses it is a reference. */
function parseKey(node: Node, text: SourceText, depth: number): Expression {
  const [name, ...more] = listChildren(node);
  if (name?.type === "variable_expr" && more.length === 0) return spanned([node], text, { kind: "literal", value: name.text });
  return parseExpression(node, text, depth);
}

function parseCall(node: Node, text: SourceText, depth: number): Expression {
  const [name, ...rest] = listChildren(node);
  const list = rest.find((child) => child.type === "function_arguments");
  const parts = list ? listChildren(list) : [];
  const args = parts.filter((child) => child.type === "expression").map((child) => parseExpression(child, text, depth));
  const expandsLast = parts.some((child) => child.type === "ellipsis");
  return spanned([node], text, { kind: "call", name: name?.text ?? "", args, expandsLast });
}

function parseFor(node: Node, text: SourceText, depth: number): Expression {
  const parts = listChildren(node);
  const intro = parts.find((child) => child.type === "for_intro");
  const [first, second] = parts.filter((child) => child.type === "expression").map((child) => parseExpression(child, text, depth));
  const collection = intro && listChildren(intro).find((child) => child.type === "expression");
  const value = second ?? first;
  if (!collection || !first || !value) return unreadable([node], text);
  const condition = parts.find((child) => child.type === "for_cond")?.children.find((child) => child.type === "expression");
  const shape: ForExpression = {
    kind: "for",
    names: listChildren(intro).flatMap((child) => (child.type === "identifier" ? child.text : [])),
    collection: parseExpression(collection, text, depth),
    key: second ? first : undefined,
    value,
    condition: condition && parseExpression(condition, text, depth),
    groups: parts.some((child) => child.type === "ellipsis"),
  };
  return spanned([node], text, shape);
}

function parseOperation(node: Node, text: SourceText, depth: number): Expression {
  const parts = listChildren(node);
  const at = node.type === "unary_operation" ? 0 : operatorIndex(parts);
  const operator = parts[at];
  if (!operator) return unreadable([node], text);
  const sides = [parts.slice(0, at), parts.slice(at + 1)].filter((side) => side.length > 0);
  return spanned([node], text, {
    kind: "operation",
    operator: operator.text,
    operands: sides.map((side) => (depth > depthLimit ? unreadable(side, text) : parseTerm(side, text, depth + 1))),
  });
}

/** Finds the operator outside parentheses; an expression in parentheses is read separately. */
function operatorIndex(parts: readonly Node[]): number {
  return parts.findIndex((part) => !part.isNamed && part.type !== "(" && part.type !== ")");
}

function unreadable(nodes: readonly Node[], text: SourceText): Expression {
  return spanned(nodes, text, { kind: "unread", reason: "it cannot be read" });
}
