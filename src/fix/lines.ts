import type { Scalar } from "../model/cursor.ts";
import { newItem } from "../model/install.ts";
import { scalarText } from "./scalar-text.ts";

/** The text of a file; undefined where it cannot be had. */
export type TextOf = (file: string) => string | undefined;

/** The keys of a path a line each; what follows `newItem` starts an item of a list. */
export function blockLines(path: readonly string[], value: Scalar): string[] {
  const lines: string[] = [];
  let indent = "";
  let dash = "";
  for (const [index, step] of path.entries()) {
    if (step === newItem) {
      dash = "- ";
      continue;
    }
    lines.push(`${indent}${dash}${scalarText(step)}:${index === path.length - 1 ? ` ${scalarText(value)}` : ""}`);
    indent += dash === "" ? "  " : "    ";
    dash = "";
  }
  return lines;
}

/** The same in Terraform's language, with the braces closed. */
export function hclLines(path: readonly string[], value: Scalar): string[] {
  const indent = (depth: number) => "  ".repeat(depth);
  const opening = path.map((step, depth) => {
    const key = /^[A-Za-z_][\w-]*$/.test(step) ? step : JSON.stringify(step);
    return `${indent(depth)}${key} = ${depth === path.length - 1 ? JSON.stringify(value) : "{"}`;
  });
  const closing = path.slice(1).map((_, depth) => `${indent(path.length - 2 - depth)}}`);
  return [...opening, ...closing];
}

/** The same between braces, on one line; with a quote, as JSON. */
export function flowText(path: readonly string[], value: Scalar, quote: string): string {
  const key = (step: string) => (quote ? JSON.stringify(step) : scalarText(step));
  const inner = quote ? JSON.stringify(value) : scalarText(value);
  const closed = path
    .slice(1)
    .map(() => " }")
    .join("");
  return path.map((step, depth) => `${depth === 0 ? "" : "{ "}${key(step)}: `).join("") + inner + closed;
}

/** What ends the lines of a text. */
export function endOfLine(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The end of the line that a value ends on, after its comment; undefined where something else stands there. */
export function endOfRow(text: string, end: number): number | undefined {
  const rest = /^["']?[ \t]*([ \t]#.*)?(?=\r?\n|\r?$)/.exec(text.slice(end, end + 1000));
  return rest ? end + rest[0].replace(/\r$/, "").length : undefined;
}
