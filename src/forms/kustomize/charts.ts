import { posix } from "node:path";
import { at, type Cursor, type Entry, entriesAt, isPlace, itemsAt, placeAt, readCursorText, stringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Layer, ValuesHome } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import type { Reader } from "../../reader/source.ts";
import { blockLayer, fileLayer } from "../../reader/values-layer.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";

/**
 * One chart that a kustomization inflates, whichever way it is written.
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
  /** True for a generator in a file of its own, which the kustomization's namespace does not reach. */
  readonly isGenerator: boolean;
  readonly valuesFile: Cursor | undefined;
  readonly additionalValuesFiles: readonly Cursor[];
  readonly valuesInline: Entry | undefined;
  readonly valuesMerge: string;
  /** Where the chart's own files would lie: Kustomize uses a chart that is there as it is. */
  readonly localDirectories: readonly string[];
  /** Where inline values would be written that nobody has written yet. */
  readonly home: ValuesHome | undefined;
  readonly place: Place;
  /** The kustomization: paths in the entry are relative to it. */
  readonly file: string;
}

/** The charts that one kustomization inflates: `helmCharts`, the older `helmChartInflationGenerator`, and generator files. */
export function chartEntries(kustomization: Document, reader: Reader): ChartEntry[] {
  const { root, file } = kustomization;
  const home = stringAt(root, "helmGlobals", "chartHome");
  const namespace = at(root, "namespace");
  const shared = { file, kustomizationNamespace: namespace };
  return [
    ...itemsAt(root, "helmCharts").flatMap((chart) => readChartEntry(chart, { ...shared, chartHome: home, isGenerator: false })),
    ...itemsAt(root, "helmChartInflationGenerator").flatMap((chart) =>
      readChartEntry(chart, { ...shared, chartHome: home, isGenerator: false }),
    ),
    ...itemsAt(root, "generators")
      .flatMap((generator) => findChartGenerators(generator, file, reader))
      .flatMap((chart) => readChartEntry(chart, { ...shared, chartHome: stringAt(chart, "chartHome"), isGenerator: true })),
  ];
}

/** The charts that an entry of `generators` inflates: it stands in a file, or in the list itself as text. */
export function findChartGenerators(generator: Cursor, file: string, reader: Reader): Cursor[] {
  const written = stringAt(generator);
  if (written === undefined || generator.kind !== "scalar") return [];
  const text = written.includes("\n") ? readCursorText(generator) : undefined;
  const path = text ? undefined : reader.resolve(file, written);
  const roots = text
    ? [readYaml(text).root]
    : (path === undefined ? [] : (reader.source(path)?.documents(/HelmChart|ChartInflator/) ?? [])).map(({ root }) => root);
  return roots.flatMap((root) =>
    root && /^(HelmChartInflationGenerator|ChartInflator)$/.test(stringAt(root, "kind") ?? "") ? [root] : [],
  );
}

/** Inline values win over a file, unless `valuesMerge` says that they take its place or stand below the chart's own. */
function findChartEntryHome(chart: Cursor, key: string): ValuesHome | undefined {
  const merge = stringAt(chart, "valuesMerge") ?? "override";
  const written = at(chart, "valuesInline") ? "valuesInline" : key;
  return merge === "override" ? { map: chart, path: [written] } : undefined;
}

interface Surroundings {
  readonly file: string;
  readonly chartHome: string | undefined;
  readonly kustomizationNamespace: Cursor | undefined;
  readonly isGenerator: boolean;
}

/** The newer names of the fields, else the older ones; the older list has no way to say a namespace. */
function readChartEntry(chart: Cursor, surroundings: Surroundings): ChartEntry[] {
  const nameKey = stringAt(chart, "name") === undefined ? "chartName" : "name";
  const name = stringAt(chart, nameKey);
  const place = placeAt(chart, nameKey);
  if (name === undefined || !place) return [];
  const field = (...keys: readonly string[]) => keys.map((key) => at(chart, key)).find((found) => found !== undefined);
  const version = field("version", "chartVersion");
  const repository = field("repo", "chartRepoUrl", "chartRepo");
  const inline = new Map(entriesAt(chart));
  return [
    {
      ...surroundings,
      name,
      repository,
      version,
      release: field("releaseName"),
      namespace: field("namespace", ...(surroundings.isGenerator ? ["releaseNamespace"] : [])),
      kubeVersion: at(chart, "kubeVersion")?.kind === "unknown" ? null : stringAt(chart, "kubeVersion"),
      valuesFile: field("valuesFile", "values"),
      additionalValuesFiles: itemsAt(chart, "additionalValuesFiles"),
      valuesInline: inline.get("valuesInline") ?? inline.get("valuesLocal"),
      valuesMerge: stringAt(chart, "valuesMerge") ?? "override",
      localDirectories: localDirectories(
        name,
        stringAt(version),
        stringAt(repository),
        stringAt(chart, "chartHome") ?? surroundings.chartHome,
        surroundings.file,
      ),
      home: findChartEntryHome(chart, nameKey === "name" ? "valuesInline" : "valuesLocal"),
      place,
    },
  ];
}

function localDirectories(
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
 * The values of a chart as Kustomize hands them to Helm: one file (the chart's own where none is named) with the inline
 * values over it, under it or instead of it, then the additional files.
 */
export function chartLayers(entry: ChartEntry, reader: Reader): Layer[] {
  const { valuesFile, valuesInline, valuesMerge } = entry;
  const inline = valuesInline && blockLayer(reader, "valuesInline", valuesInline);
  const hasInline = inline !== undefined && !(inline.values.kind === "map" && inline.values.entries.size === 0);
  const file = valuesFile ? valuesFileLayer(valuesFile, entry.file, reader) : [];
  const first = hasInline ? combined(file, inline, valuesMerge) : file;
  return [...first, ...entry.additionalValuesFiles.flatMap((path) => valuesFileLayer(path, entry.file, reader))];
}

function valuesFileLayer(path: Cursor, from: string, reader: Reader): Layer[] {
  const written = stringAt(path);
  const place = isPlace(path.origin) ? path.origin : undefined;
  if (!place) return [];
  const unknown = (reason: string): Layer[] => [{ name: written ?? "a values file", values: { kind: "unknown", origin: place, reason } }];
  if (written === undefined) return path.kind === "unknown" ? unknown(path.reason) : [];
  if (written.includes("://")) return unknown("the values file is elsewhere");
  return [fileLayer(reader, reader.resolve(from, written), written, place)];
}

/** A null of the inline values takes away what the file says, and then the chart's default counts again. */
function combined(file: readonly Layer[], inline: Layer, merge: string): Layer[] {
  if (merge === "replace") return [inline];
  if (merge === "merge" && file.length > 0) return [inline, ...file];
  if (merge !== "override") return [{ ...inline, values: chartsOwn(inline.values) }];
  const [below] = file;
  return [{ name: inline.name, values: over(below?.values, inline.values) }];
}

/** With `valuesMerge: merge` the chart's own values win over these, where it has any. */
function chartsOwn({ origin }: Cursor): Cursor {
  return { kind: "unknown", origin, reason: "the chart's own values may win" };
}

function over(below: Cursor | undefined, above: Cursor): Cursor {
  if (above.kind !== "map") return above;
  const entries = new Map<string, Entry>(below?.kind === "map" ? below.entries : []);
  for (const [key, { key: origin, value }] of above.entries) {
    if (value.kind === "scalar" && value.value === null) entries.delete(key);
    else entries.set(key, { key: origin, value: over(entries.get(key)?.value, value) });
  }
  const rest = below?.kind === "unknown" ? below : undefined;
  return { kind: "map", origin: above.origin, entries, ...(rest ? { rest } : {}) };
}
