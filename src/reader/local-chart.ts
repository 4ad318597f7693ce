import { posix } from "node:path";
import { type Budget, take } from "../model/budget.ts";
import type { Dependency, LocalChart } from "../model/chart.ts";
import { at, type Cursor, itemsAt, placeAt, stringAt } from "../model/cursor.ts";
import { chartLimits, runLimits } from "../model/limits.ts";
import type { Place } from "../model/location.ts";
import { grouped } from "../syntax/yaml/yaml-limit.ts";
import type { Reader } from "./source.ts";
import { readSourceYaml } from "./source-yaml.ts";

/** Charts within charts, deeper than anybody builds them. */
const depthLimit = 8;

/** The chart in a directory of the repository; undefined where there is none. https://helm.sh/docs/topics/charts/ */
export function readLocalChart(reader: Reader, directory: string): LocalChart | undefined {
  return readChart(reader, posix.join(directory), 0);
}

const known = new WeakMap<Reader, Map<string, LocalChart | undefined>>();

function readChart(reader: Reader, path: string, depth: number): LocalChart | undefined {
  const directory = path.replace(/\/$/, "");
  const charts = known.get(reader) ?? new Map<string, LocalChart | undefined>();
  known.set(reader, charts);
  if (charts.has(directory) || depth > depthLimit) return charts.get(directory);
  // What a chart finds of itself while it is being read is a loop.
  charts.set(directory, undefined);
  const chart = chartIn(reader, directory, depth);
  charts.set(directory, chart);
  return chart;
}

function chartIn(reader: Reader, directory: string, depth: number): LocalChart | undefined {
  const root = readChartRoot(reader, posix.join(directory, "Chart.yaml"));
  const name = stringAt(root, "name");
  if (name === undefined) return undefined;
  const locked = versionsIn(readChartRoot(reader, posix.join(directory, "Chart.lock")));
  const listed = [
    ...itemsAt(root, "dependencies"),
    ...itemsAt(readChartRoot(reader, posix.join(directory, "requirements.yaml")), "dependencies"),
  ];
  const dependencies = withinLimit(reader, directory, function* () {
    const named = new Set<string>();
    for (const item of listed) {
      for (const dependency of readDependency(reader, directory, item, locked, depth)) {
        named.add(dependency.name);
        yield dependency;
      }
    }
    // A folder may have another name than the chart in it, which is what counts.
    for (const folder of vendoredCharts(reader, directory)) {
      yield* vendoredDependency(reader, folder, depth).filter(({ name }) => !named.has(name));
    }
  });
  return {
    name,
    sources: [...itemsAt(root, "sources"), at(root, "home")].flatMap((source) => stringAt(source) ?? []),
    version: at(root, "version"),
    defaults: readChartRoot(reader, posix.join(directory, "values.yaml")),
    dependencies,
  };
}

/** How many charts a dependency brings along, itself included. */
function measureChart({ chart }: Dependency): number {
  return 1 + (chart ? sizeOfAll(chart) : 0);
}

const sizes = new WeakMap<LocalChart, number>();

function sizeOfAll(chart: LocalChart): number {
  const size = sizes.get(chart) ?? chart.dependencies.reduce((sum, dependency) => sum + measureChart(dependency), 0);
  sizes.set(chart, size);
  return size;
}

/** The dependencies of a chart, as far as it may have them; those of a dependency count as often as it is brought along. */
function withinLimit(reader: Reader, directory: string, all: () => Iterable<Dependency>): Dependency[] {
  const { fewDependencies } = runLimits;
  const dependencies: Dependency[] = [];
  const ofRun = fewDependencies + (isCounted(reader, directory) ? Number.POSITIVE_INFINITY : reader.budget.dependencies);
  let size = 0;
  for (const dependency of all()) {
    const next = size + measureChart(dependency);
    if (next > Math.min(chartLimits.dependencies, ofRun)) {
      reportLimit(reader, dependency.place, next > chartLimits.dependencies);
      break;
    }
    size = next;
    dependencies.push(dependency);
  }
  count(reader, directory, Math.max(0, size - fewDependencies));
  return dependencies;
}

function reportLimit({ problem }: Reader, place: Place, isOwn: boolean): void {
  const message = isOwn
    ? `This chart has more than ${grouped(chartLimits.dependencies)} dependencies, with those of the charts that it brings along; from here on they are not checked.`
    : `The charts of this repository have more than ${grouped(runLimits.dependencies)} dependencies together; from here on those of this one are not checked.`;
  problem({ code: "chart-limit", message, place });
}

/** The charts of a run that have paid for their dependencies: several readers may come to the same one. */
const counted = new WeakMap<Budget, Set<string>>();

function isCounted({ budget }: Reader, directory: string): boolean {
  return counted.get(budget)?.has(directory) ?? false;
}

function count(reader: Reader, directory: string, amount: number): void {
  if (isCounted(reader, directory)) return;
  take(reader.budget, "dependencies", amount);
  counted.set(reader.budget, (counted.get(reader.budget) ?? new Set()).add(directory));
}

function readDependency(reader: Reader, directory: string, item: Cursor, locked: Versions, depth: number): Dependency[] {
  const name = stringAt(item, "name");
  const place = placeAt(item, "name");
  if (name === undefined || !place) return [];
  const key = stringAt(item, "alias") ?? name;
  const repository = at(item, "repository");
  const local = /^file:\/\/(.*)$/s.exec(stringAt(repository) ?? "")?.[1];
  const beside = local === undefined ? undefined : reader.resolve(posix.join(directory, "Chart.yaml"), local);
  const chart =
    readChart(reader, posix.join(directory, "charts", name), depth + 1) ??
    (beside === undefined ? undefined : readChart(reader, beside, depth + 1));
  const condition = (stringAt(item, "condition") ?? "").split(",").flatMap((path) => path.trim() || []);
  const tags = itemsAt(item, "tags").flatMap((tag) => stringAt(tag) ?? []);
  const version = exactVersion(item, locked) ?? chart?.version;
  return [{ name, key, repository, version, condition, tags, place, chart }];
}

/** Versions by the name of the chart. */
type Versions = ReadonlyMap<string, string | undefined>;

/** The versions that `Chart.lock` has settled on; the first counts where a chart is named twice. */
function versionsIn(lock: Cursor | undefined): Versions {
  const entries = itemsAt(lock, "dependencies").map((entry) => [stringAt(entry, "name") ?? "", stringAt(entry, "version")] as const);
  return new Map(entries.reverse());
}

/** The version as written; where that is a range, the one that `Chart.lock` has settled on. */
function exactVersion(item: Cursor, locked: Versions): Cursor | undefined {
  const written = at(item, "version");
  const text = stringAt(written);
  if (text === undefined || /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(text)) return written;
  const settled = locked.get(stringAt(item, "name") ?? "");
  return settled === undefined || !written ? written : { kind: "scalar", origin: written.origin, value: settled };
}

/** Helm takes everything in `charts/`, whether `Chart.yaml` names it or not. */
function vendoredCharts(reader: Reader, directory: string): string[] {
  const start = posix.join(directory, "charts/");
  return reader.below(start).flatMap((path) => {
    const [folder, file, ...deeper] = path.slice(start.length).split("/");
    return file === "Chart.yaml" && deeper.length === 0 ? [start + folder] : [];
  });
}

function vendoredDependency(reader: Reader, directory: string, depth: number): Dependency[] {
  const chart = readChart(reader, directory, depth + 1);
  const place = chart && placeAt(readChartRoot(reader, `${directory}/Chart.yaml`), "name");
  if (!chart || !place) return [];
  return [{ name: chart.name, key: chart.name, repository: undefined, version: chart.version, condition: [], tags: [], place, chart }];
}

function readChartRoot(reader: Reader, path: string): Cursor | undefined {
  const source = reader.source(path);
  return source && readSourceYaml(source, reader).root;
}
