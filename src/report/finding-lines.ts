import type { Finding } from "../model/finding.ts";
import { terminal } from "./escape.ts";

/** Renders one finding per line, as in a test's `expected.txt`: `path:line:column: severity message [rule]`. */
export function findingLines(findings: readonly Finding[]): string {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    return `${terminal(`${file}:${line}:${column}: ${severity} ${message} [${rule}]`)}\n`;
  });
  return lines.join("");
}
