import {
  serializeJson
} from "./escape.js";
import "./runtime.js";

// src/report/inspect-json.ts
function inspectJson(report) {
  const document = { schemaVersion: 1, clusters: report.clusters };
  return `${serializeJson(document)}
`;
}
export {
  inspectJson
};
