import type { Scalar } from "../model/cursor.ts";
import { newItem } from "../model/install.ts";
import { writeScalar } from "./scalar-text.ts";

/** Returns the text of a file; undefined if it cannot be read. */
export type TextOf = (file: string) => string | undefined;

/** Writes the keys of a path on one line each; a step after `newItem` starts a list item. */
export function writeBlockLines(path: readonly string[], value: Scalar): string[] {
  const lines: string[] = [];
  let indent = "";
  let dash = "";
  for (const [index, step] of path.entries()) {
    if (step === newItem) {
      dash = "- ";
      continue;
    }
    lines.push(`${indent}${dash}${writeScalar(step)}:${index === path.length - 1 ? ` ${writeScalar(value)}` : ""}`);
    indent += dash === "" ? "  " : "    ";
    dash = "";
  }
  return lines;
}

/** Writes the keys of a path in HCL, with closing braces. */
export function writeHclLines(path: readonly string[], value: Scalar): string[] {
  const indent = (depth: number) => "  ".repeat(depth);
  const opening = path.map((step, depth) => {
    const key = /^[A-Za-z_][\w-]*$/.test(step) ? step : JSON.stringify(step);
    return `${indent(depth)}${key} = ${depth === path.length - 1 ? JSON.stringify(value) : "{"}`;
  });
  const closing = path.slice(1).map((_, depth) => `${indent(path.length - 2 - depth)}}`);
  return [...opening, ...closing];
}

/** Writes the keys of a path in braces on one line; with a quote, as JSON. */
export function writeFlowText(path: readonly string[], value: Scalar, quote: string): string {
  const key = (step: string) => (quote ? JSON.stringify(step) : writeScalar(step));
  const inner = quote ? JSON.stringify(value) : writeScalar(value);
  const closed = path
    .slice(1)
    .map(() => " }")
    .join("");
  return path.map((step, depth) => `${depth === 0 ? "" : "{ "}${key(step)}: `).join("") + inner + closed;
}

/** Returns the line ending of a text. */
export function endOfLine(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Finds the end of the line on which a value ends, after its comment; undefined if anything else follows the value. */
export function endOfRow(text: string, end: number): number | undefined {
  const rest = /^["']?[ \t]*([ \t]#.*)?(?=\r?\n|\r?$)/.exec(text.slice(end, end + 1000));
  return rest ? end + rest[0].replace(/\r$/, "").length : undefined;
}
