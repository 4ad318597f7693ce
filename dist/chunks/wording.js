import {
  clip,
  serializeJson
} from "./escape.js";

// src/model/baseline.ts
var noBaseline = { file: "", text: "", findings: [] };
var baselineReason = "baseline";
function isKnown({ suppression }) {
  return suppression === baselineReason;
}

// src/report/wording.ts
var severities = ["error", "warning", "note"];
function count(amount, noun) {
  return `${String(amount).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${noun}${amount === 1 ? "" : "s"}`;
}
function enumerate(items, most = items.length) {
  const named = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}
function tally(summary) {
  const amounts = [
    [summary.errors, "error"],
    [summary.warnings, "warning"],
    [summary.notes, "note"]
  ];
  return amounts.filter(([amount]) => amount > 0).map(([amount, noun]) => count(amount, noun)).join(", ");
}
function tallyFindings(findings) {
  const [errors = 0, warnings = 0, notes = 0] = severities.map((severity) => withSeverity(findings, severity).length);
  return tally({ errors, warnings, notes });
}
function describeClosing(report) {
  const { summary } = report;
  const found = tally(summary);
  if (!found && summary.installs === 0)
    return [`No Istio install found in ${nameRoots(report)} (${describeLookedAt(summary)})`, ...describeNotRead(report)].join("; ");
  const extent = `${count(summary.clusters, "cluster")} (${count(summary.installs, "install")}, ${count(summary.files, "file")})`;
  return [`${found || describeNothing(report)} in ${extent}`, ...describeLeftOpen(report)].join("; ");
}
function describeExtent(report) {
  const { summary } = report;
  if (summary.clusters === 0) return [`In ${nameRoots(report)}: ${describeLookedAt(summary)}`, ...describeNotRead(report)].join("; ");
  const amounts = [count(summary.clusters, "cluster"), count(summary.installs, "install"), count(summary.files, "file")];
  return [amounts.join(", "), ...describeLeftOpen(report)].join("; ");
}
function describeVerdict(report) {
  const { summary } = report;
  return tally(summary) || (summary.installs === 0 ? "no Istio install found" : describeNothing(report).toLowerCase());
}
function describeComparison({ base, added, resolved, before, hidden }) {
  const left = hidden && before > 0 ? " (not shown)" : "";
  return `Since ${clip(base, 100)}: ${added.size} new, ${resolved.length} resolved, ${before} there before${left}`;
}
function findPlatformReason(cluster) {
  const { platform } = cluster;
  const { platformLikely: likely } = cluster;
  if (!platform && likely)
    return {
      platform: `platform unknown, probably ${likely.platform}`,
      because: `because ${likely.message}`,
      file: likely.file,
      line: likely.line
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
function listClustersWithoutPlatform(report) {
  return report.clusters.filter(
    (cluster) => !cluster.platform && !cluster.platformLikely && cluster.installs.some(({ component }) => hasPlatformRules(component))
  );
}
function sortProblems(problems) {
  const withCode = (wanted) => problems.filter(({ code }) => code === wanted);
  const isPlatform = ({ code }) => code === "platform-likely" || code === "platform-unknown";
  return {
    read: problems.filter((problem) => !isPlatform(problem)),
    likely: withCode("platform-likely"),
    unknown: withCode("platform-unknown"),
    unrendered: withCode("install-unrendered"),
    unread: withCode("install-unread")
  };
}
function renderErrorText({ code, value }) {
  const on = value === "" ? "a value" : `\`${value}\``;
  const texts = {
    "unknown-platform": `this chart has no platform \`${value}\``,
    "unknown-profile": `this chart has no profile \`${value}\``,
    "unknown-compatibility-version": `this chart has no compatibility version \`${value}\``,
    "defaults-prefix": `${on} stands below \`defaults\`, where only the chart's own values may`,
    schema: `the chart's schema refuses ${on}`,
    "template-error": `a template fails on ${on}`
  };
  return texts[code];
}
function countUnrendered({ clusters, problems }) {
  const installs = clusters.reduce((sum, cluster) => sum + cluster.installs.filter(({ renderError }) => renderError !== null).length, 0);
  return Math.max(installs, problems.filter(({ code }) => code === "install-unrendered").length);
}
function describeUnrendered(amount) {
  return `${count(amount, "chart")} ${amount === 1 ? "does" : "do"} not render`;
}
function openPlatforms({ problems }) {
  const { likely, unknown } = sortProblems(problems);
  const parts = [
    ...unknown.length > 0 ? [`The platform of ${count(unknown.length, "cluster")} is unknown`] : [],
    ...likely.length > 0 ? [`The platform of ${count(likely.length, "cluster")} is only likely`] : []
  ];
  return parts.length === 0 ? [] : [`${parts.join("; ").replace("; The", "; the")}: rules of single platforms were not checked there`];
}
function explainUnknownPlatform(clusters) {
  const names = enumerate(
    clusters.map(({ name }) => formatClusterName(clip(name, 100))),
    5
  );
  return `The platform of ${names} is unknown, so the rules of single platforms were not checked there. Say it with \`--platform gke\` (or eks, aks, openshift, k3s, \u2026), or in \`.istio-preflight.yaml\`:`;
}
function writeConfigurationEntry(cluster) {
  return writePlatformEntry(cluster.name, "gke");
}
function writePlatformEntry(name, platform) {
  return `clusters:
  - name: ${quoteYamlName(clip(name, 100))}
    platform: ${platform}`;
}
function quoteYamlName(name) {
  const plain = /^[a-z][\w./-]*$/i.test(name) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(name);
  return plain ? name : serializeJson(name);
}
function formatClusterName(name) {
  return name === "" || name === "." ? "this repository" : name;
}
var mostClustersNamed = 10;
function describeFurtherClusters({ cluster, clusters }, show = formatClusterName) {
  const others = clusters.filter((name) => name !== cluster);
  return others.length === 0 ? void 0 : `Also breaks ${enumerate(others.map(show), mostClustersNamed)}`;
}
function listRelatedBesides(finding, reason) {
  return finding.related.filter(({ location }) => location.file !== reason?.file || location.line !== reason.line);
}
function withSeverity(findings, severity) {
  return findings.filter((finding) => finding.severity === severity);
}
function describeNothing(report) {
  const { comparison, suppressed } = report;
  if (comparison?.hidden && comparison.before > 0 || suppressed.some(isKnown)) return "Nothing new";
  const unrendered = countUnrendered(report);
  return unrendered > 0 ? describeUnrendered(unrendered) : "No mistakes found";
}
function describeNotRead({ problems }) {
  const amount = new Set(sortProblems(problems).unread.map(({ location }) => location?.file)).size;
  if (amount === 0) return [];
  return [
    amount === 1 ? "1 file seems to install Istio and is not read" : `${count(amount, "file")} seem to install Istio and are not read`
  ];
}
function describeLeftOpen(report) {
  const { suppressed, unknown } = report.summary;
  const parts = [];
  const known = report.suppressed.filter(isKnown).length;
  if (known > 0) parts.push(`${known} known from the baseline`);
  if (suppressed > known) parts.push(`${suppressed - known} suppressed`);
  if (unknown > 0) parts.push(`${count(unknown, "install")} ${unknown === 1 ? "has" : "have"} values known only at deployment`);
  const { unrendered } = sortProblems(report.problems);
  const isSaid = tally(report.summary) === "" && describeNothing(report) === describeUnrendered(unrendered.length);
  if (unrendered.length > 0 && !isSaid) parts.push(describeUnrendered(unrendered.length));
  return [...parts, ...describeNotRead(report)];
}
function nameRoots({ roots }) {
  const named = roots.filter((root) => root !== "." && root !== "").map((root) => clip(root, 200));
  return named.length > 0 ? enumerate(named, 5) : "this directory";
}
function describeLookedAt({ files }) {
  return `looked at ${count(files, "file")}: scripts, Helm values, Argo CD, Flux, Kustomize and plain manifests`;
}
function findBestEvidence(cluster) {
  const supporting = cluster.evidence.filter(({ platform }) => platform === cluster.platform);
  const weigh = ({ strength, fact, link, message }) => strengths.indexOf(strength) * 1e3 + (fact === null ? 0 : 100) + (link === void 0 ? links.length : links.indexOf(link)) * 10 + (/\b(?:creat|describ|install|start)ed here|creates an?\b/.test(message) ? 0 : 1);
  return supporting.reduce((best, next) => best && weigh(best) <= weigh(next) ? best : next, void 0);
}
var strengths = ["strong", "medium", "weak"];
var links = ["configuration", "own", "identity", "containment", "sequence", "sole", "environment", "tree", "place"];
function hasPlatformRules(component) {
  return ["istiod", "cni", "ztunnel", "gateway", "ambient"].includes(component);
}

export {
  noBaseline,
  baselineReason,
  isKnown,
  severities,
  count,
  enumerate,
  tallyFindings,
  describeClosing,
  describeExtent,
  describeVerdict,
  describeComparison,
  findPlatformReason,
  listClustersWithoutPlatform,
  sortProblems,
  renderErrorText,
  countUnrendered,
  describeUnrendered,
  openPlatforms,
  explainUnknownPlatform,
  writeConfigurationEntry,
  writePlatformEntry,
  quoteYamlName,
  formatClusterName,
  describeFurtherClusters,
  listRelatedBesides,
  withSeverity,
  hasPlatformRules
};
