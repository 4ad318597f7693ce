import {
  terminal
} from "./escape.js";
import "./runtime.js";

// src/report/compact.ts
function compactReport({ findings }) {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    const words = message.replace(/\s+/g, " ").trim();
    return `${terminal(`${file}:${line}:${column}: ${severity} ${words} [${rule}]`)}
`;
  });
  return lines.join("");
}
export {
  compactReport
};
