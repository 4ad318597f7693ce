import type { Report } from "../model/report.ts";
import { terminal } from "./escape.ts";

/** Renders the report as `file:line:column: severity message [rule]`, one finding per line: for editors, grep and problem matchers. */
export function compactReport({ findings }: Report): string {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    const words = message.replace(/\s+/g, " ").trim();
    return `${terminal(`${file}:${line}:${column}: ${severity} ${words} [${rule}]`)}\n`;
  });
  return lines.join("");
}
