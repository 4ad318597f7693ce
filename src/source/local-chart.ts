import { posix } from "node:path";
import type { Dependency, LocalChart } from "../model/chart.ts";
import { at, type Cursor, itemsAt, placeAt, stringAt } from "../model/cursor.ts";
import type { Reader } from "./source.ts";
import { yamlOf } from "./source-yaml.ts";

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
  const root = rootOf(reader, posix.join(directory, "Chart.yaml"));
  const name = stringAt(root, "name");
  if (name === undefined) return undefined;
  const locked = itemsAt(rootOf(reader, posix.join(directory, "Chart.lock")), "dependencies");
  const listed = [...itemsAt(root, "dependencies"), ...itemsAt(rootOf(reader, posix.join(directory, "requirements.yaml")), "dependencies")];
  const dependencies = listed.flatMap((item) => dependencyOf(reader, directory, item, locked, depth));
  const named = new Set(dependencies.map((dependency) => dependency.name));
  const vendored = vendoredCharts(reader, directory).flatMap((folder) => vendoredDependency(reader, folder, depth));
  return {
    name,
    sources: [...itemsAt(root, "sources"), at(root, "home")].flatMap((source) => stringAt(source) ?? []),
    version: at(root, "version"),
    defaults: rootOf(reader, posix.join(directory, "values.yaml")),
    // A folder may have another name than the chart in it, which is what counts.
    dependencies: [...dependencies, ...vendored.filter((dependency) => !named.has(dependency.name))],
  };
}

function dependencyOf(reader: Reader, directory: string, item: Cursor, locked: readonly Cursor[], depth: number): Dependency[] {
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

/** The version as written; where that is a range, the one that `Chart.lock` has settled on. */
function exactVersion(item: Cursor, locked: readonly Cursor[]): Cursor | undefined {
  const written = at(item, "version");
  const text = stringAt(written);
  if (text === undefined || /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(text)) return written;
  const lock = locked.find((entry) => stringAt(entry, "name") === stringAt(item, "name"));
  const settled = stringAt(lock, "version");
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
  const place = chart && placeAt(rootOf(reader, `${directory}/Chart.yaml`), "name");
  if (!chart || !place) return [];
  return [{ name: chart.name, key: chart.name, repository: undefined, version: chart.version, condition: [], tags: [], place, chart }];
}

function rootOf(reader: Reader, path: string): Cursor | undefined {
  const source = reader.source(path);
  return source && yamlOf(source, reader).root;
}
