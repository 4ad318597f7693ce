import { unescapePointer } from "../model/cursor.ts";
import { valueAt } from "./value-at.ts";

/**
 * Fills in a message template: `{{/effective/cniConfDir}}` becomes the value at that pointer of the subject, and `{{value}}` the
 * failing value; a missing value becomes `unset`.
 */
export function fillTemplate(template: string, subject: unknown, failing: string): string {
  return template.replaceAll(/\{\{(\/[^{}]*|value)\}\}/g, (_, name: string) => {
    return formatValue(readPointer(subject, name === "value" ? failing : name));
  });
}

/** Returns the value at a JSON pointer of plain JSON; undefined if none exists. */
export function readPointer(value: unknown, pointer: string): unknown {
  return valueAt(value, pointer.split("/").slice(1).map(unescapePointer));
}

const longest = 200;

/** Formats a value for a message: short, and `unset` if none exists. */
export function formatValue(value: unknown): string {
  if (value === undefined || value === null || value === "") return "unset";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
