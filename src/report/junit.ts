import type { ClusterDocument } from "../model/cluster.ts";
import type { Finding } from "../model/finding.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { escapeXml } from "./escape.ts";
import { groupInEachCluster } from "./grouping.ts";
import { formatClusterName, hasPlatformRules, renderErrorText, sortProblems } from "./wording.ts";

/**
 * Renders the report for CI systems that show test results: a suite for each cluster, a failed case for each finding, and a passing
 * case if none exist.
 */
export function renderJunitReport(report: Report): string {
  const groups = groupInEachCluster(report.findings);
  const { unread } = sortProblems(report.problems);
  const suites = [...report.clusters.map((cluster) => writeSuite(cluster, groups.get(cluster.name) ?? [])), ...writeUnreadSuite(unread)];
  const total = {
    tests: report.clusters.reduce((sum, cluster) => sum + countCases(cluster, groups.get(cluster.name) ?? []), unread.length),
    failures: countFailures(report.clusters, groups),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement("testsuites", { name: "istio-preflight", ...total }, suites)}\n`;
}

function countFailures(clusters: readonly ClusterDocument[], groups: ReadonlyMap<string, readonly Finding[]>): number {
  return clusters.reduce((sum, { name }) => sum + (groups.get(name)?.length ?? 0), 0);
}

function writeSuite(cluster: ClusterDocument, findings: readonly Finding[]): string {
  const name = formatClusterName(cluster.name);
  const skipped = listSkipped(cluster, findings, name);
  const rendered = cluster.installs.filter(({ renderError }) => renderError === null).length;
  const passed = findings.length === 0 && rendered > 0 ? [writePassedCase(rendered, name)] : [];
  const cases = [...findings.map((finding) => writeCase(finding, name)), ...passed, ...skipped];
  return writeElement("testsuite", { name, tests: cases.length, failures: findings.length, errors: 0, skipped: skipped.length }, cases);
}

function countCases(cluster: ClusterDocument, findings: readonly Finding[]): number {
  const passed = findings.length === 0 && cluster.installs.some(({ renderError }) => renderError === null) ? 1 : 0;
  return findings.length + passed + listSkipped(cluster, findings, "").length;
}

/** What was not checked: the rules of single platforms where the platform is not known, and charts that do not render. */
function listSkipped(cluster: ClusterDocument, findings: readonly Finding[], name: string): string[] {
  const unrendered = findings.length > 0 ? [] : cluster.installs.filter(({ renderError }) => renderError !== null);
  const cases = unrendered.map(({ component, file, line, renderError }) =>
    writeElement("testcase", { name: `${component} at ${file}:${line}`, classname: name, file, line }, [
      writeElement("skipped", { message: `the chart does not render: ${renderError ? renderErrorText(renderError) : ""}` }),
    ]),
  );
  return [...cases, ...(isOpen(cluster) ? [writeSkippedCase(cluster, name)] : [])];
}

/** Installs in files that are not read: cases that did not run. */
function writeUnreadSuite(unread: readonly LocatedProblem[]): string[] {
  if (unread.length === 0) return [];
  const name = "installs that are not read";
  const cases = unread.map(({ message, location }) => {
    const at = location ? `${location.file}:${location.line}` : "this repository";
    return writeElement("testcase", { name: at, classname: name, ...(location && { file: location.file, line: location.line }) }, [
      writeElement("skipped", { message }),
    ]);
  });
  return [writeElement("testsuite", { name, tests: cases.length, failures: 0, errors: 0, skipped: cases.length }, cases)];
}

/** Returns a skipped case for the rules that apply to single platforms, if the platform is unknown. */
function writeSkippedCase({ platformLikely: likely }: ClusterDocument, classname: string): string {
  const message = likely
    ? `the platform is probably ${likely.platform}, because ${likely.message} (${likely.file}:${likely.line}); it is not confirmed`
    : "the platform is unknown";
  return writeElement("testcase", { name: "rules of single platforms", classname }, [writeElement("skipped", { message })]);
}

function isOpen(cluster: ClusterDocument): boolean {
  return cluster.platform === null && cluster.installs.some(({ component }) => hasPlatformRules(component));
}

function writePassedCase(installs: number, name: string): string {
  return writeElement("testcase", { name: `${installs} installs without mistakes`, classname: name });
}

function writeCase({ rule, location, severity, message, remedy, docs }: Finding, classname: string): string {
  const place = `${location.file}:${location.line}:${location.column}`;
  const text = [place, message, ...(remedy === "" ? [] : [`Fix: ${remedy}`]), docs].join("\n");
  const failure = writeElement("failure", { type: severity, message }, [escapeXml(text)]);
  return writeElement("testcase", { name: `${rule} at ${place}`, classname, file: location.file, line: location.line }, [failure]);
}

function writeElement(name: string, attributes: Readonly<Record<string, string | number>>, children: readonly string[] = []): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value)).replaceAll("\n", " ")}"`);
  if (children.length === 0) return `<${name}${pairs.join("")}/>`;
  const inner = name === "failure" ? children.join("") : `\n${children.join("\n")}\n`;
  return `<${name}${pairs.join("")}>${inner}</${name}>`;
}
