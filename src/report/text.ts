import { createColors } from "picocolors";
import type { Colors, Formatter } from "picocolors/types";
import type { ClusterDocument } from "../model/cluster.ts";
import type { Finding, Severity } from "../model/finding.ts";
import type { LocatedProblem, Report } from "../model/report.ts";
import { codeFrame } from "./code-frame.ts";
import { clip, terminal } from "./escape.ts";
import { displayWidth, wrapped } from "./prose.ts";
import {
  byCluster,
  closing,
  clusterName,
  clustersWithoutPlatform,
  comparisonText,
  configurationEntry,
  countUnrendered,
  furtherClusters,
  openPlatforms,
  type PlatformReason,
  platformReason,
  relatedBesides,
  sortedProblems,
  unknownPlatformText,
} from "./wording.ts";

export interface TextOptions {
  readonly color: boolean;
  /** True if only findings and the summary line are written. */
  readonly quiet: boolean;
  /** The width of the terminal in columns. */
  readonly width?: number;
}

/** Renders the report for people, in a terminal or a log. */
export function textReport(report: Report, options: TextOptions): string {
  const colors = createColors(options.color);
  const width = Math.min(Math.max(options.width ?? 100, 40), 120);
  const page = (finding: Finding) => linkPage(finding, options.width === undefined ? Number.POSITIVE_INFINITY : width);
  const sections = [...findingSections(report, page, width, colors)];
  const { read, likely } = sortedProblems(report.problems);
  if (options.quiet) sections.push(...openPlatforms(report).map((line) => colors.yellow(terminal(line))));
  else
    sections.push(
      ...problemSection(read, width, colors),
      ...likelySection(likely, width, colors),
      ...platformSection(report, width, colors),
    );
  sections.push(closingLine(report, colors));
  return `${sections.join("\n\n")}\n`;
}

/** Renders the heading of a cluster: its name, its platform and the reason; a long reason goes on the lines below. */
export function clusterHeading(name: string, reason: PlatformReason | undefined, width: number, colors: Colors): string {
  const shown = terminal(clip(clusterName(name), 100));
  const title = colors.bold(colors.underline(shown));
  if (!reason) return title;
  const { platform, file, line } = reason;
  const because = terminal(clip(reason.because, 300));
  const place = file === undefined ? "" : `(${terminal(file)}:${line})`;
  const why = [because, place].filter((part) => part !== "").join(" ");
  if (why === "") return `${title} — ${platform}`;
  if (displayWidth(`${shown} — ${platform}, ${why}`) <= width) {
    return `${title} — ${platform}, ${place === "" ? because : `${because} ${colors.dim(place)}`}`;
  }
  return [`${title} — ${platform}`, ...wrapped(why, width - 2).map((text) => `  ${colors.dim(text)}`)].join("\n");
}

/** Returns the page or command that explains a finding. A terminal would break a long address, which then is not a link; a log does not. */
function linkPage({ rule, docs }: Finding, width: number): string {
  const isBuiltIn = docs.endsWith(`/docs/rules/${rule}.md`);
  return isBuiltIn && displayWidth(`  See: ${docs}`) > width ? `istio-preflight explain ${rule}` : docs;
}

function* findingSections(report: Report, page: (finding: Finding) => string, width: number, colors: Colors): Generator<string> {
  const clusters = new Map<string, ClusterDocument>(report.clusters.map((cluster) => [cluster.name, cluster]));
  for (const [name, findings] of byCluster(report.findings)) {
    const cluster = clusters.get(name);
    const reason = cluster && platformReason(cluster);
    yield clusterHeading(name, reason, width, colors);
    for (const finding of findings) yield findingText(finding, reason, page(finding), width, colors).join("\n");
  }
}

function findingText(finding: Finding, reason: PlatformReason | undefined, page: string, width: number, colors: Colors): string[] {
  const mark = severityColor(finding.severity, colors);
  const { file, line, column } = finding.location;
  const label = `${finding.severity}[${terminal(finding.rule)}]`;
  const [first = "", ...more] = wrapped(finding.message, width, `${label}: `);
  return [
    mark(colors.bold(label)) + colors.bold(first.slice(label.length)),
    ...more.map((text) => colors.bold(`  ${text}`)),
    `  ${colors.dim("-->")} ${colors.cyan(`${terminal(file)}:${line}:${column}`)}`,
    ...codeFrame(finding, width, { gutter: colors.dim, carets: mark }),
    ...relatedBesides(finding, reason).map(
      ({ location, message }) => `  ${colors.cyan(`${terminal(location.file)}:${location.line}`)}  ${terminal(clip(message, 300))}`,
    ),
    ...furtherClusterLines(finding, width),
    ...remedyLines(finding.remedy, width, colors),
    ...(page ? [`  ${colors.dim(`See: ${terminal(page)}`)}`] : []),
  ];
}

function furtherClusterLines(finding: Finding, width: number): string[] {
  const text = furtherClusters(finding, (name) => terminal(clip(clusterName(name), 100)));
  return text === undefined ? [] : wrapped(text, width - 2).map((line) => `  ${line}`);
}

function remedyLines(remedy: string, width: number, colors: Colors): string[] {
  if (remedy === "") return [];
  const [first = "", ...more] = wrapped(remedy, width - 7, "Fix: ");
  return [`  ${colors.green("Fix:")}${first.slice("Fix:".length)}`, ...more.map((line) => `       ${line}`.trimEnd())];
}

/** The maximum number of problems that are shown; a repository full of templates has hundreds of the same kind. */
const problemsShown = 20;

function* problemSection(problems: readonly LocatedProblem[], width: number, colors: Colors): Generator<string> {
  if (problems.length === 0) return;
  const lines = [colors.bold("Problems")];
  for (const { location, message } of problems.slice(0, problemsShown)) {
    const place = location ? `${terminal(location.file)}:${location.line}` : "";
    const [first = "", ...more] = wrapped(message, width - 2, place && `${place} `);
    lines.push(`  ${colors.cyan(first.slice(0, place.length))}${first.slice(place.length)}`, ...more.map((line) => `    ${line}`));
  }
  const left = problems.length - problemsShown;
  if (left > 0) lines.push(colors.dim(`  and ${left} more; --format json has them all`));
  yield lines.join("\n");
}

/** Lists the platforms with a single piece of evidence, and the lines that confirm them. */
function* likelySection(problems: readonly LocatedProblem[], width: number, colors: Colors): Generator<string> {
  for (const { message } of problems.slice(0, problemsShown)) yield colors.yellow(wrapped(message, width).join("\n"));
  const left = problems.length - problemsShown;
  if (left > 0) yield colors.dim(`and ${left} more likely platforms; --format json has them all`);
}

/** Explains once what the repository cannot show, and how to configure it. */
function* platformSection(report: Report, width: number, colors: Colors): Generator<string> {
  const clusters = clustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return;
  const entry = configurationEntry(first).split("\n");
  yield [...wrapped(unknownPlatformText(clusters), width), "", ...entry.map((line) => colors.dim(`  ${terminal(line)}`))].join("\n");
}

function closingLine(report: Report, colors: Colors): string {
  const text = terminal(closing(report));
  const end = text.indexOf(" in ");
  const since = report.comparison ? `${terminal(comparisonText(report.comparison))}\n` : "";
  return since + colors.bold(closingColor(report, colors)(text.slice(0, end))) + text.slice(end);
}

function closingColor(report: Report, colors: Colors): Formatter {
  const { summary, problems } = report;
  if (summary.errors > 0) return colors.red;
  if (summary.warnings > 0) return colors.yellow;
  const isOpen = summary.installs === 0 || sortedProblems(problems).unread.length > 0 || countUnrendered(report) > 0;
  return summary.notes > 0 || isOpen ? String : colors.green;
}

function severityColor(severity: Severity, colors: Colors): Formatter {
  const marks = { error: colors.red, warning: colors.yellow, note: colors.blue };
  return marks[severity];
}
