// src/policy/custom/sandbox/protocol.ts
function detectLanguage(file) {
  return file.endsWith(".json") ? "json" : "typescript";
}
var workerName = "istio-preflight policies";

export {
  detectLanguage,
  workerName
};
