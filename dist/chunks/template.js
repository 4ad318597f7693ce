import {
  unescapePointer
} from "./cursor.js";
import {
  valueAt
} from "./value-at.js";

// src/policy/template.ts
function fillTemplate(template, subject, failing) {
  return template.replaceAll(/\{\{(\/[^{}]*|value)\}\}/g, (_, name) => {
    return formatValue(readPointer(subject, name === "value" ? failing : name));
  });
}
function readPointer(value, pointer) {
  return valueAt(value, pointer.split("/").slice(1).map(unescapePointer));
}
var longest = 200;
function formatValue(value) {
  if (value === void 0 || value === null || value === "") return "unset";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
}

export {
  fillTemplate,
  readPointer,
  formatValue
};
