import {
  json
} from "./escape.js";
import "./runtime.js";

// src/report/inspect-json.ts
function inspectJson(report) {
  const document = { schemaVersion: 1, clusters: report.clusters };
  return `${json(document)}
`;
}
export {
  inspectJson
};
