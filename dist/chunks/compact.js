import {
  escapeTerminal
} from "./escape.js";
import "./runtime.js";

// src/report/compact.ts
function renderCompactReport({ findings }) {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    const words = message.replace(/\s+/g, " ").trim();
    return `${escapeTerminal(`${file}:${line}:${column}: ${severity} ${words} [${rule}]`)}
`;
  });
  return lines.join("");
}
export {
  renderCompactReport
};
