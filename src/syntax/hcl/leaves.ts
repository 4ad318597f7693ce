import type { Leaf } from "../../model/leaf.ts";
import { gap } from "./cursors.ts";
import type { Body, Expression, TemplatePart } from "./syntax.ts";

/** Splits a text that may be a document itself into its values. */
export type TextLeaves = (content: string, path: readonly string[]) => Iterable<Leaf>;

/** Lists every single value in a body; computed values are listed as written. */
export function* listBodyLeaves(body: Body, path: readonly string[], text: TextLeaves): Generator<Leaf> {
  for (const { name, value } of body.attributes.values()) yield* listLeaves(value, [...path, name], text);
  const counts = new Map<string, number>();
  for (const { type, labels, body: inner } of body.blocks) {
    const name = [type, ...labels].join(" ");
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const below = [...path, name, `[${count}]`];
    if (inner.attributes.size + inner.blocks.length === 0) yield { path: below, value: "{}" };
    yield* listBodyLeaves(inner, below, text);
  }
}

function* listLeaves(value: Expression, path: readonly string[], text: TextLeaves): Generator<Leaf> {
  if (value.kind === "template" && value.parts.every(isPlain)) return yield* text(value.parts.map(printExpression).join(""), path);
  const parts = listExpressionParts(value);
  if (parts.length === 0) yield { path, value: value.kind === "literal" ? String(value.value) : value.source };
  for (const [steps, part] of parts) yield* listLeaves(part, [...path, ...steps], text);
}

/** Lists the parts of an expression, each with its keys; empty if the expression is compared as written. */
function listExpressionParts(value: Expression): (readonly [steps: readonly string[], part: Expression])[] {
  if (value.kind === "list") return value.items.map((item, index) => [[`[${index}]`], item]);
  if (value.kind === "object") return value.items.map(({ key, value: item }) => [[key.source.replace(/^"(.*)"$/, "$1")], item]);
  return value.kind === "call" ? value.args.map((argument, index) => [[`${value.name}()`, `[${index}]`], argument]) : [];
}

function isPlain({ kind }: TemplatePart): boolean {
  return kind === "text" || kind === "value";
}

function printExpression(part: TemplatePart): string {
  if (part.kind === "text") return part.text.content;
  return part.kind === "value" ? gap + part.value.source.replace(/\W/g, "_") + gap : gap;
}
