import type { Leaf } from "../../model/leaf.ts";
import { gap } from "./cursors.ts";
import type { Body, Expression, TemplatePart } from "./syntax.ts";

/** Takes a text apart that may be a document of its own. */
export type TextLeaves = (content: string, path: readonly string[]) => Iterable<Leaf>;

/** Every single value that is written in a body; what is computed stands there as it is written. */
export function* leavesOfBody(body: Body, path: readonly string[], text: TextLeaves): Generator<Leaf> {
  for (const { name, value } of body.attributes.values()) yield* leavesOf(value, [...path, name], text);
  const counts = new Map<string, number>();
  for (const { type, labels, body: inner } of body.blocks) {
    const name = [type, ...labels].join(" ");
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const below = [...path, name, `[${count}]`];
    if (inner.attributes.size + inner.blocks.length === 0) yield { path: below, value: "{}" };
    yield* leavesOfBody(inner, below, text);
  }
}

function* leavesOf(value: Expression, path: readonly string[], text: TextLeaves): Generator<Leaf> {
  if (value.kind === "literal") yield { path, value: String(value.value) };
  else if (value.kind === "template" && value.parts.every(isPlain)) yield* text(value.parts.map(contentOf).join(""), path);
  else if (value.kind === "list" && value.items.length > 0) {
    for (const [index, item] of value.items.entries()) yield* leavesOf(item, [...path, `[${index}]`], text);
  } else if (value.kind === "object" && value.items.length > 0) {
    for (const item of value.items) yield* leavesOf(item.value, [...path, item.key.source.replace(/^"(.*)"$/, "$1")], text);
  } else if (value.kind === "call") {
    for (const [index, argument] of value.args.entries()) yield* leavesOf(argument, [...path, `${value.name}()`, `[${index}]`], text);
    if (value.args.length === 0) yield { path, value: value.source };
  } else yield { path, value: value.source };
}

function isPlain({ kind }: TemplatePart): boolean {
  return kind === "text" || kind === "value";
}

function contentOf(part: TemplatePart): string {
  if (part.kind === "text") return part.text.content;
  return part.kind === "value" ? gap + part.value.source.replace(/\W/g, "_") + gap : gap;
}
