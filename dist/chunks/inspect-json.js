import {
  json
} from "./escape.js";
import "./runtime.js";

// src/report/inspect-json.ts
function inspectJson(report) {
  return `${json({ schemaVersion: 1, clusters: report.clusters })}
`;
}
export {
  inspectJson
};
