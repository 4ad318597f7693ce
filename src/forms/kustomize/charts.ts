import { posix } from "node:path";
import {
  type Cursor,
  type Entry,
  findAt,
  findEntriesAt,
  findItemsAt,
  findPlaceAt,
  findStringAt,
  isPlace,
  readCursorText,
} from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Layer, ValuesHome } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import type { Reader } from "../../reader/source.ts";
import { readBlockLayer, readFileLayer } from "../../reader/values-layer.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";

/**
 * One chart that a kustomization inflates, in any of the supported notations.
 * https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/helmchartargs.go
 */
export interface ChartEntry {
  readonly name: string;
  readonly repository: Cursor | undefined;
  readonly version: Cursor | undefined;
  readonly release: Cursor | undefined;
  readonly namespace: Cursor | undefined;
  readonly kustomizationNamespace: Cursor | undefined;
  readonly kubeVersion: string | null | undefined;
  /** True for a generator in a separate file, to which the kustomization's namespace does not apply. */
  readonly isGenerator: boolean;
  readonly valuesFile: Cursor | undefined;
  readonly additionalValuesFiles: readonly Cursor[];
  readonly valuesInline: Entry | undefined;
  readonly valuesMerge: string;
  /** The possible directories of a local copy of the chart: if the chart exists there, Kustomize uses it unchanged. */
  readonly localDirectories: readonly string[];
  /** The place for new inline values. */
  readonly home: ValuesHome | undefined;
  readonly place: Place;
  /** The kustomization: paths in the entry are relative to it. */
  readonly file: string;
}

/** The charts that one kustomization inflates: `helmCharts`, the older `helmChartInflationGenerator`, and generator files. */
export function listChartEntries(kustomization: Document, reader: Reader): ChartEntry[] {
  const { root, file } = kustomization;
  const home = findStringAt(root, "helmGlobals", "chartHome");
  const namespace = findAt(root, "namespace");
  const shared = { file, kustomizationNamespace: namespace };
  return [
    ...findItemsAt(root, "helmCharts").flatMap((chart) => readChartEntry(chart, { ...shared, chartHome: home, isGenerator: false })),
    ...findItemsAt(root, "helmChartInflationGenerator").flatMap((chart) =>
      readChartEntry(chart, { ...shared, chartHome: home, isGenerator: false }),
    ),
    ...findItemsAt(root, "generators")
      .flatMap((generator) => findChartGenerators(generator, file, reader))
      .flatMap((chart) => readChartEntry(chart, { ...shared, chartHome: findStringAt(chart, "chartHome"), isGenerator: true })),
  ];
}

/** The charts that an entry of `generators` inflates. The generator is in a file, or in the list itself as text. */
export function findChartGenerators(generator: Cursor, file: string, reader: Reader): Cursor[] {
  const written = findStringAt(generator);
  if (written === undefined || generator.kind !== "scalar") return [];
  const text = written.includes("\n") ? readCursorText(generator) : undefined;
  const path = text ? undefined : reader.resolve(file, written);
  const roots = text
    ? [readYaml(text).root]
    : (path === undefined ? [] : (reader.source(path)?.documents(/HelmChart|ChartInflator/) ?? [])).map(({ root }) => root);
  return roots.flatMap((root) =>
    root && /^(HelmChartInflationGenerator|ChartInflator)$/.test(findStringAt(root, "kind") ?? "") ? [root] : [],
  );
}

/**
 * The place for new inline values. Undefined if `valuesMerge` makes them replace the values file or rank below the chart's own
 * values, because then they would not simply override the file.
 */
function findChartEntryHome(chart: Cursor, key: string): ValuesHome | undefined {
  const merge = findStringAt(chart, "valuesMerge") ?? "override";
  const written = findAt(chart, "valuesInline") ? "valuesInline" : key;
  return merge === "override" ? { map: chart, path: [written] } : undefined;
}

interface ChartDirectories {
  readonly file: string;
  readonly chartHome: string | undefined;
  readonly kustomizationNamespace: Cursor | undefined;
  readonly isGenerator: boolean;
}

/** Reads a chart entry: the newer field names first, then the older ones. The older list cannot set a namespace. */
function readChartEntry(chart: Cursor, surroundings: ChartDirectories): ChartEntry[] {
  const nameKey = findStringAt(chart, "name") === undefined ? "chartName" : "name";
  const name = findStringAt(chart, nameKey);
  const place = findPlaceAt(chart, nameKey);
  if (name === undefined || !place) return [];
  const field = (...keys: readonly string[]) => keys.map((key) => findAt(chart, key)).find((found) => found !== undefined);
  const version = field("version", "chartVersion");
  const repository = field("repo", "chartRepoUrl", "chartRepo");
  const inline = new Map(findEntriesAt(chart));
  return [
    {
      ...surroundings,
      name,
      repository,
      version,
      release: field("releaseName"),
      namespace: field("namespace", ...(surroundings.isGenerator ? ["releaseNamespace"] : [])),
      kubeVersion: findAt(chart, "kubeVersion")?.kind === "unknown" ? null : findStringAt(chart, "kubeVersion"),
      valuesFile: field("valuesFile", "values"),
      additionalValuesFiles: findItemsAt(chart, "additionalValuesFiles"),
      valuesInline: inline.get("valuesInline") ?? inline.get("valuesLocal"),
      valuesMerge: findStringAt(chart, "valuesMerge") ?? "override",
      localDirectories: listLocalDirectories(
        name,
        findStringAt(version),
        findStringAt(repository),
        findStringAt(chart, "chartHome") ?? surroundings.chartHome,
        surroundings.file,
      ),
      home: findChartEntryHome(chart, nameKey === "name" ? "valuesInline" : "valuesLocal"),
      place,
    },
  ];
}

function listLocalDirectories(
  name: string,
  version: string | undefined,
  repository: string | undefined,
  home = "charts",
  file: string,
): string[] {
  const start = posix.join(posix.dirname(file), home);
  if (start.startsWith("..") || home.startsWith("/")) return [];
  const pulled = version !== undefined && repository !== undefined ? [posix.join(start, `${name}-${version}`, name)] : [];
  return [...pulled, ...(pulled.length > 0 ? [] : [posix.join(start, name)])];
}

/**
 * The layers of a chart as Kustomize passes them to Helm: one file (the chart's own if none is named), with the inline values
 * over it, under it or instead of it, then the additional files.
 */
export function readChartLayers(entry: ChartEntry, reader: Reader): Layer[] {
  const { valuesFile, valuesInline, valuesMerge } = entry;
  const inline = valuesInline && readBlockLayer(reader, "valuesInline", valuesInline);
  const hasInline = inline !== undefined && !(inline.values.kind === "map" && inline.values.entries.size === 0);
  const file = valuesFile ? readValuesFileLayer(valuesFile, entry.file, reader) : [];
  const first = hasInline ? combineLayers(file, inline, valuesMerge) : file;
  return [...first, ...entry.additionalValuesFiles.flatMap((path) => readValuesFileLayer(path, entry.file, reader))];
}

function readValuesFileLayer(path: Cursor, from: string, reader: Reader): Layer[] {
  const written = findStringAt(path);
  const place = isPlace(path.origin) ? path.origin : undefined;
  if (!place) return [];
  const unknown = (reason: string): Layer[] => [{ name: written ?? "a values file", values: { kind: "unknown", origin: place, reason } }];
  if (written === undefined) return path.kind === "unknown" ? unknown(path.reason) : [];
  if (written.includes("://")) return unknown("the values file is elsewhere");
  return [readFileLayer(reader, reader.resolve(from, written), written, place)];
}

/**
 * Combines a values file with inline values. A null in the inline values removes the file's value, so the chart's default
 * applies again.
 */
function combineLayers(file: readonly Layer[], inline: Layer, merge: string): Layer[] {
  if (merge === "replace") return [inline];
  if (merge === "merge" && file.length > 0) return [inline, ...file];
  if (merge !== "override") return [{ ...inline, values: createChartsOwn(inline.values) }];
  const [below] = file;
  return [{ name: inline.name, values: mergeInlineOver(below?.values, inline.values) }];
}

/** Unknown values for inline values with `valuesMerge: merge`, because the chart's own values, if set, override them. */
function createChartsOwn({ origin }: Cursor): Cursor {
  return { kind: "unknown", origin, reason: "the chart's own values may win" };
}

function mergeInlineOver(below: Cursor | undefined, above: Cursor): Cursor {
  if (above.kind !== "map") return above;
  const entries = new Map<string, Entry>(below?.kind === "map" ? below.entries : []);
  for (const [key, { key: origin, value }] of above.entries) {
    if (value.kind === "scalar" && value.value === null) entries.delete(key);
    else entries.set(key, { key: origin, value: mergeInlineOver(entries.get(key)?.value, value) });
  }
  const rest = below?.kind === "unknown" ? below : undefined;
  return { kind: "map", origin: above.origin, entries, ...(rest ? { rest } : {}) };
}
