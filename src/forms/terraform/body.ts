import type { Cursor, Entry } from "../../model/cursor.ts";
import { layerLimit } from "../../model/install.ts";
import { createUnknown, makeList, makeMap, type Unknown } from "../../syntax/hcl/cursors.ts";
import { listElements } from "../../syntax/hcl/elements.ts";
import type { Evaluate, Scope } from "../../syntax/hcl/scope.ts";
import type { Block, Body } from "../../syntax/hcl/syntax.ts";

/** Evaluates a body to a map of its arguments, with a list of nested blocks for each type. */
export function evaluateBody(body: Body, scope: Scope, evaluate: Evaluate): Cursor {
  const entries = new Map<string, Entry>();
  for (const { name, key, value } of body.attributes.values()) entries.set(name, { key, value: evaluate(value, scope) });
  for (const type of new Set(body.blocks.map(nameBlock))) {
    const list = entries.has(type) ? undefined : evaluateNestedBlocks(body, type, scope, evaluate);
    if (list) entries.set(type, { key: list.origin, value: list });
  }
  const first = body.attributes.values().next().value?.key ?? body.blocks[0]?.place ?? { file: "", start: 0, end: 0 };
  return makeMap(entries, first, body.broken && { kind: "unknown", origin: body.broken, reason: "it cannot be read" });
}

/** The value of an argument, or the list of nested blocks with that name: older providers write lists of objects as blocks. */
export function evaluateArgumentOrBlocks(body: Body, name: string, scope: Scope, evaluate: Evaluate): Cursor | undefined {
  const attribute = body.attributes.get(name);
  return attribute ? evaluate(attribute.value, scope) : evaluateNestedBlocks(body, name, scope, evaluate);
}

function evaluateNestedBlocks(body: Body, type: string, scope: Scope, evaluate: Evaluate): Cursor | undefined {
  const items: Cursor[] = [];
  let first: Block | undefined;
  for (const block of body.blocks) {
    if (nameBlock(block) !== type) continue;
    first ??= block;
    if (block.type === "dynamic") items.push(...evaluateDynamicBlocks(block, type, scope, evaluate));
    else items.push(evaluateBody(block.body, scope, evaluate));
  }
  return first && makeList(items, first.place);
}

/** The name of a block: `set`, also for a dynamic block; `provisioner local-exec`. */
function nameBlock({ type, labels }: Block): string {
  return type === "dynamic" ? (labels[0] ?? "") : [type, ...labels].join(" ");
}

/** The blocks that a dynamic block produces: `dynamic "set" { for_each = …, content { name = set.key } }` */
function evaluateDynamicBlocks(block: Block, type: string, scope: Scope, evaluate: Evaluate): Cursor[] {
  const over = block.body.attributes.get("for_each")?.value;
  const content = block.body.blocks.find((inner) => inner.type === "content")?.body;
  if (!over || !content) return [];
  const collection = evaluate(over, scope);
  const elements = listElements(collection);
  if (!elements) {
    const reason = collection.kind === "unknown" ? collection.reason : "how many there are is only known at deployment";
    return [createUnknown(over, reason, { several: true } satisfies Partial<Unknown>)];
  }
  const iterator = block.body.attributes.get("iterator")?.value.source ?? type;
  // One more than the limit of an install is kept, so that the excess is noticed.
  return elements.slice(0, layerLimit + 1).map(([key, value]) => {
    const names = new Map(scope.names).set(iterator, buildEach(key, value));
    return evaluateBody(content, { ...scope, names }, evaluate);
  });
}

/** Makes the value of `each`, or of the iterator of a dynamic block. */
export function buildEach(key: Cursor, value: Cursor): Cursor {
  const entries = new Map<string, Entry>([
    ["key", { key: key.origin, value: key }],
    ["value", { key: value.origin, value }],
  ]);
  return { kind: "map", origin: value.origin, entries };
}
