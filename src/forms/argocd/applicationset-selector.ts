import { at, type Cursor, entriesAt, itemsAt, type MapCursor, stringAt } from "../../model/cursor.ts";

/** Checks whether a generator's `selector` accepts an element. Where something is unknown, the element is accepted. */
export function isSelected(element: MapCursor, selector: Cursor): boolean {
  const labels = entriesAt(selector, "matchLabels").every(([key, { value }]) => matches(element, key, "In", [value]));
  const expressions = itemsAt(selector, "matchExpressions").every((expression) => {
    const key = stringAt(expression, "key");
    const operator = stringAt(expression, "operator");
    return key === undefined || operator === undefined || matches(element, key, operator, itemsAt(expression, "values"));
  });
  return labels && expressions;
}

function matches(element: MapCursor, key: string, operator: string, values: readonly Cursor[]): boolean {
  const found = element.entries.get(key)?.value ?? at(element, ...key.split("."));
  if (found?.kind === "unknown" || values.some(({ kind }) => kind === "unknown")) return true;
  const text = readLabelText(found);
  const isAmong = text !== undefined && values.some((value) => readLabelText(value) === text);
  if (operator === "In") return isAmong;
  if (operator === "NotIn") return !isAmong;
  if (operator === "Exists") return found !== undefined;
  return operator === "DoesNotExist" ? found === undefined : true;
}

function readLabelText(cursor: Cursor | undefined): string | undefined {
  return cursor?.kind === "scalar" ? String(cursor.value ?? "") : undefined;
}
