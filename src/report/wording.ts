import { isKnown } from "../model/baseline.ts";
import type { ClusterDocument, Evidence, LinkKind, Platform, Strength } from "../model/cluster.ts";
import type { Comparison } from "../model/comparison.ts";
import type { Finding, Severity } from "../model/finding.ts";
import type { Component, RenderError } from "../model/install.ts";
import type { LocatedProblem, Report, Summary } from "../model/report.ts";
import { clip, serializeJson } from "./escape.ts";

/** The severities, the most severe first. */
export const severities: readonly Severity[] = ["error", "warning", "note"];

/** Formats an amount with its noun: "1 error", "2 errors", "6,600 files". */
export function count(amount: number, noun: string): string {
  return `${String(amount).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${noun}${amount === 1 ? "" : "s"}`;
}

/** Joins items: "a", "a and b", "a, b and c"; items beyond `most` are only counted. */
export function enumerate(items: readonly string[], most = items.length): string {
  const named = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}

/** Formats the number of findings by severity: "2 errors, 1 warning"; empty if none exist. */
export function tally(summary: Pick<Summary, "errors" | "warnings" | "notes">): string {
  const amounts = [
    [summary.errors, "error"],
    [summary.warnings, "warning"],
    [summary.notes, "note"],
  ] as const;
  return amounts
    .filter(([amount]) => amount > 0)
    .map(([amount, noun]) => count(amount, noun))
    .join(", ");
}

/** Formats the number of some findings by severity. */
export function tallyFindings(findings: readonly Finding[]): string {
  const [errors = 0, warnings = 0, notes = 0] = severities.map((severity) => withSeverity(findings, severity).length);
  return tally({ errors, warnings, notes });
}

/** Returns the last line of a report: the findings, the number of clusters and files, and what remained unknown. */
export function describeClosing(report: Report): string {
  const { summary } = report;
  const found = tally(summary);
  if (!found && summary.installs === 0)
    return [`No Istio install found in ${nameRoots(report)} (${describeLookedAt(summary)})`, ...describeNotRead(report)].join("; ");
  const extent = `${count(summary.clusters, "cluster")} (${count(summary.installs, "install")}, ${count(summary.files, "file")})`;
  return [`${found || describeNothing(report)} in ${extent}`, ...describeLeftOpen(report)].join("; ");
}

/** Returns the line below a verdict, without the parts that the verdict already contains. */
export function describeExtent(report: Report): string {
  const { summary } = report;
  if (summary.clusters === 0) return [`In ${nameRoots(report)}: ${describeLookedAt(summary)}`, ...describeNotRead(report)].join("; ");
  const amounts = [count(summary.clusters, "cluster"), count(summary.installs, "install"), count(summary.files, "file")];
  return [amounts.join(", "), ...describeLeftOpen(report)].join("; ");
}

/** Returns the short verdict for a heading. */
export function describeVerdict(report: Report): string {
  const { summary } = report;
  return tally(summary) || (summary.installs === 0 ? "no Istio install found" : describeNothing(report).toLowerCase());
}

/** Summarizes a comparison: "Since main (1a2b3c4): 2 new, 1 resolved, 5 there before (not shown)". */
export function describeComparison({ base, added, resolved, before, hidden }: Comparison): string {
  const left = hidden && before > 0 ? " (not shown)" : "";
  return `Since ${clip(base, 100)}: ${added.size} new, ${resolved.length} resolved, ${before} there before${left}`;
}

/** The reason for a cluster's platform, in parts that each reporter escapes in its own way. */
export interface PlatformReason {
  /** The platform in words: "gke", "probably gke", "platform unknown". */
  readonly platform: string;
  /** A clause such as "because a GKE cluster is created here"; empty if there is no reason. */
  readonly because: string;
  readonly file?: string;
  readonly line?: number;
}

/** Returns the platform of a cluster and the strongest reason for it. */
export function findPlatformReason(cluster: ClusterDocument): PlatformReason {
  const { platform } = cluster;
  const { platformLikely: likely } = cluster;
  if (!platform && likely)
    return {
      platform: `platform unknown, probably ${likely.platform}`,
      because: `because ${likely.message}`,
      file: likely.file,
      line: likely.line,
    };
  if (!platform) return { platform: "platform unknown", because: "" };
  if (cluster.platformSource === "flag") return { platform, because: "as --platform says" };
  if (cluster.platformSource === "configuration") return { platform, because: "as the configuration says" };
  const evidence = findBestEvidence(cluster);
  const name = cluster.platformStrength === "strong" ? platform : `probably ${platform}`;
  if (evidence) return { platform: name, because: `because ${evidence.message}`, file: evidence.file, line: evidence.line };
  const install = cluster.installs.find((candidate) => candidate.platform === platform);
  if (!install) return { platform: name, because: "" };
  return { platform: name, because: `because ${install.component} is installed for it`, file: install.file, line: install.line };
}

/** Returns the clusters with an unknown platform to which rules of a platform might apply. */
export function listClustersWithoutPlatform(report: Report): ClusterDocument[] {
  return report.clusters.filter(
    (cluster) => !cluster.platform && !cluster.platformLikely && cluster.installs.some(({ component }) => hasPlatformRules(component)),
  );
}

/** Problems by the way they are shown: unknown platforms have their own sections in a report. */
export interface SortedProblems {
  /** Problems with files or references that cannot be read or resolved. */
  readonly read: readonly LocatedProblem[];
  readonly likely: readonly LocatedProblem[];
  readonly unknown: readonly LocatedProblem[];
  /** Charts that do not render; `read` has them too. */
  readonly unrendered: readonly LocatedProblem[];
  /** Installs in files that are not read; `read` has them too. */
  readonly unread: readonly LocatedProblem[];
}

/** Groups the problems of a report. */
export function sortProblems(problems: readonly LocatedProblem[]): SortedProblems {
  const withCode = (wanted: string) => problems.filter(({ code }) => code === wanted);
  const isPlatform = ({ code }: LocatedProblem) => code === "platform-likely" || code === "platform-unknown";
  return {
    read: problems.filter((problem) => !isPlatform(problem)),
    likely: withCode("platform-likely"),
    unknown: withCode("platform-unknown"),
    unrendered: withCode("install-unrendered"),
    unread: withCode("install-unread"),
  };
}

/** Why a chart does not render, as a clause. */
export function renderErrorText({ code, value }: RenderError): string {
  const on = value === "" ? "a value" : `\`${value}\``;
  const texts: Readonly<Record<RenderError["code"], string>> = {
    "unknown-platform": `this chart has no platform \`${value}\``,
    "unknown-profile": `this chart has no profile \`${value}\``,
    "unknown-compatibility-version": `this chart has no compatibility version \`${value}\``,
    "defaults-prefix": `${on} stands below \`defaults\`, where only the chart's own values may`,
    schema: `the chart's schema refuses ${on}`,
    "template-error": `a template fails on ${on}`,
  };
  return texts[code];
}

/** How many installs have a chart that does not render. */
export function countUnrendered({ clusters, problems }: Pick<Report, "clusters" | "problems">): number {
  const installs = clusters.reduce((sum, cluster) => sum + cluster.installs.filter(({ renderError }) => renderError !== null).length, 0);
  return Math.max(installs, problems.filter(({ code }) => code === "install-unrendered").length);
}

/** "1 chart does not render". */
export function describeUnrendered(amount: number): string {
  return `${count(amount, "chart")} ${amount === 1 ? "does" : "do"} not render`;
}

/** Returns one line about unknown platforms; empty if all are known. */
export function openPlatforms({ problems }: Pick<Report, "problems">): string[] {
  const { likely, unknown } = sortProblems(problems);
  const parts = [
    ...(unknown.length > 0 ? [`The platform of ${count(unknown.length, "cluster")} is unknown`] : []),
    ...(likely.length > 0 ? [`The platform of ${count(likely.length, "cluster")} is only likely`] : []),
  ];
  return parts.length === 0 ? [] : [`${parts.join("; ").replace("; The", "; the")}: rules of single platforms were not checked there`];
}

/** Explains what the repository cannot show, and how to configure it; the configuration entry follows. */
export function explainUnknownPlatform(clusters: readonly ClusterDocument[]): string {
  const names = enumerate(
    clusters.map(({ name }) => formatClusterName(clip(name, 100))),
    5,
  );
  return `The platform of ${names} is unknown, so the rules of single platforms were not checked there. Say it with \`--platform gke\` (or eks, aks, openshift, k3s, …), or in \`.istio-preflight.yaml\`:`;
}

/** Returns the configuration entry that sets a cluster's platform, as YAML. */
export function writeConfigurationEntry(cluster: ClusterDocument): string {
  return writePlatformEntry(cluster.name, "gke");
}

/** Returns the configuration entry that sets the platform of a cluster by name, as YAML. */
export function writePlatformEntry(name: string, platform: Platform): string {
  return `clusters:\n  - name: ${quoteYamlName(clip(name, 100))}\n    platform: ${platform}`;
}

/** Writes a name as YAML, with quotes if a plain scalar would not be read as the same text. */
export function quoteYamlName(name: string): string {
  const plain = /^[a-z][\w./-]*$/i.test(name) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(name);
  return plain ? name : serializeJson(name);
}

/** Returns the name of a cluster for people. */
export function formatClusterName(name: string): string {
  return name === "" || name === "." ? "this repository" : name;
}

const mostClustersNamed = 10;

/**
 * Returns a sentence such as "Also breaks prod-us and stage" with the other clusters of a finding; undefined if it concerns only
 * the cluster that it is shown in.
 */
export function describeFurtherClusters(
  { cluster, clusters }: Finding,
  show: (name: string) => string = formatClusterName,
): string | undefined {
  const others = clusters.filter((name) => name !== cluster);
  return others.length === 0 ? undefined : `Also breaks ${enumerate(others.map(show), mostClustersNamed)}`;
}

/** Returns the places that explain a finding, without the place that is already in the heading of the cluster. */
export function listRelatedBesides(finding: Finding, reason: PlatformReason | undefined): Finding["related"] {
  return finding.related.filter(({ location }) => location.file !== reason?.file || location.line !== reason.line);
}

/** Returns the findings with one severity. */
export function withSeverity(findings: readonly Finding[], severity: Severity): Finding[] {
  return findings.filter((finding) => finding.severity === severity);
}

function describeNothing(report: Report): string {
  const { comparison, suppressed } = report;
  if ((comparison?.hidden && comparison.before > 0) || suppressed.some(isKnown)) return "Nothing new";
  const unrendered = countUnrendered(report);
  return unrendered > 0 ? describeUnrendered(unrendered) : "No mistakes found";
}

/** One part of a closing line on files that seem to install Istio; nothing where all are read. */
function describeNotRead({ problems }: Pick<Report, "problems">): string[] {
  const amount = new Set(sortProblems(problems).unread.map(({ location }) => location?.file)).size;
  if (amount === 0) return [];
  return [
    amount === 1 ? "1 file seems to install Istio and is not read" : `${count(amount, "file")} seem to install Istio and are not read`,
  ];
}

function describeLeftOpen(report: Report): string[] {
  const { suppressed, unknown } = report.summary;
  const parts: string[] = [];
  const known = report.suppressed.filter(isKnown).length;
  if (known > 0) parts.push(`${known} known from the baseline`);
  if (suppressed > known) parts.push(`${suppressed - known} suppressed`);
  if (unknown > 0) parts.push(`${count(unknown, "install")} ${unknown === 1 ? "has" : "have"} values known only at deployment`);
  const { unrendered } = sortProblems(report.problems);
  const isSaid = tally(report.summary) === "" && describeNothing(report) === describeUnrendered(unrendered.length);
  if (unrendered.length > 0 && !isSaid) parts.push(describeUnrendered(unrendered.length));
  return [...parts, ...describeNotRead(report)];
}

function nameRoots({ roots }: Report): string {
  const named = roots.filter((root) => root !== "." && root !== "").map((root) => clip(root, 200));
  return named.length > 0 ? enumerate(named, 5) : "this directory";
}

function describeLookedAt({ files }: Summary): string {
  return `looked at ${count(files, "file")}: scripts, Helm values, Argo CD, Flux, Kustomize and plain manifests`;
}

function findBestEvidence(cluster: ClusterDocument): Evidence | undefined {
  const supporting = cluster.evidence.filter(({ platform }) => platform === cluster.platform);
  const weigh = ({ strength, fact, link, message }: Evidence) =>
    strengths.indexOf(strength) * 1000 +
    (fact === null ? 0 : 100) +
    (link === undefined ? links.length : links.indexOf(link)) * 10 +
    (/\b(?:creat|describ|install|start)ed here|creates an?\b/.test(message) ? 0 : 1);
  return supporting.reduce<Evidence | undefined>((best, next) => (best && weigh(best) <= weigh(next) ? best : next), undefined);
}

const strengths: readonly Strength[] = ["strong", "medium", "weak"];

/** The kinds of links from evidence to a cluster, the most conclusive first. */
const links: readonly LinkKind[] = ["configuration", "own", "identity", "containment", "sequence", "sole", "environment", "tree", "place"];

/**
 * Checks whether rules of platforms concern a component. They check Istio's workloads; the base chart and other CNI plugins do not vary.
 */
export function hasPlatformRules(component: Component): boolean {
  return ["istiod", "cni", "ztunnel", "gateway", "ambient"].includes(component);
}
