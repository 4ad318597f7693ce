import type { Finding } from "../model/finding.ts";
import { escapeTerminal } from "./escape.ts";

/** Renders one finding per line, as in a test's `expected.txt`: `path:line:column: severity message [rule]`. */
export function renderFindingLines(findings: readonly Finding[]): string {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    return `${escapeTerminal(`${file}:${line}:${column}: ${severity} ${message} [${rule}]`)}\n`;
  });
  return lines.join("");
}
