import {
  nameCode,
  renderFindingMarkdown,
  renderPlaceMarkdown,
  renderProseMarkdown
} from "./finding-markdown.js";
import {
  formatSetting
} from "./inspect-text.js";
import {
  groupByCluster,
  groupInEachCluster
} from "./grouping.js";
import {
  count,
  countUnrendered,
  describeComparison,
  describeExtent,
  describeUnrendered,
  describeVerdict,
  enumerate,
  explainUnknownPlatform,
  findPlatformReason,
  listClustersWithoutPlatform,
  severities,
  sortProblems,
  tallyFindings,
  withSeverity,
  writeConfigurationEntry
} from "./wording.js";
import {
  clip,
  escapeMarkdown,
  toCodeBlock,
  toCodeSpan,
  toTableRow
} from "./escape.js";

// src/report/budget.ts
function takeFitting(items, budget) {
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
function renderComparison(comparison, place, budget) {
  if (!comparison) return [];
  const { settings, resolved } = comparison;
  return [
    `**${withCommit(escapeMarkdown(describeComparison(comparison)), comparison)}**`,
    ...renderSettings(settings, place, budget / 2),
    ...foldItems(`Resolved: ${resolved.length}`, resolved.map(renderResolvedItem), budget / 4)
  ];
}
function withCommit(text, { base }) {
  const id = /(?:^|^\S+ \()([\da-f]{7})\)?$/.exec(base)?.[1];
  return id === void 0 ? text : text.replace(escapeMarkdown(id), id);
}
var shownInstalls = 3;
function renderSettings(settings, place, budget) {
  const items = groupByInstall(settings).map((changes) => installItem(changes, place));
  if (items.length <= shownInstalls) return items.length > 0 && items.join("\n").length <= budget ? [items.join("\n")] : [];
  return foldItems(`${count(settings.length, "effective setting")} changed`, items, budget);
}
function groupByInstall(settings) {
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
  const install = toCodeSpan(clip(release ?? component, 100));
  const settings = enumerate(changes.map(renderSetting), mostOfInstall);
  return `- After this change ${install} on ${nameCode(cluster)} runs with ${settings}: ${renderPlaceMarkdown(file, line, place)}`;
}
var mostOfInstall = 8;
function renderSetting({ setting, before, after }) {
  const [then, now] = [before, after].map((value) => toCodeSpan(clip(formatSetting(value), 200)));
  return `${toCodeSpan(setting)} ${now} (was ${then})`;
}
function renderResolvedItem({ rule, location: { file, line } }) {
  return `- ${toCodeSpan(clip(rule, 100))} at ${toCodeSpan(`${clip(file, 300)}:${line}`)}`;
}
function foldItems(title, items, budget) {
  if (items.length === 0) return [];
  const shown = takeFitting(items, budget);
  const left = items.length - shown.length;
  const lines = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [`<details><summary>${title}</summary>`, lines.join("\n"), "</details>"];
}

// src/report/markdown.ts
function renderMarkdownReport(report, options = {}) {
  const budget = options.budget ?? 65e3;
  const place = options.link ?? (() => void 0);
  const head = [
    `## ${escapeMarkdown(options.heading ?? "Istio preflight")}: ${describeVerdict(report)}`,
    escapeMarkdown(describeExtent(report)),
    ...renderComparison(report.comparison, place, budget / 5)
  ];
  const table = renderClusterTable(report, place, budget / 4);
  const { read, likely } = sortProblems(report.problems);
  const tail = [...renderProblems(read, place, budget / 5), ...renderLikely(likely), ...renderUnknownPlatforms(report)];
  const used = joinParagraphs([...head, ...table, ...tail]).length;
  const { added, others } = renderFindings(report, place, budget - used);
  return joinParagraphs([...head, ...added, ...table, ...others, ...tail]);
}
function joinParagraphs(parts) {
  return `${parts.join("\n\n")}
`;
}
function renderClusterTable(report, place, budget) {
  if (report.clusters.length === 0) return [];
  const groups = groupInEachCluster(report.findings);
  const ordered = [...report.clusters.filter(({ name }) => groups.has(name)), ...report.clusters.filter(({ name }) => !groups.has(name))];
  const rows = takeFitting(listClusterRows(ordered, groups, place), budget);
  const table = ["| Cluster | Findings | Platform |", "|---|---|---|", ...rows].join("\n");
  const left = ordered.length - rows.length;
  return left > 0 ? [table, `${count(left, "more cluster")} not shown here.`] : [table];
}
function* listClusterRows(clusters, groups, place) {
  for (const cluster of clusters) {
    const found = tallyFindings(groups.get(cluster.name) ?? []).replace(/(?<=\d) /g, "\xA0") || describeNothingFound(cluster);
    yield toTableRow([nameCode(cluster.name), found, renderReason(findPlatformReason(cluster), place)]);
  }
}
function describeNothingFound(cluster) {
  const unrendered = countUnrendered({ clusters: [cluster], problems: [] });
  return unrendered > 0 ? describeUnrendered(unrendered) : "none";
}
function renderReason(reason, place) {
  const because = reason.because ? `, ${escapeMarkdown(clip(reason.because, 300))}` : "";
  const where = reason.file === void 0 ? "" : ` (${renderPlaceMarkdown(reason.file, reason.line ?? 1, place)})`;
  return `${reason.platform}${because}${where}`;
}
function renderFindings(report, place, budget) {
  const reasons = new Map(report.clusters.map((cluster) => [cluster.name, findPlatformReason(cluster)]));
  const ranked = groupFindings(report).flatMap(({ findings }) => severities.flatMap((severity) => withSeverity(findings, severity)));
  const chosen = /* @__PURE__ */ new Map();
  const named = /* @__PURE__ */ new Set();
  let room = budget - leftOutReserve;
  for (const finding of ranked) {
    const text = renderFindingMarkdown(finding, reasons.get(finding.cluster), place);
    const name = `${report.comparison?.added.has(finding.fingerprint)} ${finding.cluster}`;
    room -= text.length + 2 + (named.has(name) ? 0 : renderClusterHeading(finding.cluster).length + 2);
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
  const parts = [...groupByCluster(shown)].flatMap(([name, own]) => [
    renderClusterHeading(name),
    ...own.map((finding) => chosen.get(finding) ?? "")
  ]);
  if (title === "before") return [`<details><summary>There before: ${tallyFindings(findings)}</summary>`, ...parts, "</details>"];
  return title === "new" ? ["**New in this change:**", ...parts] : parts;
}
var leftOutReserve = 300;
function renderClusterHeading(name) {
  return `### ${nameCode(name)}`;
}
function renderProblems(problems, place, budget) {
  if (problems.length === 0) return [];
  const items = takeFitting(
    problems.map((problem) => renderProblemItem(problem, place)),
    budget
  );
  const left = problems.length - items.length;
  const lines = left > 0 ? [...items, `- and ${left} more`] : items;
  return [`<details><summary>Could not read or resolve: ${problems.length}</summary>`, lines.join("\n"), "</details>"];
}
function renderProblemItem({ location, message }, place) {
  const where = location ? `${renderPlaceMarkdown(location.file, location.line, place)} ` : "";
  return `- ${where}${escapeMarkdown(clip(message, 500))}`;
}
var likelyShown = 5;
function renderLikely(problems) {
  const left = problems.length - likelyShown;
  return [
    ...problems.slice(0, likelyShown).flatMap(({ message }) => renderProseMarkdown(clip(message, 1e3))),
    ...left > 0 ? [`And ${count(left, "more cluster")} with a likely platform.`] : []
  ];
}
function renderUnknownPlatforms(report) {
  const clusters = listClustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return [];
  return [escapeMarkdown(explainUnknownPlatform(clusters)), toCodeBlock(writeConfigurationEntry(first), "yaml")];
}

export {
  takeFitting,
  renderMarkdownReport
};
