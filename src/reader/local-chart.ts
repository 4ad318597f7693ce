import { posix } from "node:path";
import { type Budget, take } from "../model/budget.ts";
import type { Dependency, LocalChart } from "../model/chart.ts";
import { type Cursor, findAt, findItemsAt, findPlaceAt, findStringAt } from "../model/cursor.ts";
import { formatGrouped } from "../model/grouped.ts";
import { chartLimits, runLimits } from "../model/limits.ts";
import type { Place } from "../model/location.ts";
import type { Reader } from "./source.ts";
import { readSourceYaml } from "./source-yaml.ts";

/** How many levels of nested charts are read. */
const depthLimit = 8;

/** Reads the chart in a directory of the repository; undefined if none exists. https://helm.sh/docs/topics/charts/ */
export function readLocalChart(reader: Reader, directory: string): LocalChart | undefined {
  return readChart(reader, posix.join(directory), 0);
}

const known = new WeakMap<Reader, Map<string, LocalChart | undefined>>();

function readChart(reader: Reader, path: string, depth: number): LocalChart | undefined {
  const directory = path.replace(/\/$/, "");
  const charts = known.get(reader) ?? new Map<string, LocalChart | undefined>();
  known.set(reader, charts);
  if (charts.has(directory) || depth > depthLimit) return charts.get(directory);
  // A chart that depends on itself finds this entry, which ends the loop.
  charts.set(directory, undefined);
  const chart = readChartIn(reader, directory, depth);
  charts.set(directory, chart);
  return chart;
}

function readChartIn(reader: Reader, directory: string, depth: number): LocalChart | undefined {
  const root = readChartRoot(reader, posix.join(directory, "Chart.yaml"));
  const name = findStringAt(root, "name");
  if (name === undefined) return undefined;
  const locked = readLockedVersions(readChartRoot(reader, posix.join(directory, "Chart.lock")));
  const listed = [
    ...findItemsAt(root, "dependencies"),
    ...findItemsAt(readChartRoot(reader, posix.join(directory, "requirements.yaml")), "dependencies"),
  ];
  const dependencies = limitDependencies(reader, directory, function* () {
    const named = new Set<string>();
    for (const item of listed) {
      for (const dependency of readDependency(reader, directory, item, locked, depth)) {
        named.add(dependency.name);
        yield dependency;
      }
    }
    // A dependency is identified by the name of the chart, which may differ from the name of its folder.
    for (const folder of listVendoredCharts(reader, directory)) {
      yield* readVendoredDependency(reader, folder, depth).filter(({ name }) => !named.has(name));
    }
  });
  return {
    name,
    sources: [...findItemsAt(root, "sources"), findAt(root, "home")].flatMap((source) => findStringAt(source) ?? []),
    version: findAt(root, "version"),
    defaults: readChartRoot(reader, posix.join(directory, "values.yaml")),
    dependencies,
  };
}

/** Counts the charts that a dependency adds, including itself. */
function measureChart({ chart }: Dependency): number {
  return 1 + (chart ? measureCharts(chart) : 0);
}

const sizes = new WeakMap<LocalChart, number>();

function measureCharts(chart: LocalChart): number {
  const size = sizes.get(chart) ?? chart.dependencies.reduce((sum, dependency) => sum + measureChart(dependency), 0);
  sizes.set(chart, size);
  return size;
}

/** Returns the dependencies of a chart up to the limit; nested dependencies count each time they are included. */
function limitDependencies(reader: Reader, directory: string, all: () => Iterable<Dependency>): Dependency[] {
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
    ? `This chart has more than ${formatGrouped(chartLimits.dependencies)} dependencies, with those of the charts that it brings along; from here on they are not checked.`
    : `The charts of this repository have more than ${formatGrouped(runLimits.dependencies)} dependencies together; from here on those of this one are not checked.`;
  problem({ code: "chart-limit", message, place });
}

/** The charts of a run whose dependencies already count towards the limit; several readers may reach the same chart. */
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
  const name = findStringAt(item, "name");
  const place = findPlaceAt(item, "name");
  if (name === undefined || !place) return [];
  const key = findStringAt(item, "alias") ?? name;
  const repository = findAt(item, "repository");
  const local = /^file:\/\/(.*)$/s.exec(findStringAt(repository) ?? "")?.[1];
  const beside = local === undefined ? undefined : reader.resolve(posix.join(directory, "Chart.yaml"), local);
  const chart =
    readChart(reader, posix.join(directory, "charts", name), depth + 1) ??
    (beside === undefined ? undefined : readChart(reader, beside, depth + 1));
  const condition = (findStringAt(item, "condition") ?? "").split(",").flatMap((path) => path.trim() || []);
  const tags = findItemsAt(item, "tags").flatMap((tag) => findStringAt(tag) ?? []);
  const version = findExactVersion(item, locked) ?? chart?.version;
  return [{ name, key, repository, version, condition, tags, place, chart }];
}

/** Versions by chart name. */
type Versions = ReadonlyMap<string, string | undefined>;

/** Reads the versions that are locked in `Chart.lock`; if a chart is listed twice, the first entry counts. */
function readLockedVersions(lock: Cursor | undefined): Versions {
  const entries = findItemsAt(lock, "dependencies").map(
    (entry) => [findStringAt(entry, "name") ?? "", findStringAt(entry, "version")] as const,
  );
  return new Map(entries.reverse());
}

/** Returns the version as written, or the version from `Chart.lock` if the written one is a range. */
function findExactVersion(item: Cursor, locked: Versions): Cursor | undefined {
  const written = findAt(item, "version");
  const text = findStringAt(written);
  if (text === undefined || /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(text)) return written;
  const settled = locked.get(findStringAt(item, "name") ?? "");
  return settled === undefined || !written ? written : { kind: "scalar", origin: written.origin, value: settled };
}

/** Helm includes every chart in `charts/`, even if `Chart.yaml` does not list it. */
function listVendoredCharts(reader: Reader, directory: string): string[] {
  const start = posix.join(directory, "charts/");
  return reader.below(start).flatMap((path) => {
    const [folder, file, ...deeper] = path.slice(start.length).split("/");
    return file === "Chart.yaml" && deeper.length === 0 ? [start + folder] : [];
  });
}

function readVendoredDependency(reader: Reader, directory: string, depth: number): Dependency[] {
  const chart = readChart(reader, directory, depth + 1);
  const place = chart && findPlaceAt(readChartRoot(reader, `${directory}/Chart.yaml`), "name");
  if (!chart || !place) return [];
  return [{ name: chart.name, key: chart.name, repository: undefined, version: chart.version, condition: [], tags: [], place, chart }];
}

function readChartRoot(reader: Reader, path: string): Cursor | undefined {
  const source = reader.source(path);
  return source && readSourceYaml(source, reader).root;
}
