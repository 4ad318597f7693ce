import type { Cursor } from "../../model/cursor.ts";
import type { Place } from "../../model/location.ts";
import { createScalar, createUnknown, formatScalarText, getPlaceOr, isWhole, type Unknown } from "./cursors.ts";
import type { Expression } from "./syntax.ts";

/** Evaluates `value.name`. */
export function pickItem(value: Cursor, name: string, expression: Expression): Cursor {
  if (value.kind === "unknown") return createUnknown(expression, value.reason);
  if (value.kind === "map") return value.entries.get(name)?.value ?? createMissingElement(value.rest?.reason, expression);
  if (value.kind === "list" && /^\d+$/.test(name)) return listItem(value, Number(name), expression);
  return createMissingElement(undefined, expression);
}

/** Evaluates `value[key]`. */
export function pickElement(value: Cursor, key: Cursor, expression: Expression): Cursor {
  if (value.kind === "unknown") return createUnknown(expression, value.reason);
  const name = formatScalarText(key);
  if (name === undefined) return createUnknown(expression, key.kind === "unknown" ? key.reason : "its index is neither text nor a number");
  return pickItem(value, name, expression);
}

function listItem(list: Cursor & { readonly kind: "list" }, index: number, expression: Expression): Cursor {
  const open = list.items.findIndex((item) => (item as Unknown).several);
  if (open !== -1 && open <= index) return createUnknown(expression, "how many items stand before it is only known at deployment");
  return list.items[index] ?? createMissingElement(undefined, expression);
}

function createMissingElement(reason: string | undefined, expression: Expression): Cursor {
  return reason === undefined ? createUnknown(expression, "there is no such value", { fails: true }) : createUnknown(expression, reason);
}

/** Returns the keys and values that `for` and `for_each` iterate over; undefined if some of them are unknown. */
export function listElements(value: Cursor): readonly (readonly [key: Cursor, value: Cursor])[] | undefined {
  if (value.kind === "list") {
    return isWhole(value) ? value.items.map((item, index) => [createScalar(index, getPlaceOr(item, nowhere)), item] as const) : undefined;
  }
  if (value.kind !== "map" || value.rest) return undefined;
  const entries = [...value.entries].sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([name, entry]) => [{ kind: "scalar", origin: entry.key, value: name }, entry.value] as const);
}

const nowhere: Place = { file: "", start: 0, end: 0 };
