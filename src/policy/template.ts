import { unescapePointer } from "../model/cursor.ts";
import { valueAt } from "./value-at.ts";

/**
 * Fills a message template: `{{/effective/cniConfDir}}` becomes the value at that pointer of the subject, `{{value}}` the
 * value that fails; what is missing reads `unset`.
 */
export function fillTemplate(template: string, subject: unknown, failing: string): string {
  return template.replaceAll(/\{\{(\/[^{}]*|value)\}\}/g, (_, name: string) => {
    return readableValue(valueAtPointer(subject, name === "value" ? failing : name));
  });
}

/** The value at a JSON pointer of plain JSON; undefined where there is none. */
export function valueAtPointer(value: unknown, pointer: string): unknown {
  return valueAt(value, pointer.split("/").slice(1).map(unescapePointer));
}

const longest = 200;

/** A value as a message shows it: short, `unset` where there is none. */
export function readableValue(value: unknown): string {
  if (value === undefined || value === null || value === "") return "unset";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
