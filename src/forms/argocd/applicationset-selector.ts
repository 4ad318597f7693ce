import { type Cursor, findAt, findEntriesAt, findItemsAt, findStringAt, type MapCursor } from "../../model/cursor.ts";

/** Checks whether a generator's `selector` accepts an element. Where something is unknown, the element is accepted. */
export function isSelected(element: MapCursor, selector: Cursor): boolean {
  const labels = findEntriesAt(selector, "matchLabels").every(([key, { value }]) => mayMatchExpression(element, key, "In", [value]));
  const expressions = findItemsAt(selector, "matchExpressions").every((expression) => {
    const key = findStringAt(expression, "key");
    const operator = findStringAt(expression, "operator");
    return key === undefined || operator === undefined || mayMatchExpression(element, key, operator, findItemsAt(expression, "values"));
  });
  return labels && expressions;
}

function mayMatchExpression(element: MapCursor, key: string, operator: string, values: readonly Cursor[]): boolean {
  const found = element.entries.get(key)?.value ?? findAt(element, ...key.split("."));
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
