import { type Cursor, type Entry, findAt, findStringAt, splitPointer } from "../../model/cursor.ts";

/** Applies JSON6902 operations to a value. Where an operation is not certain to run, or is not supported, the result is unknown. */
export function applyJsonPatch(root: Cursor, operations: readonly Cursor[], sure: boolean): Cursor {
  let result = root;
  for (const operation of operations) result = applyOperation(result, operation, sure);
  return result;
}

type Change = { readonly kind: "set"; readonly value: Cursor; readonly insert: boolean } | { readonly kind: "remove" };

function applyOperation(root: Cursor, operation: Cursor, sure: boolean): Cursor {
  const name = findStringAt(operation, "op");
  const path = findStringAt(operation, "path");
  if (name === undefined || path === undefined || name === "test") return root;
  const steps = splitPointer(path);
  if (steps.length === 0) return root;
  return changeAtPath(root, steps, planChange(name, operation, sure), operation.origin);
}

function planChange(name: string, operation: Cursor, sure: boolean): Change {
  if (name === "remove" && sure) return { kind: "remove" };
  const value = findAt(operation, "value");
  if (sure && value && (name === "add" || name === "replace")) return { kind: "set", value, insert: name === "add" };
  const origin = value?.origin ?? operation.origin;
  return { kind: "set", value: { kind: "unknown", origin, reason: "a patch that may apply" }, insert: false };
}

function changeAtPath(below: Cursor, steps: readonly string[], edit: Change, origin: Cursor["origin"]): Cursor {
  const [step = "", ...rest] = steps;
  if (below.kind === "list") return { ...below, items: changeItemAtPath(below.items, step, rest, edit, origin) };
  if (below.kind !== "map") return below;
  const entries = new Map<string, Entry>(below.entries);
  const current = entries.get(step);
  if (rest.length > 0) {
    const inner = current?.value ?? { kind: "map", origin, entries: new Map() };
    entries.set(step, { key: current?.key ?? origin, value: changeAtPath(inner, rest, edit, origin) });
  } else if (edit.kind === "remove") entries.delete(step);
  else entries.set(step, { key: edit.value.origin, value: edit.value });
  return { ...below, entries };
}

function changeItemAtPath(
  items: readonly Cursor[],
  step: string,
  rest: readonly string[],
  edit: Change,
  origin: Cursor["origin"],
): Cursor[] {
  const index = step === "-" ? items.length : Number(step);
  if (!Number.isInteger(index) || index < 0 || index > items.length) return [...items];
  const current = items[index];
  if (rest.length > 0) return current ? items.with(index, changeAtPath(current, rest, edit, origin)) : [...items];
  if (edit.kind === "remove") return items.filter((_, at) => at !== index);
  return items.toSpliced(index, edit.insert ? 0 : 1, edit.value);
}
