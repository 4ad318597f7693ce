import {
  require_picocolors
} from "./picocolors.js";
import {
  codeFrame
} from "./code-frame.js";
import {
  displayWidth,
  wrapped
} from "./prose.js";
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
  platformReason,
  relatedBesides,
  sortedProblems,
  unknownPlatformText
} from "./wording.js";
import {
  clip,
  terminal
} from "./escape.js";
import {
  __toESM
} from "./runtime.js";

// src/report/text.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function textReport(report, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  const width = Math.min(Math.max(options.width ?? 100, 40), 120);
  const page = (finding) => linkPage(finding, options.width === void 0 ? Number.POSITIVE_INFINITY : width);
  const sections = [...findingSections(report, page, width, colors)];
  const { read, likely } = sortedProblems(report.problems);
  if (options.quiet) sections.push(...openPlatforms(report).map((line) => colors.yellow(terminal(line))));
  else
    sections.push(
      ...problemSection(read, width, colors),
      ...likelySection(likely, width, colors),
      ...platformSection(report, width, colors)
    );
  sections.push(closingLine(report, colors));
  return `${sections.join("\n\n")}
`;
}
function clusterHeading(name, reason, width, colors) {
  const shown = terminal(clip(clusterName(name), 100));
  const title = colors.bold(colors.underline(shown));
  if (!reason) return title;
  const { platform, file, line } = reason;
  const because = terminal(clip(reason.because, 300));
  const place = file === void 0 ? "" : `(${terminal(file)}:${line})`;
  const why = [because, place].filter((part) => part !== "").join(" ");
  if (why === "") return `${title} \u2014 ${platform}`;
  if (displayWidth(`${shown} \u2014 ${platform}, ${why}`) <= width) {
    return `${title} \u2014 ${platform}, ${place === "" ? because : `${because} ${colors.dim(place)}`}`;
  }
  return [`${title} \u2014 ${platform}`, ...wrapped(why, width - 2).map((text) => `  ${colors.dim(text)}`)].join("\n");
}
function linkPage({ rule, docs }, width) {
  const isBuiltIn = docs.endsWith(`/docs/rules/${rule}.md`);
  return isBuiltIn && displayWidth(`  See: ${docs}`) > width ? `istio-preflight explain ${rule}` : docs;
}
function* findingSections(report, page, width, colors) {
  const clusters = new Map(report.clusters.map((cluster) => [cluster.name, cluster]));
  for (const [name, findings] of byCluster(report.findings)) {
    const cluster = clusters.get(name);
    const reason = cluster && platformReason(cluster);
    yield clusterHeading(name, reason, width, colors);
    for (const finding of findings) yield findingText(finding, reason, page(finding), width, colors).join("\n");
  }
}
function findingText(finding, reason, page, width, colors) {
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
      ({ location, message }) => `  ${colors.cyan(`${terminal(location.file)}:${location.line}`)}  ${terminal(clip(message, 300))}`
    ),
    ...furtherClusterLines(finding, width),
    ...remedyLines(finding.remedy, width, colors),
    ...page ? [`  ${colors.dim(`See: ${terminal(page)}`)}`] : []
  ];
}
function furtherClusterLines(finding, width) {
  const text = furtherClusters(finding, (name) => terminal(clip(clusterName(name), 100)));
  return text === void 0 ? [] : wrapped(text, width - 2).map((line) => `  ${line}`);
}
function remedyLines(remedy, width, colors) {
  if (remedy === "") return [];
  const [first = "", ...more] = wrapped(remedy, width - 7, "Fix: ");
  return [`  ${colors.green("Fix:")}${first.slice("Fix:".length)}`, ...more.map((line) => `       ${line}`.trimEnd())];
}
var problemsShown = 20;
function* problemSection(problems, width, colors) {
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
function* likelySection(problems, width, colors) {
  for (const { message } of problems.slice(0, problemsShown)) yield colors.yellow(wrapped(message, width).join("\n"));
  const left = problems.length - problemsShown;
  if (left > 0) yield colors.dim(`and ${left} more likely platforms; --format json has them all`);
}
function* platformSection(report, width, colors) {
  const clusters = clustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return;
  const entry = configurationEntry(first).split("\n");
  yield [...wrapped(unknownPlatformText(clusters), width), "", ...entry.map((line) => colors.dim(`  ${terminal(line)}`))].join("\n");
}
function closingLine(report, colors) {
  const text = terminal(closing(report));
  const end = text.indexOf(" in ");
  const since = report.comparison ? `${terminal(comparisonText(report.comparison))}
` : "";
  return since + colors.bold(closingColor(report, colors)(text.slice(0, end))) + text.slice(end);
}
function closingColor(report, colors) {
  const { summary, problems } = report;
  if (summary.errors > 0) return colors.red;
  if (summary.warnings > 0) return colors.yellow;
  const isOpen = summary.installs === 0 || sortedProblems(problems).unread.length > 0 || countUnrendered(report) > 0;
  return summary.notes > 0 || isOpen ? String : colors.green;
}
function severityColor(severity, colors) {
  const marks = { error: colors.red, warning: colors.yellow, note: colors.blue };
  return marks[severity];
}

export {
  textReport,
  clusterHeading
};
