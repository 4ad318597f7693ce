// src/policy/custom/sandbox/protocol.ts
function languageOf(file) {
  return file.endsWith(".json") ? "json" : "typescript";
}
var workerName = "istio-preflight policies";

export {
  languageOf,
  workerName
};
