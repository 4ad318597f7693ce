import {
  require_picocolors
} from "./picocolors.js";
import {
  renderCodeFrame
} from "./code-frame.js";
import {
  measureWidth,
  wrapText
} from "./prose.js";
import {
  groupByCluster
} from "./grouping.js";
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
  sortProblems,
  writeConfigurationEntry
} from "./wording.js";
import {
  clip,
  escapeTerminal
} from "./escape.js";
import {
  __toESM
} from "./runtime.js";

// src/report/text.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function renderTextReport(report, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  const width = Math.min(Math.max(options.width ?? 100, 40), 120);
  const page = (finding) => linkPage(finding, options.width === void 0 ? Number.POSITIVE_INFINITY : width);
  const sections = [...renderFindings(report, page, width, colors)];
  const { read, likely } = sortProblems(report.problems);
  if (options.quiet) sections.push(...openPlatforms(report).map((line) => colors.yellow(escapeTerminal(line))));
  else
    sections.push(
      ...renderProblems(read, width, colors),
      ...renderLikely(likely, width, colors),
      ...renderUnknownPlatforms(report, width, colors)
    );
  sections.push(renderClosingLine(report, colors));
  return `${sections.join("\n\n")}
`;
}
function renderClusterHeading(name, reason, width, colors) {
  const shown = escapeTerminal(clip(formatClusterName(name), 100));
  const title = colors.bold(colors.underline(shown));
  if (!reason) return title;
  const { platform, file, line } = reason;
  const because = escapeTerminal(clip(reason.because, 300));
  const place = file === void 0 ? "" : `(${escapeTerminal(file)}:${line})`;
  const why = [because, place].filter((part) => part !== "").join(" ");
  if (why === "") return `${title} \u2014 ${platform}`;
  if (measureWidth(`${shown} \u2014 ${platform}, ${why}`) <= width) {
    return `${title} \u2014 ${platform}, ${place === "" ? because : `${because} ${colors.dim(place)}`}`;
  }
  return [`${title} \u2014 ${platform}`, ...wrapText(why, width - 2).map((text) => `  ${colors.dim(text)}`)].join("\n");
}
function linkPage({ rule, docs }, width) {
  const isBuiltIn = docs.endsWith(`/docs/rules/${rule}.md`);
  return isBuiltIn && measureWidth(`  See: ${docs}`) > width ? `istio-preflight explain ${rule}` : docs;
}
function* renderFindings(report, page, width, colors) {
  const clusters = new Map(report.clusters.map((cluster) => [cluster.name, cluster]));
  for (const [name, findings] of groupByCluster(report.findings)) {
    const cluster = clusters.get(name);
    const reason = cluster && findPlatformReason(cluster);
    yield renderClusterHeading(name, reason, width, colors);
    for (const finding of findings) yield renderFinding(finding, reason, page(finding), width, colors).join("\n");
  }
}
function renderFinding(finding, reason, page, width, colors) {
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
      ({ location, message }) => `  ${colors.cyan(`${escapeTerminal(location.file)}:${location.line}`)}  ${escapeTerminal(clip(message, 300))}`
    ),
    ...renderFurtherClusters(finding, width),
    ...renderRemedy(finding.remedy, width, colors),
    ...page ? [`  ${colors.dim(`See: ${escapeTerminal(page)}`)}`] : []
  ];
}
function renderFurtherClusters(finding, width) {
  const text = describeFurtherClusters(finding, (name) => escapeTerminal(clip(formatClusterName(name), 100)));
  return text === void 0 ? [] : wrapText(text, width - 2).map((line) => `  ${line}`);
}
function renderRemedy(remedy, width, colors) {
  if (remedy === "") return [];
  const [first = "", ...more] = wrapText(remedy, width - 7, "Fix: ");
  return [`  ${colors.green("Fix:")}${first.slice("Fix:".length)}`, ...more.map((line) => `       ${line}`.trimEnd())];
}
var problemsShown = 20;
function* renderProblems(problems, width, colors) {
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
function* renderLikely(problems, width, colors) {
  for (const { message } of problems.slice(0, problemsShown)) yield colors.yellow(wrapText(message, width).join("\n"));
  const left = problems.length - problemsShown;
  if (left > 0) yield colors.dim(`and ${left} more likely platforms; --format json has them all`);
}
function* renderUnknownPlatforms(report, width, colors) {
  const clusters = listClustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return;
  const entry = writeConfigurationEntry(first).split("\n");
  yield [...wrapText(explainUnknownPlatform(clusters), width), "", ...entry.map((line) => colors.dim(`  ${escapeTerminal(line)}`))].join(
    "\n"
  );
}
function renderClosingLine(report, colors) {
  const text = escapeTerminal(describeClosing(report));
  const end = text.indexOf(" in ");
  const since = report.comparison ? `${escapeTerminal(describeComparison(report.comparison))}
` : "";
  return since + colors.bold(chooseClosingColor(report, colors)(text.slice(0, end))) + text.slice(end);
}
function chooseClosingColor(report, colors) {
  const { summary, problems } = report;
  if (summary.errors > 0) return colors.red;
  if (summary.warnings > 0) return colors.yellow;
  const isOpen = summary.installs === 0 || sortProblems(problems).unread.length > 0 || countUnrendered(report) > 0;
  return summary.notes > 0 || isOpen ? String : colors.green;
}
function chooseSeverityColor(severity, colors) {
  const marks = { error: colors.red, warning: colors.yellow, note: colors.blue };
  return marks[severity];
}

export {
  renderTextReport,
  renderClusterHeading
};
