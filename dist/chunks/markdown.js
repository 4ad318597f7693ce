import {
  findingMarkdown,
  nameCode,
  placeMarkdown,
  proseMarkdown
} from "./finding-markdown.js";
import {
  settingText
} from "./inspect-text.js";
import {
  byCluster,
  clustersWithoutPlatform,
  comparisonText,
  configurationEntry,
  count,
  countUnrendered,
  enumerate,
  extent,
  inClusters,
  platformReason,
  severities,
  sortedProblems,
  tallyFindings,
  unknownPlatformText,
  unrenderedText,
  verdict,
  withSeverity
} from "./wording.js";
import {
  clip,
  code,
  codeBlock,
  markdown,
  row
} from "./escape.js";

// src/report/budget.ts
function fitting(items, budget) {
  const taken = [];
  let room = budget;
  for (const item of items) {
    room -= item.length + 1;
    if (room < 0) break;
    taken.push(item);
  }
  return taken;
}

// src/report/comparison-markdown.ts
function comparisonSection(comparison, place, budget) {
  if (!comparison) return [];
  const { settings, resolved } = comparison;
  return [
    `**${withCommit(markdown(comparisonText(comparison)), comparison)}**`,
    ...settingsSection(settings, place, budget / 2),
    ...folded(`Resolved: ${resolved.length}`, resolved.map(resolvedItem), budget / 4)
  ];
}
function withCommit(text, { base }) {
  const id = /(?:^|^\S+ \()([\da-f]{7})\)?$/.exec(base)?.[1];
  return id === void 0 ? text : text.replace(markdown(id), id);
}
var shownInstalls = 3;
function settingsSection(settings, place, budget) {
  const items = byInstall(settings).map((changes) => installItem(changes, place));
  if (items.length <= shownInstalls) return items.length > 0 && items.join("\n").length <= budget ? [items.join("\n")] : [];
  return folded(`${count(settings.length, "effective setting")} changed`, items, budget);
}
function byInstall(settings) {
  const groups = /* @__PURE__ */ new Map();
  for (const change of settings) {
    const { cluster, component, release, file, line } = change;
    const key = JSON.stringify([cluster, component, release, file, line]);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}
function installItem(changes, place) {
  const [{ cluster, component, release, file, line }] = changes;
  const install = code(clip(release ?? component, 100));
  const settings = enumerate(changes.map(settingMarkdown), mostOfInstall);
  return `- After this change ${install} on ${nameCode(cluster)} runs with ${settings}: ${placeMarkdown(file, line, place)}`;
}
var mostOfInstall = 8;
function settingMarkdown({ setting, before, after }) {
  const [then, now] = [before, after].map((value) => code(clip(settingText(value), 200)));
  return `${code(setting)} ${now} (was ${then})`;
}
function resolvedItem({ rule, location: { file, line } }) {
  return `- ${code(clip(rule, 100))} at ${code(`${clip(file, 300)}:${line}`)}`;
}
function folded(title, items, budget) {
  if (items.length === 0) return [];
  const shown = fitting(items, budget);
  const left = items.length - shown.length;
  const lines = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [`<details><summary>${title}</summary>`, lines.join("\n"), "</details>"];
}

// src/report/markdown.ts
function markdownReport(report, options = {}) {
  const budget = options.budget ?? 65e3;
  const place = options.link ?? (() => void 0);
  const head = [
    `## ${markdown(options.heading ?? "Istio preflight")}: ${verdict(report)}`,
    markdown(extent(report)),
    ...comparisonSection(report.comparison, place, budget / 5)
  ];
  const table = clusterTable(report, place, budget / 4);
  const { read, likely } = sortedProblems(report.problems);
  const tail = [...problemSection(read, place, budget / 5), ...likelySection(likely), ...platformSection(report)];
  const used = paragraphs([...head, ...table, ...tail]).length;
  const { added, others } = findingSections(report, place, budget - used);
  return paragraphs([...head, ...added, ...table, ...others, ...tail]);
}
function paragraphs(parts) {
  return `${parts.join("\n\n")}
`;
}
function clusterTable(report, place, budget) {
  if (report.clusters.length === 0) return [];
  const groups = inClusters(report.findings);
  const ordered = [...report.clusters.filter(({ name }) => groups.has(name)), ...report.clusters.filter(({ name }) => !groups.has(name))];
  const rows = fitting(listClusterRows(ordered, groups, place), budget);
  const table = ["| Cluster | Findings | Platform |", "|---|---|---|", ...rows].join("\n");
  const left = ordered.length - rows.length;
  return left > 0 ? [table, `${count(left, "more cluster")} not shown here.`] : [table];
}
function* listClusterRows(clusters, groups, place) {
  for (const cluster of clusters) {
    const found = tallyFindings(groups.get(cluster.name) ?? []).replace(/(?<=\d) /g, "\xA0") || nothingFound(cluster);
    yield row([nameCode(cluster.name), found, reasonMarkdown(platformReason(cluster), place)]);
  }
}
function nothingFound(cluster) {
  const unrendered = countUnrendered({ clusters: [cluster], problems: [] });
  return unrendered > 0 ? unrenderedText(unrendered) : "none";
}
function reasonMarkdown(reason, place) {
  const because = reason.because ? `, ${markdown(clip(reason.because, 300))}` : "";
  const where = reason.file === void 0 ? "" : ` (${placeMarkdown(reason.file, reason.line ?? 1, place)})`;
  return `${reason.platform}${because}${where}`;
}
function findingSections(report, place, budget) {
  const reasons = new Map(report.clusters.map((cluster) => [cluster.name, platformReason(cluster)]));
  const ranked = groupFindings(report).flatMap(({ findings }) => severities.flatMap((severity) => withSeverity(findings, severity)));
  const chosen = /* @__PURE__ */ new Map();
  const named = /* @__PURE__ */ new Set();
  let room = budget - leftOutReserve;
  for (const finding of ranked) {
    const text = findingMarkdown(finding, reasons.get(finding.cluster), place);
    const name = `${report.comparison?.added.has(finding.fingerprint)} ${finding.cluster}`;
    room -= text.length + 2 + (named.has(name) ? 0 : clusterHeading(finding.cluster).length + 2);
    if (room < 0) break;
    named.add(name);
    chosen.set(finding, text);
  }
  const sections = (isAdded) => groupFindings(report).flatMap(({ title, findings }) => title === "new" === isAdded ? groupSection(title, findings, chosen) : []);
  const left = ranked.slice(chosen.size);
  const note = left.length > 0 ? [`**Left out here for its length:** ${tallyFindings(left)}. \`npx istio-preflight\` shows all.`] : [];
  return { added: sections(true), others: [...sections(false), ...note] };
}
function groupFindings({ findings, comparison }) {
  if (!comparison || comparison.hidden) return [{ title: void 0, findings }];
  const isAdded = ({ fingerprint }) => comparison.added.has(fingerprint);
  return [
    { title: "new", findings: findings.filter(isAdded) },
    { title: "before", findings: findings.filter((finding) => !isAdded(finding)) }
  ];
}
function groupSection(title, findings, chosen) {
  const shown = findings.filter((finding) => chosen.has(finding));
  if (shown.length === 0) return [];
  const parts = [...byCluster(shown)].flatMap(([name, own]) => [clusterHeading(name), ...own.map((finding) => chosen.get(finding) ?? "")]);
  if (title === "before") return [`<details><summary>There before: ${tallyFindings(findings)}</summary>`, ...parts, "</details>"];
  return title === "new" ? ["**New in this change:**", ...parts] : parts;
}
var leftOutReserve = 300;
function clusterHeading(name) {
  return `### ${nameCode(name)}`;
}
function problemSection(problems, place, budget) {
  if (problems.length === 0) return [];
  const items = fitting(
    problems.map((problem) => problemItem(problem, place)),
    budget
  );
  const left = problems.length - items.length;
  const lines = left > 0 ? [...items, `- and ${left} more`] : items;
  return [`<details><summary>Could not read or resolve: ${problems.length}</summary>`, lines.join("\n"), "</details>"];
}
function problemItem({ location, message }, place) {
  const where = location ? `${placeMarkdown(location.file, location.line, place)} ` : "";
  return `- ${where}${markdown(clip(message, 500))}`;
}
var likelyShown = 5;
function likelySection(problems) {
  const left = problems.length - likelyShown;
  return [
    ...problems.slice(0, likelyShown).flatMap(({ message }) => proseMarkdown(clip(message, 1e3))),
    ...left > 0 ? [`And ${count(left, "more cluster")} with a likely platform.`] : []
  ];
}
function platformSection(report) {
  const clusters = clustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return [];
  return [markdown(unknownPlatformText(clusters)), codeBlock(configurationEntry(first), "yaml")];
}

export {
  fitting,
  markdownReport
};
