import type { ClusterDocument } from "../model/cluster.ts";
import type { Finding } from "../model/finding.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { takeFitting } from "./budget.ts";
import { renderComparison } from "./comparison-markdown.ts";
import { clip, escapeMarkdown, toCodeBlock, toTableRow } from "./escape.ts";
import { nameCode, type PlaceLink, renderFindingMarkdown, renderPlaceMarkdown, renderProseMarkdown } from "./finding-markdown.ts";
import { groupByCluster, groupInEachCluster } from "./grouping.ts";
import {
  count,
  countUnrendered,
  describeExtent,
  describeUnrendered,
  describeVerdict,
  explainUnknownPlatform,
  findPlatformReason,
  listClustersWithoutPlatform,
  type PlatformReason,
  severities,
  sortProblems,
  tallyFindings,
  withSeverity,
  writeConfigurationEntry,
} from "./wording.ts";

export interface MarkdownOptions {
  /** Returns the web address of a line; without it, places are plain text. */
  readonly link?: PlaceLink;
  /** The maximum size in UTF-16 units; GitHub rejects a comment of more than 65,536. */
  readonly budget?: number;
  /** The text before the verdict. */
  readonly heading?: string;
}

/** Renders the report for a job summary or a pull-request comment. Findings that exceed the budget are omitted as a whole, and counted. */
export function renderMarkdownReport(report: Report, options: MarkdownOptions = {}): string {
  const budget = options.budget ?? 65_000;
  const place = options.link ?? (() => undefined);
  const head = [
    `## ${escapeMarkdown(options.heading ?? "Istio preflight")}: ${describeVerdict(report)}`,
    escapeMarkdown(describeExtent(report)),
    ...renderComparison(report.comparison, place, budget / 5),
  ];
  const table = renderClusterTable(report, place, budget / 4);
  const { read, likely } = sortProblems(report.problems);
  const tail = [...renderProblems(read, place, budget / 5), ...renderLikely(likely), ...renderUnknownPlatforms(report)];
  const used = joinParagraphs([...head, ...table, ...tail]).length;
  const { added, others } = renderFindings(report, place, budget - used);
  return joinParagraphs([...head, ...added, ...table, ...others, ...tail]);
}

function joinParagraphs(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}

function renderClusterTable(report: Report, place: PlaceLink, budget: number): string[] {
  if (report.clusters.length === 0) return [];
  const groups = groupInEachCluster(report.findings);
  const ordered = [...report.clusters.filter(({ name }) => groups.has(name)), ...report.clusters.filter(({ name }) => !groups.has(name))];
  const rows = takeFitting(listClusterRows(ordered, groups, place), budget);
  const table = ["| Cluster | Findings | Platform |", "|---|---|---|", ...rows].join("\n");
  const left = ordered.length - rows.length;
  return left > 0 ? [table, `${count(left, "more cluster")} not shown here.`] : [table];
}

function* listClusterRows(
  clusters: readonly ClusterDocument[],
  groups: ReadonlyMap<string, Finding[]>,
  place: PlaceLink,
): Generator<string> {
  for (const cluster of clusters) {
    // The most important column comes first, because narrow screens do not show the last one.
    const found = tallyFindings(groups.get(cluster.name) ?? []).replace(/(?<=\d) /g, "\u00a0") || describeNothingFound(cluster);
    yield toTableRow([nameCode(cluster.name), found, renderReason(findPlatformReason(cluster), place)]);
  }
}

function describeNothingFound(cluster: ClusterDocument): string {
  const unrendered = countUnrendered({ clusters: [cluster], problems: [] });
  return unrendered > 0 ? describeUnrendered(unrendered) : "none";
}

function renderReason(reason: PlatformReason, place: PlaceLink): string {
  const because = reason.because ? `, ${escapeMarkdown(clip(reason.because, 300))}` : "";
  const where = reason.file === undefined ? "" : ` (${renderPlaceMarkdown(reason.file, reason.line ?? 1, place)})`;
  return `${reason.platform}${because}${where}`;
}

/** Selects the findings that fit, new and severe ones first, and shows them in the order of the report. */
function renderFindings(report: Report, place: PlaceLink, budget: number): Sections {
  const reasons = new Map(report.clusters.map((cluster) => [cluster.name, findPlatformReason(cluster)]));
  const ranked = groupFindings(report).flatMap(({ findings }) => severities.flatMap((severity) => withSeverity(findings, severity)));
  const chosen = new Map<Finding, string>();
  const named = new Set<string>();
  let room = budget - leftOutReserve;
  for (const finding of ranked) {
    const text = renderFindingMarkdown(finding, reasons.get(finding.cluster), place);
    // A cluster may have two headings: one for new findings and one for earlier ones.
    const name = `${report.comparison?.added.has(finding.fingerprint)} ${finding.cluster}`;
    room -= text.length + 2 + (named.has(name) ? 0 : renderClusterHeading(finding.cluster).length + 2);
    if (room < 0) break;
    named.add(name);
    chosen.set(finding, text);
  }
  const sections = (isAdded: boolean) =>
    groupFindings(report).flatMap(({ title, findings }) => ((title === "new") === isAdded ? groupSection(title, findings, chosen) : []));
  const left = ranked.slice(chosen.size);
  const note = left.length > 0 ? [`**Left out here for its length:** ${tallyFindings(left)}. \`npx istio-preflight\` shows all.`] : [];
  return { added: sections(true), others: [...sections(false), ...note] };
}

/** Findings that the change has caused come before the table of clusters, all others after it. */
interface Sections {
  readonly added: readonly string[];
  readonly others: readonly string[];
}

interface FindingGroup {
  /** The heading of the group, which may be folded; undefined if there is only one group. */
  readonly title: "new" | "before" | undefined;
  readonly findings: readonly Finding[];
}

function groupFindings({ findings, comparison }: Report): FindingGroup[] {
  if (!comparison || comparison.hidden) return [{ title: undefined, findings }];
  const isAdded = ({ fingerprint }: Finding) => comparison.added.has(fingerprint);
  return [
    { title: "new", findings: findings.filter(isAdded) },
    { title: "before", findings: findings.filter((finding) => !isAdded(finding)) },
  ];
}

function groupSection(title: FindingGroup["title"], findings: readonly Finding[], chosen: ReadonlyMap<Finding, string>): string[] {
  const shown = findings.filter((finding) => chosen.has(finding));
  if (shown.length === 0) return [];
  const parts = [...groupByCluster(shown)].flatMap(([name, own]) => [
    renderClusterHeading(name),
    ...own.map((finding) => chosen.get(finding) ?? ""),
  ]);
  if (title === "before") return [`<details><summary>There before: ${tallyFindings(findings)}</summary>`, ...parts, "</details>"];
  return title === "new" ? ["**New in this change:**", ...parts] : parts;
}

/** Space for the line that counts omitted findings, and for the markup around groups. */
const leftOutReserve = 300;

function renderClusterHeading(name: string): string {
  return `### ${nameCode(name)}`;
}

function renderProblems(problems: readonly LocatedProblem[], place: PlaceLink, budget: number): string[] {
  if (problems.length === 0) return [];
  const items = takeFitting(
    problems.map((problem) => renderProblemItem(problem, place)),
    budget,
  );
  const left = problems.length - items.length;
  const lines = left > 0 ? [...items, `- and ${left} more`] : items;
  return [`<details><summary>Could not read or resolve: ${problems.length}</summary>`, lines.join("\n"), "</details>"];
}

function renderProblemItem({ location, message }: LocatedProblem, place: PlaceLink): string {
  const where = location ? `${renderPlaceMarkdown(location.file, location.line, place)} ` : "";
  return `- ${where}${escapeMarkdown(clip(message, 500))}`;
}

/** The maximum number of likely platforms in a report. */
const likelyShown = 5;

function renderLikely(problems: readonly LocatedProblem[]): string[] {
  const left = problems.length - likelyShown;
  return [
    ...problems.slice(0, likelyShown).flatMap(({ message }) => renderProseMarkdown(clip(message, 1000))),
    ...(left > 0 ? [`And ${count(left, "more cluster")} with a likely platform.`] : []),
  ];
}

function renderUnknownPlatforms(report: Report): string[] {
  const clusters = listClustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return [];
  return [escapeMarkdown(explainUnknownPlatform(clusters)), toCodeBlock(writeConfigurationEntry(first), "yaml")];
}
