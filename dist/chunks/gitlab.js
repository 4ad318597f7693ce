import {
  describeFurtherClusters
} from "./wording.js";
import {
  serializeJson
} from "./escape.js";
import "./runtime.js";

// src/report/gitlab.ts
function renderGitlabReport({ findings }) {
  const issues = findings.map((finding) => {
    const { rule, severity, message, fingerprint, location } = finding;
    const further = describeFurtherClusters(finding);
    return {
      description: further === void 0 ? message : `${message}. ${further}`,
      check_name: rule,
      fingerprint,
      severity: severities[severity],
      location: { path: location.file, lines: { begin: location.line, end: location.endLine } }
    };
  });
  return `${serializeJson(issues)}
`;
}
var severities = { error: "critical", warning: "major", note: "info" };
export {
  renderGitlabReport
};
