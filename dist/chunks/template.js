// src/policy/template.ts
function fillTemplate(template, subject, failing) {
  return template.replaceAll(/\{\{(\/[^{}]*|value)\}\}/g, (_, name) => {
    return readableValue(valueAt(subject, name === "value" ? failing : name));
  });
}
function valueAt(value, pointer) {
  let current = value;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return void 0;
    current = current[key];
  }
  return current;
}
var longest = 200;
function readableValue(value) {
  if (value === void 0 || value === null || value === "") return "unset";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
}

export {
  fillTemplate,
  valueAt,
  readableValue
};
