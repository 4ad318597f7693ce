import {
  alignColumns
} from "./columns.js";
import {
  gatherSiblings,
  labelDeployment
} from "./deployment-label.js";
import {
  splitPointer,
  unescapePointer
} from "./cursor.js";
import {
  renderClusterHeading
} from "./text.js";
import {
  require_picocolors
} from "./picocolors.js";
import {
  describeClosing,
  enumerate,
  findPlatformReason,
  renderErrorText
} from "./wording.js";
import {
  clip,
  escapeTerminal
} from "./escape.js";
import {
  __toESM
} from "./runtime.js";

// src/report/inspect-text.ts
var import_picocolors = __toESM(require_picocolors(), 1);

// src/report/deployment-text.ts
function renderDeployments({ trees, loose, undeployed }, colors) {
  const rows = [
    ...listTreeRows(trees, ""),
    ...loose.length > 0 ? [["by nothing known here", ""], ...listTreeRows(loose, "   ")] : [],
    ...undeployed.length > 0 ? [["by nothing", ""], ...listTreeRows(undeployed, "   ")] : []
  ];
  const lines = alignColumns(rows, [String, colors.cyan]);
  return lines.map((line, index) => (index === 0 ? `  deployed: ${line}` : `            ${line}`).trimEnd());
}
function listTreeRows(trees, indent) {
  const shown = gatherSiblings(trees);
  return shown.flatMap((tree) => [[indent + shortenTree(tree), formatTreePlace(tree)], ...listBranchRows(tree, indent)]);
}
function listBranchRows(tree, indent) {
  if (indent.length > deepest) return [];
  const children = isOne(tree) ? [] : gatherSiblings(tree.children);
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    const row = [`${indent}${isLast ? "\u2514\u2500 " : "\u251C\u2500 "}${shortenTree(child)}`, formatTreePlace(child)];
    return [row, ...listBranchRows(child, `${indent}${isLast ? "   " : "\u2502  "}`)];
  });
}
var deepest = 90;
function isOne({ kind, file, children }) {
  return kind !== "script" && children.length > 0 && children.length <= 2 && children.every((child) => child.kind === "install" && child.file === file);
}
function shortenTree(tree) {
  if (!isOne(tree)) return labelDeployment(tree);
  return `${labelDeployment(tree)}: ${enumerate(tree.children.map(labelDeployment))}`;
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
  if (report.clusters.length === 0) return `${escapeTerminal(describeClosing(report))}
`;
  const deployments = report.deployments?.() ?? [];
  const sections = report.clusters.flatMap((cluster, index) => [
    [...renderClusterHead(cluster, colors), ...deployments[index] ? renderDeployments(deployments[index], colors) : []],
    ...cluster.installs.map((install) => installSection(install, colors))
  ]);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function renderClusterHead(cluster, colors) {
  const ambient = cluster.ambient === null ? "unknown" : cluster.ambient ? "on" : "off";
  const rows = cluster.evidence.map(({ strength, platform, cni, fact, message, file, line, link }) => [
    strength,
    platform ?? cni ?? fact ?? "",
    message,
    `${file}:${line}`,
    link ?? ""
  ]);
  const evidence = alignColumns(rows, [colors.dim, String, String, colors.cyan, colors.dim]).map((line) => line.trimEnd());
  const joined = (cluster.units ?? []).map(({ name, link, because }) => [clip(name, 100), link, clip(because, 200)]);
  const units = alignColumns(joined, [String, colors.dim, colors.dim]);
  return [
    renderClusterHeading(cluster.name, findPlatformReason(cluster), headingWidth, colors),
    `  ambient: ${ambient}`,
    ...units.map((line, index) => index === 0 ? `  units:    ${line}` : `            ${line}`),
    ...evidence.map((line, index) => index === 0 ? `  evidence: ${line}` : `            ${line}`),
    ...renderFacts(cluster.facts)
  ];
}
function renderFacts({ unknown, ...facts }) {
  const known = Object.entries(facts).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") : value}`);
  const said = [...known, ...unknown.map((name) => `${name} unknown`)];
  return said.length === 0 ? [] : [`  facts: ${escapeTerminal(clip(said.join("; "), 1e3))}`];
}
function installSection(install, colors) {
  const { component, version, versionAssumed, file, line, column } = install;
  const name = `${component} ${version ?? "of unknown version"}${versionAssumed ? " (assumed: no version is written)" : ""}`;
  const unknown = install.unknown.filter((pointer) => !parseSettingName(pointer)).map(formatPointer);
  return [
    `  ${colors.bold(escapeTerminal(clip(name, 100)))}  ${escapeTerminal(clip(describeCircumstances(install), 300))}`,
    `  ${colors.dim("-->")} ${colors.cyan(`${escapeTerminal(file)}:${line}:${column}`)}`,
    ...install.renderError ? [`    ${colors.red(escapeTerminal(`does not render: ${clip(renderErrorText(install.renderError), 300)}`))}`] : [],
    ...install.effectiveReason ? [`    ${colors.red(escapeTerminal(`settings unknown: ${clip(install.effectiveReason, 300)}`))}`] : [],
    ...listSettingRows(install, colors),
    ...unknown.length > 0 ? [`    ${colors.yellow("known only at deployment:")} ${escapeTerminal(clip(enumerate(unknown, 10), 1e3))}`] : []
  ];
}
function describeCircumstances({ form, release, namespace, profile, platform }) {
  const where = [release && `release ${release}`, namespace && `in ${namespace}`].filter(Boolean).join(" ");
  return [form, where, profile && `profile ${profile}`, platform && `platform ${platform}`].filter(Boolean).join(", ");
}
function listSettingRows(install, colors) {
  const known = Object.entries(install.effective ?? {}).map(([name, value]) => [
    name,
    formatSetting(value),
    ...listOriginCells(install, name)
  ]);
  const unknown = install.unknown.map(parseSettingName).filter((name) => name !== void 0);
  const open = [...new Set(unknown)].map((name) => [name, "unknown", ...listOriginCells(install, name)]);
  const paint = (text) => text === "unknown" ? colors.yellow(text) : text;
  return alignColumns([...known, ...open], [String, paint, String, colors.dim]).map((line) => `    ${line}`.trimEnd());
}
function listOriginCells(install, name) {
  const origin = Object.hasOwn(install.origins, name) ? install.origins[name] : void 0;
  if (!origin) return ["", ""];
  const weaker = origin.chain.map(({ by }) => by.replace(" does not set it", "").replaceAll("`", ""));
  const place = `${origin.file}:${origin.line}`;
  return [origin.by, weaker.length > 0 ? `${place}, not set by ${weaker.join(" or ")}` : place];
}
function formatSetting(value) {
  if (value === null) return "none";
  if (value === "") return '""';
  if (typeof value !== "object") return String(value);
  if (isList(value)) return value.map(formatSetting).join(", ") || "none";
  if ("pods" in value) return `${value.pods} pods in ${value.namespace}`;
  return Object.keys(value).length === 0 ? "none" : JSON.stringify(value);
}
function isList(value) {
  return Array.isArray(value);
}
function parseSettingName(pointer) {
  const [, first, name, ...more] = pointer.split("/");
  return first === "effective" && name && more.length === 0 ? unescapePointer(name) : void 0;
}
function formatPointer(pointer) {
  return splitPointer(pointer).join(".");
}

export {
  inspectText,
  formatSetting
};
