import { toAddressCursor } from "../model/address.ts";
import type { Dependency, LocalChart, RemoteChart } from "../model/chart.ts";
import { type Cursor, findAt, findStringAt } from "../model/cursor.ts";
import type { Component, HelmDraft, ValuesHome } from "../model/install.ts";
import { coalesce, mergeValues } from "../model/values.ts";
import { findChartComponent, isIstioRepository } from "./charts.ts";
import { computeSubchartValues } from "./subchart.ts";

/** The deployment of a chart in the repository: everything except the fields that the chart itself determines. */
export type Deployment = Omit<HelmDraft, "component" | "chart" | "version" | "repository">;

/**
 * Makes the drafts for a deployed chart of the repository: the chart itself if it is a copy of a known chart, else the charts that
 * it depends on.
 */
export function buildChartDrafts(chart: LocalChart, deployment: Deployment): HelmDraft[] {
  const component = findComponent(chart, undefined);
  // Istio's umbrella chart is replaced by its parts if these are in the repository.
  const isOpened = component === "ambient" && chart.dependencies.some((dependency) => dependency.chart);
  if (component && !isOpened) {
    return [{ ...deployment, component, chart: chart.name, version: ignoreUnreleasedVersion(chart.version), hub: findVendoredHub(chart) }];
  }
  return buildDependencyDrafts(chart, mergeValues(deployment.layers.map((layer) => layer.values)), deployment);
}

/** Makes the drafts for a deployed chart, from the repository or from elsewhere. */
export function buildDeployedChartDrafts(chart: LocalChart | RemoteChart, deployment: Deployment): HelmDraft[] {
  if ("dependencies" in chart) return buildChartDrafts(chart, deployment);
  const component = findChartComponent(chart.name, chart.repository);
  const repository = toAddressCursor(chart.address);
  return component ? [{ ...deployment, component, chart: chart.name, version: chart.version, repository }] : [];
}

/**
 * Checks whether a chart of the repository is a copy of the chart that its path names. A chart with another name is not, and
 * neither is a wrapper.
 */
export function isCopy(chart: LocalChart, component: Component): boolean {
  return findChartComponent(chart.name, "istio") === component && !dependsOn(chart, component);
}

/** Finds the component that a chart is a copy of. Vendored charts list Istio's repository in their sources. */
function findComponent(chart: LocalChart, repository: string | undefined): Component | undefined {
  const [source] = chart.sources.filter((address) => isIstioRepository(address));
  const component = findChartComponent(chart.name, repository?.startsWith("file://") ? source : (repository ?? source));
  return component && !dependsOn(chart, component) ? component : undefined;
}

const brought = new WeakMap<LocalChart, Map<Component, boolean>>();

/** Checks whether a chart depends on a component. It is then a wrapper, even if it has the component's name. */
function dependsOn(chart: LocalChart, component: Component): boolean {
  const known = brought.get(chart) ?? new Map<Component, boolean>();
  brought.set(chart, known);
  const answer = known.get(component) ?? chart.dependencies.some((dependency) => bringsAlong(dependency, component));
  known.set(component, answer);
  return answer;
}

function bringsAlong(dependency: Dependency, component: Component): boolean {
  const own = findDependencyComponent(dependency);
  return own ? own === component : dependency.chart !== undefined && dependsOn(dependency.chart, component);
}

function buildDependencyDrafts(chart: LocalChart, written: Cursor, deployment: Deployment): HelmDraft[] {
  const values = chart.defaults ? coalesce(chart.defaults, written) : written;
  return chart.dependencies.flatMap((dependency) => {
    if (isOff(dependency, values)) return [];
    const own = computeSubchartValues(values, dependency.key);
    const component = findDependencyComponent(dependency);
    const below = { ...deployment, home: findHomeBelow(deployment.home, dependency.key) };
    if (!component) return dependency.chart ? buildDependencyDrafts(dependency.chart, own, below) : [];
    const { name, place } = dependency;
    const layers = [{ name: dependency.key, values: own }];
    const version = ignoreUnreleasedVersion(dependency.version);
    const origin = { repository: findDraftRepository(dependency), hub: dependency.chart && findVendoredHub(dependency.chart) };
    return [{ ...below, form: "umbrella-chart", component, chart: name, version, ...origin, layers, place }];
  });
}

/** The place for values of a dependency, which are below its key. */
function findHomeBelow(home: ValuesHome | undefined, key: string): ValuesHome | undefined {
  return home && { ...home, path: [...home.path, key] };
}

function findDependencyComponent({ name, repository, chart }: Dependency): Component | undefined {
  const address = findStringAt(repository);
  return chart ? findComponent(chart, address) : findChartComponent(name, address);
}

/** Finds the repository of a dependency. An alias refers to a repository that `helm repo add` defines elsewhere. */
function findDraftRepository({ repository }: Dependency): Cursor | undefined {
  const written = findStringAt(repository);
  if (repository === undefined || !/^(@|alias:)/.test(written ?? "")) return toAddressCursor(repository);
  return { kind: "unknown", origin: repository.origin, reason: "it is the name of a repository on the machine that runs Helm" };
}

/** Finds the hub in the values of a copied chart, in any place where its release keeps the defaults. */
function findVendoredHub({ defaults }: LocalChart): Cursor | undefined {
  const roots = [defaults, findAt(defaults, "_internal_defaults_do_not_set"), findAt(defaults, "defaults")];
  return roots.flatMap((root) => [findAt(root, "global", "hub"), findAt(root, "hub")]).find((hub) => findStringAt(hub) !== undefined);
}

/**
 * Checks whether a dependency is off, in Helm's order: the first condition that is a boolean decides; else it is off if a tag is
 * off and none is on.
 */
function isOff({ condition, tags }: Dependency, values: Cursor): boolean {
  for (const path of condition) {
    const found = findAt(values, ...path.split("."));
    if (found?.kind === "unknown") return false;
    if (found?.kind === "scalar" && typeof found.value === "boolean") return !found.value;
  }
  const states = tags.flatMap((tag) => findAt(values, "tags", tag) ?? []);
  return states.length > 0 && states.every((state) => state.kind === "scalar" && state.value === false);
}

/** Ignores 1.0.0, which charts in Istio's source tree have until they are released. */
function ignoreUnreleasedVersion(version: Cursor | undefined): Cursor | undefined {
  return findStringAt(version) === "1.0.0" ? undefined : version;
}
