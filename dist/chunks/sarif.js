import {
  renderProseMarkdown
} from "./finding-markdown.js";
import {
  count,
  describeFurtherClusters,
  severities,
  withSeverity
} from "./wording.js";
import {
  escapeTerminal,
  link,
  serializeJson,
  toCodeSpan
} from "./escape.js";

// src/report/sarif.ts
var home = "https://github.com/istio-preflight/istio-preflight";
function renderSarifReport(report, tool) {
  const policies = [...tool.policies, ...report.customRules ?? []];
  const rules = policies.map(({ id }) => id);
  const shown = listShownFindings(report);
  const results = shown.map((finding) => describeResult(finding, rules));
  const left = report.findings.length + report.suppressed.length - shown.length;
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "istio-preflight",
            semanticVersion: tool.version,
            informationUri: home,
            rules: policies.map(describeRule)
          }
        },
        automationDetails: { id: "istio-preflight/" },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The directory that was checked." } } },
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: [...notifyLeftOut(left), ...report.problems.map(describeNotification)] }
        ],
        results
      }
    ]
  };
  return `${serializeJson(log)}
`;
}
var mostResults = 25e3;
function listShownFindings({ findings, suppressed }) {
  const all = [...findings, ...suppressed];
  if (all.length <= mostResults) return all;
  const ranked = [...severities.flatMap((severity) => withSeverity(findings, severity)), ...suppressed];
  const chosen = new Set(ranked.slice(0, mostResults));
  return all.filter((finding) => chosen.has(finding));
}
function notifyLeftOut(left) {
  if (left === 0) return [];
  const message = `${count(left, "result")} left out: code scanning takes ${mostResults} of a run.`;
  return [{ descriptor: { id: "results-left-out" }, level: "warning", message: { text: message } }];
}
var levels = { error: "error", warning: "warning", note: "note" };
var severities2 = { error: "error", warning: "warning", note: "recommendation" };
function describeRule({ id, title, severity, description, remedy, links, page: address }) {
  const help = [description, remedy, ...links].join("\n\n");
  const sources = links.map((source) => `- ${link(toCodeSpan(source), source)}`);
  const page = [...renderProseMarkdown(description), "**Fix**", ...renderProseMarkdown(remedy), sources.join("\n")];
  return {
    id,
    name: nameRule(id),
    shortDescription: { text: escapeText(`${title}.`) },
    fullDescription: { text: escapeText(description) },
    help: { text: escapeText(help), markdown: page.join("\n\n") },
    ...address !== "" && { helpUri: address ?? `${home}/blob/main/docs/rules/${id}.md` },
    defaultConfiguration: { level: levels[severity] },
    properties: { precision: "high", "problem.severity": severities2[severity], tags: ["istio", "ambient"] }
  };
}
function nameRule(id) {
  return id.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
function describeResult(finding, rules) {
  const { rule, severity, message, remedy, location, related, fingerprint, suppression, fix } = finding;
  const ruleIndex = rules.indexOf(rule);
  return {
    ruleId: rule,
    ...ruleIndex >= 0 && { ruleIndex },
    level: levels[severity],
    message: { text: escapeText([`${message}.`, ...describeClusters(finding), ...remedy === "" ? [] : [remedy]].join(" ")) },
    locations: [{ physicalLocation: toPhysicalLocation(location) }],
    ...related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        physicalLocation: toPhysicalLocation(other.location),
        message: { text: escapeText(`${other.message}.`) }
      }))
    },
    partialFingerprints: { "istioPreflight/v1": fingerprint },
    properties: { clusters: finding.clusters },
    ...fix && { fixes: [{ description: { text: escapeText(`${fix.title}.`) }, artifactChanges: describeEdits(fix.edits) }] },
    ...suppression !== void 0 && { suppressions: [{ kind: "external", justification: escapeText(suppression) }] }
  };
}
function describeClusters(finding) {
  const further = describeFurtherClusters(finding);
  return further === void 0 ? [] : [`${further}.`];
}
function describeEdits(edits) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.map((file) => ({
    artifactLocation: toArtifactLocation(file),
    replacements: edits.filter((edit) => edit.file === file).map(({ start, end, text: inserted }) => ({
      deletedRegion: { charOffset: start, charLength: end - start },
      insertedContent: { text: inserted }
    }))
  }));
}
function describeNotification({ code, message, location }) {
  return {
    descriptor: { id: code },
    level: "note",
    message: { text: escapeText(message) },
    ...location && { locations: [{ physicalLocation: toPhysicalLocation(location) }] }
  };
}
function toPhysicalLocation({ file, line, column, endLine, endColumn }) {
  const end = endLine > line || endColumn > column ? { endLine, endColumn } : {};
  return { artifactLocation: toArtifactLocation(file), region: { startLine: line, startColumn: column, ...end } };
}
function toArtifactLocation(file) {
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}
function escapeText(written) {
  const lines = written.split(/\r\n|\n|\r/).map(escapeTerminal);
  return lines.join("\n").replaceAll("](", "] (");
}

export {
  renderSarifReport
};
