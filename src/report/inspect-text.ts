import { createColors } from "picocolors";
import type { Colors } from "picocolors/types";
import type { ClusterDocument } from "../model/cluster.ts";
import { splitPointer, unescapePointer } from "../model/cursor.ts";
import type { Facts } from "../model/facts.ts";
import type { EffectiveValue, Install } from "../model/install.ts";
import type { Report } from "../model/report.ts";
import { alignColumns } from "./columns.ts";
import { renderDeployments } from "./deployment-text.ts";
import { clip, escapeTerminal } from "./escape.ts";
import { renderClusterHeading } from "./text.ts";
import { describeClosing, enumerate, findPlatformReason, renderErrorText } from "./wording.ts";

/** The maximum width of a heading; tables of settings may be wider. */
const headingWidth = 120;

/** Renders the clusters for people: what is installed where, with the effective settings and where each is set. */
export function inspectText(report: Report, options: { readonly color: boolean }): string {
  const colors = createColors(options.color);
  if (report.clusters.length === 0) return `${escapeTerminal(describeClosing(report))}\n`;
  const deployments = report.deployments?.() ?? [];
  const sections = report.clusters.flatMap((cluster, index) => [
    [...renderClusterHead(cluster, colors), ...(deployments[index] ? renderDeployments(deployments[index], colors) : [])],
    ...cluster.installs.map((install) => installSection(install, colors)),
  ]);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function renderClusterHead(cluster: ClusterDocument, colors: Colors): string[] {
  const ambient = cluster.ambient === null ? "unknown" : cluster.ambient ? "on" : "off";
  const rows = cluster.evidence.map(({ strength, platform, cni, fact, message, file, line, link }) => [
    strength,
    platform ?? cni ?? fact ?? "",
    message,
    `${file}:${line}`,
    link ?? "",
  ]);
  const evidence = alignColumns(rows, [colors.dim, String, String, colors.cyan, colors.dim]).map((line) => line.trimEnd());
  const joined = (cluster.units ?? []).map(({ name, link, because }) => [clip(name, 100), link, clip(because, 200)]);
  const units = alignColumns(joined, [String, colors.dim, colors.dim]);
  return [
    renderClusterHeading(cluster.name, findPlatformReason(cluster), headingWidth, colors),
    `  ambient: ${ambient}`,
    ...units.map((line, index) => (index === 0 ? `  units:    ${line}` : `            ${line}`)),
    ...evidence.map((line, index) => (index === 0 ? `  evidence: ${line}` : `            ${line}`)),
    ...renderFacts(cluster.facts),
  ];
}

function renderFacts({ unknown, ...facts }: Facts): string[] {
  const known = Object.entries(facts).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") : value}`);
  const said = [...known, ...unknown.map((name) => `${name} unknown`)];
  return said.length === 0 ? [] : [`  facts: ${escapeTerminal(clip(said.join("; "), 1000))}`];
}

function installSection(install: Install, colors: Colors): string[] {
  const { component, version, versionAssumed, file, line, column } = install;
  const name = `${component} ${version ?? "of unknown version"}${versionAssumed ? " (assumed: no version is written)" : ""}`;
  const unknown = install.unknown.filter((pointer) => !parseSettingName(pointer)).map(formatPointer);
  return [
    `  ${colors.bold(escapeTerminal(clip(name, 100)))}  ${escapeTerminal(clip(describeCircumstances(install), 300))}`,
    `  ${colors.dim("-->")} ${colors.cyan(`${escapeTerminal(file)}:${line}:${column}`)}`,
    ...(install.renderError
      ? [`    ${colors.red(escapeTerminal(`does not render: ${clip(renderErrorText(install.renderError), 300)}`))}`]
      : []),
    ...(install.effectiveReason ? [`    ${colors.red(escapeTerminal(`settings unknown: ${clip(install.effectiveReason, 300)}`))}`] : []),
    ...listSettingRows(install, colors),
    ...(unknown.length > 0
      ? [`    ${colors.yellow("known only at deployment:")} ${escapeTerminal(clip(enumerate(unknown, 10), 1000))}`]
      : []),
  ];
}

/** Returns a description such as "argocd-application, release istio-cni in istio-system, profile ambient, platform gke". */
function describeCircumstances({ form, release, namespace, profile, platform }: Install): string {
  const where = [release && `release ${release}`, namespace && `in ${namespace}`].filter(Boolean).join(" ");
  return [form, where, profile && `profile ${profile}`, platform && `platform ${platform}`].filter(Boolean).join(", ");
}

function listSettingRows(install: Install, colors: Colors): string[] {
  const known = Object.entries(install.effective ?? {}).map(([name, value]) => [
    name,
    formatSetting(value),
    ...listOriginCells(install, name),
  ]);
  const unknown = install.unknown.map(parseSettingName).filter((name) => name !== undefined);
  const open = [...new Set(unknown)].map((name) => [name, "unknown", ...listOriginCells(install, name)]);
  const paint = (text: string) => (text === "unknown" ? colors.yellow(text) : text);
  return alignColumns([...known, ...open], [String, paint, String, colors.dim]).map((line) => `    ${line}`.trimEnd());
}

function listOriginCells(install: Install, name: string): string[] {
  const origin = Object.hasOwn(install.origins, name) ? install.origins[name] : undefined;
  if (!origin) return ["", ""];
  const weaker = origin.chain.map(({ by }) => by.replace(" does not set it", "").replaceAll("`", ""));
  const place = `${origin.file}:${origin.line}`;
  return [origin.by, weaker.length > 0 ? `${place}, not set by ${weaker.join(" or ")}` : place];
}

/** Renders the value of a setting for people. */
export function formatSetting(value: EffectiveValue): string {
  if (value === null) return "none";
  if (value === "") return '""';
  if (typeof value !== "object") return String(value);
  if (isList(value)) return value.map(formatSetting).join(", ") || "none";
  if ("pods" in value) return `${value.pods} pods in ${value.namespace}`;
  return Object.keys(value).length === 0 ? "none" : JSON.stringify(value);
}

function isList(value: EffectiveValue): value is readonly EffectiveValue[] {
  return Array.isArray(value);
}

/** Returns the name of the setting at a pointer; undefined for all other pointers. */
function parseSettingName(pointer: string): string | undefined {
  const [, first, name, ...more] = pointer.split("/");
  return first === "effective" && name && more.length === 0 ? unescapePointer(name) : undefined;
}

/** Converts a JSON pointer to dotted notation: `values.global.platform`. */
function formatPointer(pointer: string): string {
  return splitPointer(pointer).join(".");
}
