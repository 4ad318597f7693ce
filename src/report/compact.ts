import type { Report } from "../model/report.ts";
import { escapeTerminal } from "./escape.ts";

/** Renders the report as `file:line:column: severity message [rule]`, one finding per line: for editors, grep and problem matchers. */
export function renderCompactReport({ findings }: Report): string {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    const words = message.replace(/\s+/g, " ").trim();
    return `${escapeTerminal(`${file}:${line}:${column}: ${severity} ${words} [${rule}]`)}\n`;
  });
  return lines.join("");
}
