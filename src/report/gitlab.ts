import type { Severity } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { serializeJson } from "./escape.ts";
import { describeFurtherClusters } from "./wording.ts";

/**
 * Renders the report for the Code Quality widget of a merge request.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function renderGitlabReport({ findings }: Report): string {
  const issues = findings.map((finding) => {
    const { rule, severity, message, fingerprint, location } = finding;
    const further = describeFurtherClusters(finding);
    return {
      description: further === undefined ? message : `${message}. ${further}`,
      check_name: rule,
      fingerprint,
      severity: severities[severity],
      location: { path: location.file, lines: { begin: location.line, end: location.endLine } },
    };
  });
  return `${serializeJson(issues)}\n`;
}

const severities: Readonly<Record<Severity, string>> = { error: "critical", warning: "major", note: "info" };
