import { posix } from "node:path";
import { buildChartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import type { LocalChart } from "../../model/chart.ts";
import { platforms } from "../../model/cluster.ts";
import { findEntriesAt } from "../../model/cursor.ts";
import type { Draft, Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import { appendSlash } from "../../reader/rooted-path.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { readSourceYaml } from "../../reader/source-yaml.ts";
import { readFileLayer } from "../../reader/values-layer.ts";

/**
 * Charts of the repository that depend on Istio's. Charts that something in the repository deploys are read by the form of that
 * deployment; this form covers the others. https://helm.sh/docs/topics/charts/#chart-dependencies
 */
const umbrellaChart: Form = {
  id: "umbrella-chart",
  markers: ["dependencies:"],
  *extract(source, reader) {
    if (posix.basename(source.path) !== "Chart.yaml") return;
    const chart = readLocalChart(reader, posix.dirname(source.path));
    if (chart) yield* buildVariantDrafts(chart, { file: source.path, start: 0, end: 0 }, reader);
  },
};

export default umbrellaChart;

/**
 * The installs of a chart: one for each variant of the values, if every variant belongs to a different platform; otherwise one,
 * whose values may be mostly unknown.
 */
function buildVariantDrafts(chart: LocalChart, place: Place, reader: Reader): Draft[] {
  const scope = { file: place.file, script: false };
  const home = chart.defaults && { map: chart.defaults, path: [] };
  const common: Omit<Deployment, "layers" | "scope"> = { form: "umbrella-chart", tool: "helm", rendering: "live", home, place };
  const files = listVariantFiles(chart, posix.dirname(place.file), reader);
  const named = files.map((path) => ({ path, platform: guessPlatform(path) }));
  const isEachOne =
    named.length > 0 && named.every(({ platform }) => platform) && new Set(named.map(({ platform }) => platform)).size === named.length;
  const deployments: Deployment[] = isEachOne
    ? named.map(({ path, platform }) => ({
        ...common,
        layers: [readFileLayer(reader, path, path, { file: path, start: 0, end: 0 })],
        scope: { ...scope, destination: path, platform },
      }))
    : [{ ...common, layers: files.slice(0, 1).map(openLayer), scope }];
  const drafts = deployments.flatMap((deployment) => buildChartDrafts(chart, deployment));
  // A copy of one of Istio's charts is a chart, not an install.
  return drafts.filter((draft) => draft.place !== place);
}

/**
 * Values files beside the chart's own that a deployment may add as layers: recognized by their name, or by values for the
 * chart's subcharts.
 */
function listVariantFiles({ dependencies }: LocalChart, directory: string, reader: Reader): string[] {
  const start = appendSlash(directory);
  const beside = reader.below(start).filter((path) => /^[^/]+\.ya?ml$/.test(path.slice(start.length)));
  const named = beside.filter((path) => /(^|\/)values[-_.][^/]+\.ya?ml$/.test(path));
  if (named.length > 0) return named;
  const keys = new Set(dependencies.map(({ key }) => key));
  return beside.filter((path) => !ownFiles.has(path.slice(start.length)) && hasValuesFor(keys, path, reader));
}

/** The files of the chart itself: https://helm.sh/docs/topics/charts/#the-chart-file-structure */
const ownFiles: ReadonlySet<string> = new Set(["Chart.yaml", "values.yaml", "requirements.yaml"]);

function hasValuesFor(keys: ReadonlySet<string>, path: string, reader: Reader): boolean {
  const source = reader.source(path);
  return findEntriesAt(source && readSourceYaml(source, reader).root).some(([key, { value }]) => keys.has(key) && value.kind === "map");
}

function guessPlatform(path: string): string | undefined {
  const word = /(?:^|\/)values[-_.]([^/]+)\.ya?ml$/.exec(path)?.[1]?.toLowerCase();
  return platforms.find((platform) => platform === word && platform !== "other");
}

function openLayer(path: string): Layer {
  const reason = `${path} may be another layer of the same install`;
  return { name: path, values: { kind: "unknown", origin: { file: path, start: 0, end: 0 }, reason } };
}
