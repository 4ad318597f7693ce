import { posix } from "node:path";
import { chartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import type { LocalChart } from "../../model/chart.ts";
import { platforms } from "../../model/cluster.ts";
import { entriesAt } from "../../model/cursor.ts";
import type { Draft, Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import { appendSlash } from "../../reader/rooted-path.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { readSourceYaml } from "../../reader/source-yaml.ts";
import { fileLayer } from "../../reader/values-layer.ts";

/**
 * Charts of the repository that depend on Istio's. What deploys them is read with its own form; this one is for those that
 * nothing in the repository deploys. https://helm.sh/docs/topics/charts/#chart-dependencies
 */
const umbrellaChart: Form = {
  id: "umbrella-chart",
  markers: ["dependencies:"],
  *extract(source, reader) {
    if (posix.basename(source.path) !== "Chart.yaml") return;
    const chart = readLocalChart(reader, posix.dirname(source.path));
    if (chart) yield* variantDrafts(chart, { file: source.path, start: 0, end: 0 }, reader);
  },
};

export default umbrellaChart;

/** One install for each variant of the values that is a platform's own; else one, of whose values little may be known. */
function variantDrafts(chart: LocalChart, place: Place, reader: Reader): Draft[] {
  const scope = { file: place.file, script: false };
  const home = chart.defaults && { map: chart.defaults, path: [] };
  const common: Omit<Deployment, "layers" | "scope"> = { form: "umbrella-chart", tool: "helm", rendering: "live", home, place };
  const files = variantFiles(chart, posix.dirname(place.file), reader);
  const named = files.map((path) => ({ path, platform: guessPlatform(path) }));
  const isEachOne =
    named.length > 0 && named.every(({ platform }) => platform) && new Set(named.map(({ platform }) => platform)).size === named.length;
  const deployments: Deployment[] = isEachOne
    ? named.map(({ path, platform }) => ({
        ...common,
        layers: [fileLayer(reader, path, path, { file: path, start: 0, end: 0 })],
        scope: { ...scope, destination: path, platform },
      }))
    : [{ ...common, layers: files.slice(0, 1).map(openLayer), scope }];
  const drafts = deployments.flatMap((deployment) => chartDrafts(chart, deployment));
  // A copy of a chart of Istio's is a chart, and no install.
  return drafts.filter((draft) => draft.place !== place);
}

/** Values files beside the chart's own may be layered over it by whoever deploys it: by their name, or because they hold values for its subcharts. */
function variantFiles({ dependencies }: LocalChart, directory: string, reader: Reader): string[] {
  const start = appendSlash(directory);
  const beside = reader.below(start).filter((path) => /^[^/]+\.ya?ml$/.test(path.slice(start.length)));
  const named = beside.filter((path) => /(^|\/)values[-_.][^/]+\.ya?ml$/.test(path));
  if (named.length > 0) return named;
  const keys = new Set(dependencies.map(({ key }) => key));
  return beside.filter((path) => !ownFiles.has(path.slice(start.length)) && hasValuesFor(keys, path, reader));
}

/** What a chart is made of: https://helm.sh/docs/topics/charts/#the-chart-file-structure */
const ownFiles: ReadonlySet<string> = new Set(["Chart.yaml", "values.yaml", "requirements.yaml"]);

function hasValuesFor(keys: ReadonlySet<string>, path: string, reader: Reader): boolean {
  const source = reader.source(path);
  return entriesAt(source && readSourceYaml(source, reader).root).some(([key, { value }]) => keys.has(key) && value.kind === "map");
}

function guessPlatform(path: string): string | undefined {
  const word = /(?:^|\/)values[-_.]([^/]+)\.ya?ml$/.exec(path)?.[1]?.toLowerCase();
  return platforms.find((platform) => platform === word && platform !== "other");
}

function openLayer(path: string): Layer {
  const reason = `${path} may be another layer of the same install`;
  return { name: path, values: { kind: "unknown", origin: { file: path, start: 0, end: 0 }, reason } };
}
