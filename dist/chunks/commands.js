import {
  clusterHeading,
  displayWidth,
  githubReport,
  isFailure,
  jsonReport,
  markdownReport,
  package_default,
  require_picocolors,
  sarifReport,
  textReport,
  wrapped
} from "./report.js";
import {
  clip,
  closing,
  enumerate,
  json,
  platformReason,
  terminal
} from "./wording.js";
import {
  lint,
  nearestName,
  policies
} from "./lint.js";
import "./define.js";
import "./cluster.js";
import {
  UsageError
} from "./usage-error.js";
import {
  __toESM
} from "./runtime.js";

// src/cli/commands.ts
import { writeFileSync } from "node:fs";

// src/report/inspect-json.ts
function inspectJson(report) {
  return `${json({ schemaVersion: 1, clusters: report.clusters })}
`;
}

// src/report/inspect-text.ts
var import_picocolors = __toESM(require_picocolors(), 1);

// src/report/columns.ts
function columns(rows, paints = []) {
  const cells = rows.map((row) => row.map((cell) => terminal(clip(cell, longest))));
  const widths = [];
  for (const row of cells) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cellWidth(cell));
  return cells.map(
    (row) => row.map((cell, index) => painted(cell, index === row.length - 1 ? 0 : widths[index] ?? 0, paints[index])).join("  ")
  );
}
var widest = 48;
var longest = 500;
function cellWidth(cell) {
  const width2 = displayWidth(cell);
  return width2 > widest ? 0 : width2;
}
function painted(cell, width2, paint = String) {
  return (cell === "" ? "" : paint(cell)) + " ".repeat(Math.max(0, width2 - displayWidth(cell)));
}

// src/report/inspect-text.ts
function inspectText(report, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  if (report.clusters.length === 0) return `${terminal(closing(report))}
`;
  const sections = report.clusters.flatMap((cluster) => [
    clusterHead(cluster, colors),
    ...cluster.installs.map((install) => installSection(install, colors))
  ]);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function clusterHead(cluster, colors) {
  const ambient = cluster.ambient === null ? "unknown" : cluster.ambient ? "on" : "off";
  const rows = cluster.evidence.map(({ strength, platform, cni, fact, message, file, line }) => [
    strength,
    platform ?? cni ?? fact ?? "",
    message,
    `${file}:${line}`
  ]);
  const evidence = columns(rows, [colors.dim, String, String, colors.cyan]);
  return [
    clusterHeading(cluster.name, platformReason(cluster), colors),
    `  ambient: ${ambient}`,
    ...evidence.map((line, index) => index === 0 ? `  evidence: ${line}` : `            ${line}`)
  ];
}
function installSection(install, colors) {
  const { component, version: version2, versionAssumed, file, line, column } = install;
  const name = `${component} ${version2 ?? "of unknown version"}${versionAssumed ? " (assumed: no version is written)" : ""}`;
  const unknown = install.unknown.filter((pointer) => !settingOf(pointer)).map(pointerName);
  return [
    `  ${colors.bold(terminal(clip(name, 100)))}  ${terminal(clip(circumstances(install), 300))}`,
    `  ${colors.dim("-->")} ${colors.cyan(`${terminal(file)}:${line}:${column}`)}`,
    ...install.renderError ? [`    ${colors.red(terminal(`does not render: ${clip(renderErrorText(install.renderError), 300)}`))}`] : [],
    ...install.effectiveReason ? [`    ${colors.red(terminal(`settings unknown: ${clip(install.effectiveReason, 300)}`))}`] : [],
    ...settingRows(install, colors),
    ...unknown.length > 0 ? [`    ${colors.yellow("known only at deployment:")} ${terminal(clip(enumerate(unknown, 10), 1e3))}`] : []
  ];
}
function circumstances({ form, release, namespace, profile, platform }) {
  const where = [release && `release ${release}`, namespace && `in ${namespace}`].filter(Boolean).join(" ");
  return [form, where, profile && `profile ${profile}`, platform && `platform ${platform}`].filter(Boolean).join(", ");
}
function settingRows(install, colors) {
  const known = Object.entries(install.effective ?? {}).map(([name, value]) => [name, settingText(value), ...originCells(install, name)]);
  const unknown = install.unknown.map(settingOf).filter((name) => name !== void 0);
  const open = [...new Set(unknown)].map((name) => [name, "unknown", ...originCells(install, name)]);
  const paint = (text) => text === "unknown" ? colors.yellow(text) : text;
  return columns([...known, ...open], [String, paint, String, colors.dim]).map((line) => `    ${line}`.trimEnd());
}
function originCells(install, name) {
  const origin = Object.hasOwn(install.origins, name) ? install.origins[name] : void 0;
  if (!origin) return ["", ""];
  const weaker = origin.chain.map(({ by }) => by.replace(" does not set it", "").replaceAll("`", ""));
  const place = `${origin.file}:${origin.line}`;
  return [origin.by, weaker.length > 0 ? `${place}, not set by ${weaker.join(" or ")}` : place];
}
function settingText(value) {
  if (value === null) return "none";
  if (value === "") return '""';
  if (typeof value !== "object") return String(value);
  return "pods" in value ? `${value.pods} pods in ${value.namespace}` : value.join(", ") || "none";
}
function renderErrorText({ code, value }) {
  const texts = {
    "unknown-platform": `this chart knows no platform \`${value}\``,
    "unknown-profile": `this chart knows no profile \`${value}\``,
    "unknown-compatibility-version": `this chart knows no compatibility version \`${value}\``,
    "defaults-prefix": `\`${value}\` stands below \`defaults\`, where only the chart's own values may`,
    schema: `the chart's schema refuses \`${value}\``,
    "template-error": `a template fails on \`${value}\``
  };
  return texts[code];
}
function settingOf(pointer) {
  const [, first, name, ...more] = pointer.split("/");
  return first === "effective" && name && more.length === 0 ? unescapeStep(name) : void 0;
}
function pointerName(pointer) {
  return pointer.split("/").slice(1).map(unescapeStep).join(".");
}
function unescapeStep(step) {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

// src/report/rule-text.ts
var import_picocolors2 = __toESM(require_picocolors(), 1);
function rulesText(rules2, options) {
  const colors = (0, import_picocolors2.createColors)(options.color);
  const rows = rules2.map((rule) => [rule.id, rule.severity, rule.platforms?.join(" ") ?? "any", rule.title]);
  const lines = columns(rows, [colors.bold, (text) => severityColor(text, colors)(text), colors.dim, String]);
  return `${lines.join("\n")}

${colors.dim("istio-preflight explain RULE shows what breaks, and how to fix it.")}
`;
}
function explainText(rule, options) {
  const colors = (0, import_picocolors2.createColors)(options.color);
  const severity = severityColor(rule.severity, colors)(rule.severity);
  const sections = [
    [`${colors.bold(terminal(rule.id))}  ${severity}`, ...wrapped(rule.title, width)],
    [colors.dim(terminal(scopeText(rule)))],
    section("What breaks", rule.description, colors),
    section("Fix", rule.remedy, colors),
    rule.links.length > 0 ? [colors.bold("Links"), ...rule.links.map((link) => `  ${colors.cyan(terminal(link))}`)] : [],
    [
      colors.bold("Turn it off"),
      "  In .istio-preflight.yaml:",
      colors.cyan(`    rules: { ${terminal(rule.id)}: off }`),
      "  In one place, on the line or the line above:",
      colors.cyan(`    # istio-preflight-ignore: ${terminal(rule.id)} -- <reason>`)
    ]
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function scopeText({ platforms, ambient, versions }) {
  const clusters = platforms ? `${enumerate(platforms)} clusters` : "clusters of any platform";
  return `Applies to ${clusters}${ambient ? " with ambient" : ""}${versions ? `, Istio ${versions}` : ""}`;
}
var width = 92;
function section(title, text, colors) {
  return text === "" ? [] : [colors.bold(title), ...wrapped(text, width - 2).map((line) => line === "" ? "" : `  ${line}`)];
}
function severityColor(severity, colors) {
  if (severity === "error") return colors.red;
  return severity === "warning" ? colors.yellow : colors.blue;
}

// src/cli/commands.ts
async function check(options) {
  const report = options.fix === "write" ? await repaired(options) : await read(options);
  if (options.fix === "show") {
    const { fixesAsPatch } = await import("./fixes.js");
    process.stdout.write(fixesAsPatch(report));
    return isFailure(report, options.failOn) ? 1 : 0;
  }
  write(options, {
    text: (color) => textReport(report, { color, quiet: options.quiet }),
    json: () => jsonReport(report),
    sarif: () => sarifReport(report, { version: package_default.version, policies }),
    github: () => githubReport(report),
    markdown: () => markdownReport(report)
  });
  return isFailure(report, options.failOn) ? 1 : 0;
}
async function repaired(options) {
  const { writeFixes } = await import("./fixes.js");
  const { report, written } = await writeFixes(() => read(options));
  process.stderr.write(written === 1 ? "1 fix written\n" : `${written} fixes written
`);
  return report;
}
async function inspect(options) {
  const report = await read(options);
  write(options, { text: (color) => inspectText(report, { color }), json: () => inspectJson(report) });
  return 0;
}
function rules(color) {
  return rulesText(policies, { color });
}
function explain(id, color) {
  const policy = policies.find((candidate) => candidate.id === id);
  if (!policy) {
    const nearest = nearestName(
      id,
      policies.map((candidate) => candidate.id)
    );
    const hint = nearest === void 0 ? "`istio-preflight rules` lists them." : `did you mean ${nearest}?`;
    throw new UsageError(`There is no rule ${JSON.stringify(id)}; ${hint}`);
  }
  return explainText(policy, { color });
}
function version() {
  return `${package_default.version}
`;
}
async function read(options) {
  const { paths, platform, cluster, config, kustomize, noIgnore } = options;
  const report = await lint({
    cwd: process.cwd(),
    paths,
    kustomize,
    noIgnore,
    progress: showProgress,
    ...platform ? { platform } : {},
    ...config === void 0 ? {} : { config },
    ...cluster === void 0 ? {} : { cluster }
  });
  showProgress("");
  return report;
}
function showProgress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1B[K${text}`);
}
function write(options, writers) {
  for (const { format, file } of options.outputs) {
    const text = writers[format]?.(options.color && file === void 0) ?? "";
    if (file === void 0) process.stdout.write(text);
    else writeOutput(file, text);
  }
}
function writeOutput(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
export {
  check,
  explain,
  inspect,
  rules,
  version
};
