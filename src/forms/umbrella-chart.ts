import { posix } from "node:path";
import { chartDrafts } from "../istio/chart-drafts.ts";
import type { Layer } from "../model/install.ts";
import { readLocalChart } from "../source/local-chart.ts";
import type { Form, Reader } from "../source/source.ts";

/**
 * Charts of the repository that depend on Istio's. What deploys them is read with its own form; this one is for those that
 * nothing in the repository deploys. https://helm.sh/docs/topics/charts/#chart-dependencies
 */
const umbrellaChart: Form = {
  id: "umbrella-chart",
  markers: ["dependencies:"],
  *extract(source, reader) {
    if (posix.basename(source.path) !== "Chart.yaml") return;
    const directory = posix.dirname(source.path);
    const chart = readLocalChart(reader, directory);
    const place = { file: source.path, start: 0, end: 0 };
    const common = { form: "umbrella-chart", tool: "helm", rendering: "live", place, scope: { file: source.path, script: false } } as const;
    const drafts = chart ? chartDrafts(chart, { ...common, layers: variants(reader, directory) }) : [];
    // A copy of a chart of Istio's is a chart, and no install.
    yield* drafts.filter((draft) => draft.place !== place);
  },
};

export default umbrellaChart;

/** Values files beside the chart's own may be layered over it by whoever deploys it. */
function variants(reader: Reader, directory: string): Layer[] {
  const beside = reader
    .below(posix.join(directory, "values"))
    .filter((path) => /(^|\/)values[-_.][^/]+\.ya?ml$/.test(path) && posix.dirname(path) === directory);
  const [first] = beside;
  if (first === undefined) return [];
  const reason = `${first} may be another layer of the same install`;
  return [{ name: first, values: { kind: "unknown", origin: { file: first, start: 0, end: 0 }, reason } }];
}
