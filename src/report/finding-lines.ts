import type { Finding } from "../model/finding.ts";
import { terminal } from "./escape.ts";

/** Findings a line each, as `expected.txt` beside a test keeps them: `path:line:column: severity message [rule]`. */
export function findingLines(findings: readonly Finding[]): string {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    return `${terminal(`${file}:${line}:${column}: ${severity} ${message} [${rule}]`)}\n`;
  });
  return lines.join("");
}
