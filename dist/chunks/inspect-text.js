import {
  columns
} from "./columns.js";
import {
  deploymentLabel,
  gathered
} from "./deployment-label.js";
import {
  clusterHeading
} from "./text.js";
import {
  require_picocolors
} from "./picocolors.js";
import {
  closing,
  enumerate,
  platformReason,
  renderErrorText
} from "./wording.js";
import {
  clip,
  terminal
} from "./escape.js";
import {
  __toESM
} from "./runtime.js";

// src/report/inspect-text.ts
var import_picocolors = __toESM(require_picocolors(), 1);

// src/report/deployment-text.ts
function deploymentLines({ trees, loose, undeployed }, colors) {
  const rows = [
    ...listTreeRows(trees, ""),
    ...loose.length > 0 ? [["by nothing known here", ""], ...listTreeRows(loose, "   ")] : [],
    ...undeployed.length > 0 ? [["by nothing", ""], ...listTreeRows(undeployed, "   ")] : []
  ];
  const lines = columns(rows, [String, colors.cyan]);
  return lines.map((line, index) => (index === 0 ? `  deployed: ${line}` : `            ${line}`).trimEnd());
}
function listTreeRows(trees, indent) {
  const shown = gathered(trees);
  return shown.flatMap((tree) => [[indent + shortened(tree), formatTreePlace(tree)], ...branches(tree, indent)]);
}
function branches(tree, indent) {
  if (indent.length > deepest) return [];
  const children = isOne(tree) ? [] : gathered(tree.children);
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    const row = [`${indent}${isLast ? "\u2514\u2500 " : "\u251C\u2500 "}${shortened(child)}`, formatTreePlace(child)];
    return [row, ...branches(child, `${indent}${isLast ? "   " : "\u2502  "}`)];
  });
}
var deepest = 90;
function isOne({ kind, file, children }) {
  return kind !== "script" && children.length > 0 && children.length <= 2 && children.every((child) => child.kind === "install" && child.file === file);
}
function shortened(tree) {
  if (!isOne(tree)) return deploymentLabel(tree);
  return `${deploymentLabel(tree)}: ${enumerate(tree.children.map(deploymentLabel))}`;
}
function formatTreePlace(tree) {
  const { file, line } = isOne(tree) ? tree.children[0] ?? tree : tree;
  if (file === "") return "";
  if (line === void 0 && (tree.kind === "script" || tree.kind === "helmfile")) return "";
  return line === void 0 ? file : `${file}:${line}`;
}

// src/report/inspect-text.ts
var headingWidth = 120;
function inspectText(report, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  if (report.clusters.length === 0) return `${terminal(closing(report))}
`;
  const deployments = report.deployments?.() ?? [];
  const sections = report.clusters.flatMap((cluster, index) => [
    [...clusterHead(cluster, colors), ...deployments[index] ? deploymentLines(deployments[index], colors) : []],
    ...cluster.installs.map((install) => installSection(install, colors))
  ]);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function clusterHead(cluster, colors) {
  const ambient = cluster.ambient === null ? "unknown" : cluster.ambient ? "on" : "off";
  const rows = cluster.evidence.map(({ strength, platform, cni, fact, message, file, line, link }) => [
    strength,
    platform ?? cni ?? fact ?? "",
    message,
    `${file}:${line}`,
    link ?? ""
  ]);
  const evidence = columns(rows, [colors.dim, String, String, colors.cyan, colors.dim]).map((line) => line.trimEnd());
  const joined = (cluster.units ?? []).map(({ name, link, because }) => [clip(name, 100), link, clip(because, 200)]);
  const units = columns(joined, [String, colors.dim, colors.dim]);
  return [
    clusterHeading(cluster.name, platformReason(cluster), headingWidth, colors),
    `  ambient: ${ambient}`,
    ...units.map((line, index) => index === 0 ? `  units:    ${line}` : `            ${line}`),
    ...evidence.map((line, index) => index === 0 ? `  evidence: ${line}` : `            ${line}`),
    ...factLines(cluster.facts)
  ];
}
function factLines({ unknown, ...facts }) {
  const known = Object.entries(facts).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") : value}`);
  const said = [...known, ...unknown.map((name) => `${name} unknown`)];
  return said.length === 0 ? [] : [`  facts: ${terminal(clip(said.join("; "), 1e3))}`];
}
function installSection(install, colors) {
  const { component, version, versionAssumed, file, line, column } = install;
  const name = `${component} ${version ?? "of unknown version"}${versionAssumed ? " (assumed: no version is written)" : ""}`;
  const unknown = install.unknown.filter((pointer) => !parseSettingName(pointer)).map(pointerName);
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
  const unknown = install.unknown.map(parseSettingName).filter((name) => name !== void 0);
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
  if (isList(value)) return value.map(settingText).join(", ") || "none";
  if ("pods" in value) return `${value.pods} pods in ${value.namespace}`;
  return Object.keys(value).length === 0 ? "none" : JSON.stringify(value);
}
function isList(value) {
  return Array.isArray(value);
}
function parseSettingName(pointer) {
  const [, first, name, ...more] = pointer.split("/");
  return first === "effective" && name && more.length === 0 ? unescapeStep(name) : void 0;
}
function pointerName(pointer) {
  return pointer.split("/").slice(1).map(unescapeStep).join(".");
}
function unescapeStep(step) {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

export {
  inspectText,
  settingText
};
