import type { Node } from "web-tree-sitter";
import { locateText, type SourceText } from "../../model/source-text.ts";
import type { Expression, ForExpression, ObjectItem } from "./syntax.ts";
import { readHeredocParts, readQuotedParts } from "./template.ts";

/** More levels than any real expression has. */
const depthLimit = 100;

/** Converts an expression of the syntax tree. */
export function parseExpression(node: Node, text: SourceText, depth = 0): Expression {
  if (depth > depthLimit) return spanExpression([node], text, { kind: "unread", reason: "it is nested too deeply" });
  if (node.hasError) return spanExpression([node], text, { kind: "unread", reason: "it cannot be read" });
  const [only] = listChildren(node);
  if (only?.type === "conditional") return parseConditional(only, text, depth + 1);
  return parseTerm(listChildren(node), text, depth + 1);
}

/** Returns the children without comments, which may be anywhere. */
export function listChildren(node: Node): Node[] {
  return node.children.filter((child) => child.type !== "comment");
}

type Shape<Kind> = Kind extends unknown ? Omit<Kind, "place" | "source"> : never;

function spanExpression(nodes: readonly Node[], text: SourceText, shape: Shape<Expression>): Expression {
  const start = nodes[0]?.startIndex ?? 0;
  const end = nodes.at(-1)?.endIndex ?? start;
  return { ...shape, place: locateText(text, start, end), source: text.content.slice(start, Math.min(end, start + 200)) } as Expression;
}

function parseConditional(node: Node, text: SourceText, depth: number): Expression {
  const [condition, yes, no] = listChildren(node)
    .filter((child) => child.type === "expression")
    .map((child) => parseExpression(child, text, depth));
  if (!condition || !yes || !no) return createUnreadable([node], text);
  return spanExpression([node], text, { kind: "conditional", condition, yes, no });
}

/** Reads a term: a sequence of siblings with a value, possibly in parentheses, then `.name`, `[index]` and splats. */
function parseTerm(nodes: readonly Node[], text: SourceText, depth: number): Expression {
  const isGroup = nodes[0]?.type === "(";
  const first = isGroup ? nodes[1] : nodes[0];
  if (!first || nodes.length > depthLimit) return createUnreadable(nodes, text);
  let term = isGroup ? parseExpression(first, text, depth) : parsePrimary(first, text, depth);
  for (let index = isGroup ? 3 : 1; index < nodes.length; index++) {
    const step = parseStep(nodes[index] as Node, text, depth);
    const span = nodes.slice(0, index + 1);
    term = step === undefined ? createUnreadable(span, text) : spanExpression(span, text, withStep(term, step));
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
  if (inner?.type === "legacy_index")
    return spanExpression([inner], text, { kind: "literal", value: Number(inner.text.replace(/^\.\s*/, "")) });
  const key = inner && listChildren(inner).find((child) => child.type === "expression");
  return key && parseExpression(key, text, depth + 1);
}

function parsePrimary(node: Node, text: SourceText, depth: number): Expression {
  const [child] = listChildren(node);
  if (!child) return createUnreadable([node], text);
  switch (node.type) {
    case "literal_value":
      return parseLiteral(child, text, depth);
    case "template_expr":
      return spanExpression([child], text, { kind: "template", parts: parseExpressionParts(child, text, depth) });
    case "collection_value":
      return child.type === "tuple" ? parseTuple(child, text, depth) : parseObject(child, text, depth);
    case "variable_expr":
      return spanExpression([node], text, { kind: "name", name: node.text });
    case "function_call":
      return parseCall(node, text, depth);
    case "for_expr":
      return parseFor(child, text, depth);
    case "operation":
      return parseOperation(child, text, depth);
    default:
      return createUnreadable([node], text);
  }
}

function parseExpressionParts(node: Node, text: SourceText, depth: number) {
  const read = { text, expression: (inner: Node) => parseExpression(inner, text, depth + 1) };
  return node.type === "heredoc_template" ? readHeredocParts(node, read) : readQuotedParts(node, read);
}

function parseLiteral(node: Node, text: SourceText, depth: number): Expression {
  if (node.type === "string_lit") return spanExpression([node], text, { kind: "template", parts: parseExpressionParts(node, text, depth) });
  if (node.type === "null_lit") return spanExpression([node], text, { kind: "literal", value: null });
  const value = node.type === "bool_lit" ? node.text === "true" : Number(node.text);
  return Number.isNaN(value) ? createUnreadable([node], text) : spanExpression([node], text, { kind: "literal", value });
}

function parseTuple(node: Node, text: SourceText, depth: number): Expression {
  const items = listChildren(node).filter((child) => child.type === "expression");
  return spanExpression([node], text, { kind: "list", items: items.map((item) => parseExpression(item, text, depth)) });
}

function parseObject(node: Node, text: SourceText, depth: number): Expression {
  const items: ObjectItem[] = [];
  for (const child of listChildren(node)) {
    const key = child.type === "object_elem" ? child.childForFieldName("key") : null;
    const value = key && child.childForFieldName("val");
    if (key && value) items.push({ key: parseKey(key, text, depth), value: parseExpression(value, text, depth) });
  }
  return spanExpression([node], text, { kind: "object", items });
}

/** A plain name is the key itself; in parentheses it is a reference. */
function parseKey(node: Node, text: SourceText, depth: number): Expression {
  const [name, ...more] = listChildren(node);
  if (name?.type === "variable_expr" && more.length === 0) return spanExpression([node], text, { kind: "literal", value: name.text });
  return parseExpression(node, text, depth);
}

function parseCall(node: Node, text: SourceText, depth: number): Expression {
  const [name, ...rest] = listChildren(node);
  const list = rest.find((child) => child.type === "function_arguments");
  const parts = list ? listChildren(list) : [];
  const args = parts.filter((child) => child.type === "expression").map((child) => parseExpression(child, text, depth));
  const expandsLast = parts.some((child) => child.type === "ellipsis");
  return spanExpression([node], text, { kind: "call", name: name?.text ?? "", args, expandsLast });
}

function parseFor(node: Node, text: SourceText, depth: number): Expression {
  const parts = listChildren(node);
  const intro = parts.find((child) => child.type === "for_intro");
  const [first, second] = parts.filter((child) => child.type === "expression").map((child) => parseExpression(child, text, depth));
  const collection = intro && listChildren(intro).find((child) => child.type === "expression");
  const value = second ?? first;
  if (!collection || !first || !value) return createUnreadable([node], text);
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
  return spanExpression([node], text, shape);
}

function parseOperation(node: Node, text: SourceText, depth: number): Expression {
  const parts = listChildren(node);
  const at = node.type === "unary_operation" ? 0 : findOperatorIndex(parts);
  const operator = parts[at];
  if (!operator) return createUnreadable([node], text);
  const sides = [parts.slice(0, at), parts.slice(at + 1)].filter((side) => side.length > 0);
  return spanExpression([node], text, {
    kind: "operation",
    operator: operator.text,
    operands: sides.map((side) => (depth > depthLimit ? createUnreadable(side, text) : parseTerm(side, text, depth + 1))),
  });
}

/** Finds the operator outside parentheses; an expression in parentheses is read separately. */
function findOperatorIndex(parts: readonly Node[]): number {
  return parts.findIndex((part) => !part.isNamed && part.type !== "(" && part.type !== ")");
}

function createUnreadable(nodes: readonly Node[], text: SourceText): Expression {
  return spanExpression(nodes, text, { kind: "unread", reason: "it cannot be read" });
}
