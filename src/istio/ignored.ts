import { type Cursor, findAt } from "../model/cursor.ts";
import type { Component, Effective, Ineffective } from "../model/install.ts";
import { findIgnoredKeys } from "./ignored-keys.ts";
import { findIgnoredSelectors } from "./ignored-selectors.ts";
import { findIneffective, findScalar, followOnlyPath, type IneffectiveKey, keepCommonKeys } from "./ineffective.ts";
import { findMisspeltKeys } from "./misspelt.ts";
import type { ReadChart } from "./read-chart.ts";
import { findRemovedIstiodKeys } from "./removed-keys.ts";
import { minorOf } from "./versions.ts";

/** A chart as Helm renders it, with the result. */
export interface RenderedChart {
  readonly component: Component;
  /** The user's values, merged. */
  readonly values: Cursor;
  readonly profile: string | null;
  readonly platform: string | null;
  readonly effective: Effective | null;
}

export interface IgnoredOptions {
  readonly versions: readonly string[];
  /** False if a prefix may be right, because the chart that the values are for is not known. */
  readonly hasPrefixes: boolean;
}

/** Finds the written values that no possible version of the chart reads. */
export function listIgnoredValues(chart: RenderedChart, { versions, hasPrefixes }: IgnoredOptions): Ineffective[] {
  const ineffectiveKeys = versions.map((version) => findIgnoredValues(chart, version, hasPrefixes));
  return keepCommonKeys(ineffectiveKeys).flatMap((ineffective) => findIneffective(chart.values, ineffective) ?? []);
}

const charts: readonly (Component & ReadChart["name"])[] = ["base", "istiod", "cni", "ztunnel", "gateway", "ambient"];
const subcharts = ["istiod", "cni", "ztunnel"] as const;

function findIgnoredValues(
  { component, values, profile, platform, effective }: RenderedChart,
  version: string,
  hasPrefixes: boolean,
): IneffectiveKey[] {
  const name = charts.find((one) => one === component);
  if (!name) return [];
  const read: ReadChart = { name, minor: minorOf(version), version, values, selected: { profile, platform }, effective: effective ?? {} };
  const own = listIneffectiveKeys(read, hasPrefixes);
  if (name !== "ambient") return own;
  const ofSubcharts = subcharts.flatMap((sub) => {
    const subValues = findAt(values, sub);
    if (subValues?.kind !== "map") return [];
    const ineffectiveKeys = listIneffectiveKeys({ ...read, name: sub, values: subValues }, hasPrefixes);
    return ineffectiveKeys.map((ineffective) => moveBelowSubchart(sub, ineffective));
  });
  return [...own, ...ofSubcharts];
}

function moveBelowSubchart(sub: string, { path, reason, instead, block }: IneffectiveKey): IneffectiveKey {
  return { path: [sub, ...path], reason, instead: instead && [sub, ...instead], block: block && [sub, ...block] };
}

function listIneffectiveKeys(chart: ReadChart, hasPrefixes: boolean): IneffectiveKey[] {
  const ineffectiveKeys = [
    ...(hasPrefixes ? findPrefixedKeys(chart) : []),
    ...findIgnoredSelectors(chart),
    ...findIgnoredKeys(chart),
    ...findRemovedIstiodKeys(chart),
    ...findMisspeltKeys(chart),
  ];
  return ineffectiveKeys.filter(({ path, instead }) => instead === null || !isWrittenTwice(chart.values, path, instead));
}

/**
 * Checks whether the same value is also written at the key that is read, which means that the values are for several versions or
 * tools.
 */
function isWrittenTwice(values: Cursor, path: readonly string[], instead: readonly string[]): boolean {
  const [lost, read] = [findScalar(values, path), findScalar(values, instead)];
  return lost !== undefined && read !== undefined && String(lost) === String(read);
}

/** Finds prefixes that have a meaning in istioctl, but not in Helm. */
function* findPrefixedKeys({ name, values }: ReadChart): Generator<IneffectiveKey> {
  for (const prefix of [["values"], ["spec", "values"]]) {
    const found = findAt(values, ...prefix);
    if (found?.kind !== "map") continue;
    const rest = followOnlyPath(found);
    const isOne = findScalar(found, rest) !== undefined;
    const reason = `the prefix \`${prefix.join(".")}.\` is for istioctl, and Helm's charts do not read what stands below it`;
    yield { path: [...prefix, ...rest], reason, instead: isOne ? findReadingKey(name, rest) : null };
  }
  const own = name === "ztunnel" ? findAt(values, "ztunnel") : undefined;
  if (own?.kind !== "map") return;
  const rest = followOnlyPath(own);
  const isOne = findScalar(own, rest) !== undefined;
  yield {
    path: ["ztunnel", ...rest],
    reason: "the prefix `ztunnel.` is for istioctl, and ztunnel's own chart has its keys at the top",
    instead: isOne ? rest : null,
  };
}

/** Finds where a chart reads a key that istioctl reads below `values`. */
function findReadingKey(name: ReadChart["name"], path: readonly string[]): readonly string[] | null {
  if (name === "ztunnel" && path[0] === "ztunnel") return path.slice(1);
  if (name !== "ambient" || path[0] === "global") return path;
  const subchart = { cni: "cni", pilot: "istiod" }[path[0] ?? ""];
  return subchart ? [subchart, ...path] : null;
}
