import type { Finding, Severity } from "../model/finding.ts";
import type { TextEdit } from "../model/fix.ts";
import type { Location } from "../model/location.ts";
import type { PolicyMetadata } from "../model/policy.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { escapeTerminal, link, serializeJson, toCodeSpan } from "./escape.ts";
import { renderProseMarkdown } from "./finding-markdown.ts";
import { count, describeFurtherClusters, severities as gravest, withSeverity } from "./wording.ts";

/** The data about istio-preflight itself in a SARIF log. */
export interface SarifTool {
  readonly version: string;
  readonly policies: readonly PolicyMetadata[];
}

const home = "https://github.com/istio-preflight/istio-preflight";

/** Renders the report for code scanning: SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function renderSarifReport(report: Report, tool: SarifTool): string {
  const policies = [...tool.policies, ...(report.customRules ?? [])];
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
            rules: policies.map(describeRule),
          },
        },
        automationDetails: { id: "istio-preflight/" },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The directory that was checked." } } },
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: [...notifyLeftOut(left), ...report.problems.map(describeNotification)] },
        ],
        results,
      },
    ],
  };
  return `${serializeJson(log)}\n`;
}

/** Code scanning rejects a run with more results, and keeps the 5,000 most severe ones. */
const mostResults = 25_000;

function listShownFindings({ findings, suppressed }: Report): readonly Finding[] {
  const all = [...findings, ...suppressed];
  if (all.length <= mostResults) return all;
  const ranked = [...gravest.flatMap((severity) => withSeverity(findings, severity)), ...suppressed];
  const chosen = new Set(ranked.slice(0, mostResults));
  return all.filter((finding) => chosen.has(finding));
}

function notifyLeftOut(left: number) {
  if (left === 0) return [];
  const message = `${count(left, "result")} left out: code scanning takes ${mostResults} of a run.`;
  return [{ descriptor: { id: "results-left-out" }, level: "warning", message: { text: message } }];
}

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "note" };
const severities: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "recommendation" };

function describeRule({ id, title, severity, description, remedy, links, page: address }: PolicyMetadata) {
  const help = [description, remedy, ...links].join("\n\n");
  const sources = links.map((source) => `- ${link(toCodeSpan(source), source)}`);
  const page = [...renderProseMarkdown(description), "**Fix**", ...renderProseMarkdown(remedy), sources.join("\n")];
  return {
    id,
    name: nameRule(id),
    shortDescription: { text: escapeText(`${title}.`) },
    fullDescription: { text: escapeText(description) },
    help: { text: escapeText(help), markdown: page.join("\n\n") },
    ...(address !== "" && { helpUri: address ?? `${home}/blob/main/docs/rules/${id}.md` }),
    defaultConfiguration: { level: levels[severity] },
    properties: { precision: "high", "problem.severity": severities[severity], tags: ["istio", "ambient"] },
  };
}

/** Converts a rule id to a SARIF rule name: `gke-platform` becomes GkePlatform. */
function nameRule(id: string): string {
  return id
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function describeResult(finding: Finding, rules: readonly string[]) {
  const { rule, severity, message, remedy, location, related, fingerprint, suppression, fix } = finding;
  const ruleIndex = rules.indexOf(rule);
  return {
    ruleId: rule,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: levels[severity],
    message: { text: escapeText([`${message}.`, ...describeClusters(finding), ...(remedy === "" ? [] : [remedy])].join(" ")) },
    locations: [{ physicalLocation: toPhysicalLocation(location) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        physicalLocation: toPhysicalLocation(other.location),
        message: { text: escapeText(`${other.message}.`) },
      })),
    }),
    partialFingerprints: { "istioPreflight/v1": fingerprint },
    properties: { clusters: finding.clusters },
    ...(fix && { fixes: [{ description: { text: escapeText(`${fix.title}.`) }, artifactChanges: describeEdits(fix.edits) }] }),
    ...(suppression !== undefined && { suppressions: [{ kind: "external", justification: escapeText(suppression) }] }),
  };
}

function describeClusters(finding: Finding): string[] {
  const further = describeFurtherClusters(finding);
  return further === undefined ? [] : [`${further}.`];
}

function describeEdits(edits: readonly TextEdit[]) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.map((file) => ({
    artifactLocation: toArtifactLocation(file),
    replacements: edits
      .filter((edit) => edit.file === file)
      .map(({ start, end, text: inserted }) => ({
        deletedRegion: { charOffset: start, charLength: end - start },
        insertedContent: { text: inserted },
      })),
  }));
}

function describeNotification({ code, message, location }: LocatedProblem) {
  return {
    descriptor: { id: code },
    level: "note",
    message: { text: escapeText(message) },
    ...(location && { locations: [{ physicalLocation: toPhysicalLocation(location) }] }),
  };
}

function toPhysicalLocation({ file, line, column, endLine, endColumn }: Location) {
  const end = endLine > line || endColumn > column ? { endLine, endColumn } : {};
  return { artifactLocation: toArtifactLocation(file), region: { startLine: line, startColumn: column, ...end } };
}

function toArtifactLocation(file: string) {
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}

/** Escapes text from a repository, so that `[label](1)` does not become a link. */
function escapeText(written: string): string {
  const lines = written.split(/\r\n|\n|\r/).map(escapeTerminal);
  return lines.join("\n").replaceAll("](", "] (");
}
