import { createColors } from "picocolors";
import type { Colors, Formatter } from "picocolors/types";
import type { ClusterDocument } from "../model/cluster.ts";
import type { Finding, Severity } from "../model/finding.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { renderCodeFrame } from "./code-frame.ts";
import { clip, escapeTerminal } from "./escape.ts";
import { groupByCluster } from "./grouping.ts";
import { measureWidth, wrapText } from "./prose.ts";
import {
  countUnrendered,
  describeClosing,
  describeComparison,
  describeFurtherClusters,
  explainUnknownPlatform,
  findPlatformReason,
  formatClusterName,
  listClustersWithoutPlatform,
  listRelatedBesides,
  openPlatforms,
  type PlatformReason,
  sortProblems,
  writeConfigurationEntry,
} from "./wording.ts";

export interface TextOptions {
  readonly color: boolean;
  /** True if only findings and the summary line are written. */
  readonly quiet: boolean;
  /** The width of the terminal in columns. */
  readonly width?: number;
}

/** Renders the report for people, in a terminal or a log. */
export function renderTextReport(report: Report, options: TextOptions): string {
  const colors = createColors(options.color);
  const width = Math.min(Math.max(options.width ?? 100, 40), 120);
  const page = (finding: Finding) => linkPage(finding, options.width === undefined ? Number.POSITIVE_INFINITY : width);
  const sections = [...renderFindings(report, page, width, colors)];
  const { read, likely } = sortProblems(report.problems);
  if (options.quiet) sections.push(...openPlatforms(report).map((line) => colors.yellow(escapeTerminal(line))));
  else
    sections.push(
      ...renderProblems(read, width, colors),
      ...renderLikely(likely, width, colors),
      ...renderUnknownPlatforms(report, width, colors),
    );
  sections.push(renderClosingLine(report, colors));
  return `${sections.join("\n\n")}\n`;
}

/** Renders the heading of a cluster: its name, its platform and the reason; a long reason goes on the lines below. */
export function renderClusterHeading(name: string, reason: PlatformReason | undefined, width: number, colors: Colors): string {
  const shown = escapeTerminal(clip(formatClusterName(name), 100));
  const title = colors.bold(colors.underline(shown));
  if (!reason) return title;
  const { platform, file, line } = reason;
  const because = escapeTerminal(clip(reason.because, 300));
  const place = file === undefined ? "" : `(${escapeTerminal(file)}:${line})`;
  const why = [because, place].filter((part) => part !== "").join(" ");
  if (why === "") return `${title} — ${platform}`;
  if (measureWidth(`${shown} — ${platform}, ${why}`) <= width) {
    return `${title} — ${platform}, ${place === "" ? because : `${because} ${colors.dim(place)}`}`;
  }
  return [`${title} — ${platform}`, ...wrapText(why, width - 2).map((text) => `  ${colors.dim(text)}`)].join("\n");
}

/** Returns the page or command that explains a finding. A terminal would break a long address, which then is not a link; a log does not. */
function linkPage({ rule, docs }: Finding, width: number): string {
  const isBuiltIn = docs.endsWith(`/docs/rules/${rule}.md`);
  return isBuiltIn && measureWidth(`  See: ${docs}`) > width ? `istio-preflight explain ${rule}` : docs;
}

function* renderFindings(report: Report, page: (finding: Finding) => string, width: number, colors: Colors): Generator<string> {
  const clusters = new Map<string, ClusterDocument>(report.clusters.map((cluster) => [cluster.name, cluster]));
  for (const [name, findings] of groupByCluster(report.findings)) {
    const cluster = clusters.get(name);
    const reason = cluster && findPlatformReason(cluster);
    yield renderClusterHeading(name, reason, width, colors);
    for (const finding of findings) yield renderFinding(finding, reason, page(finding), width, colors).join("\n");
  }
}

function renderFinding(finding: Finding, reason: PlatformReason | undefined, page: string, width: number, colors: Colors): string[] {
  const mark = chooseSeverityColor(finding.severity, colors);
  const { file, line, column } = finding.location;
  const label = `${finding.severity}[${escapeTerminal(finding.rule)}]`;
  const [first = "", ...more] = wrapText(finding.message, width, `${label}: `);
  return [
    mark(colors.bold(label)) + colors.bold(first.slice(label.length)),
    ...more.map((text) => colors.bold(`  ${text}`)),
    `  ${colors.dim("-->")} ${colors.cyan(`${escapeTerminal(file)}:${line}:${column}`)}`,
    ...renderCodeFrame(finding, width, { gutter: colors.dim, carets: mark }),
    ...listRelatedBesides(finding, reason).map(
      ({ location, message }) =>
        `  ${colors.cyan(`${escapeTerminal(location.file)}:${location.line}`)}  ${escapeTerminal(clip(message, 300))}`,
    ),
    ...renderFurtherClusters(finding, width),
    ...renderRemedy(finding.remedy, width, colors),
    ...(page ? [`  ${colors.dim(`See: ${escapeTerminal(page)}`)}`] : []),
  ];
}

function renderFurtherClusters(finding: Finding, width: number): string[] {
  const text = describeFurtherClusters(finding, (name) => escapeTerminal(clip(formatClusterName(name), 100)));
  return text === undefined ? [] : wrapText(text, width - 2).map((line) => `  ${line}`);
}

function renderRemedy(remedy: string, width: number, colors: Colors): string[] {
  if (remedy === "") return [];
  const [first = "", ...more] = wrapText(remedy, width - 7, "Fix: ");
  return [`  ${colors.green("Fix:")}${first.slice("Fix:".length)}`, ...more.map((line) => `       ${line}`.trimEnd())];
}

/** The maximum number of problems that are shown; a repository full of templates has hundreds of the same kind. */
const problemsShown = 20;

function* renderProblems(problems: readonly LocatedProblem[], width: number, colors: Colors): Generator<string> {
  if (problems.length === 0) return;
  const lines = [colors.bold("Problems")];
  for (const { location, message } of problems.slice(0, problemsShown)) {
    const place = location ? `${escapeTerminal(location.file)}:${location.line}` : "";
    const [first = "", ...more] = wrapText(message, width - 2, place && `${place} `);
    lines.push(`  ${colors.cyan(first.slice(0, place.length))}${first.slice(place.length)}`, ...more.map((line) => `    ${line}`));
  }
  const left = problems.length - problemsShown;
  if (left > 0) lines.push(colors.dim(`  and ${left} more; --format json has them all`));
  yield lines.join("\n");
}

/** Lists the platforms with a single piece of evidence, and the lines that confirm them. */
function* renderLikely(problems: readonly LocatedProblem[], width: number, colors: Colors): Generator<string> {
  for (const { message } of problems.slice(0, problemsShown)) yield colors.yellow(wrapText(message, width).join("\n"));
  const left = problems.length - problemsShown;
  if (left > 0) yield colors.dim(`and ${left} more likely platforms; --format json has them all`);
}

/** Explains once what the repository cannot show, and how to configure it. */
function* renderUnknownPlatforms(report: Report, width: number, colors: Colors): Generator<string> {
  const clusters = listClustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return;
  const entry = writeConfigurationEntry(first).split("\n");
  yield [...wrapText(explainUnknownPlatform(clusters), width), "", ...entry.map((line) => colors.dim(`  ${escapeTerminal(line)}`))].join(
    "\n",
  );
}

function renderClosingLine(report: Report, colors: Colors): string {
  const text = escapeTerminal(describeClosing(report));
  const end = text.indexOf(" in ");
  const since = report.comparison ? `${escapeTerminal(describeComparison(report.comparison))}\n` : "";
  return since + colors.bold(chooseClosingColor(report, colors)(text.slice(0, end))) + text.slice(end);
}

function chooseClosingColor(report: Report, colors: Colors): Formatter {
  const { summary, problems } = report;
  if (summary.errors > 0) return colors.red;
  if (summary.warnings > 0) return colors.yellow;
  const isOpen = summary.installs === 0 || sortProblems(problems).unread.length > 0 || countUnrendered(report) > 0;
  return summary.notes > 0 || isOpen ? String : colors.green;
}

function chooseSeverityColor(severity: Severity, colors: Colors): Formatter {
  const marks = { error: colors.red, warning: colors.yellow, note: colors.blue };
  return marks[severity];
}
