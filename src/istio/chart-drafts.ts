import { addressCursor } from "../model/address.ts";
import type { Dependency, LocalChart, RemoteChart } from "../model/chart.ts";
import { at, type Cursor, stringAt } from "../model/cursor.ts";
import type { Component, HelmDraft, ValuesHome } from "../model/install.ts";
import { coalesce, mergeValues } from "../model/values.ts";
import { chartComponent, isIstioRepository } from "./charts.ts";
import { subchartValues } from "./subchart.ts";

/** How a chart of the repository is deployed: everything but what the chart itself says. */
export type Deployment = Omit<HelmDraft, "component" | "chart" | "version" | "repository">;

/** What deploying a chart of the repository installs: the chart, where it is a copy of one of ours, or those that it depends on. */
export function chartDrafts(chart: LocalChart, deployment: Deployment): HelmDraft[] {
  const component = findComponent(chart, undefined);
  // Istio's own umbrella chart is as good as its parts, where these are here to be looked at.
  const isOpened = component === "ambient" && chart.dependencies.some((dependency) => dependency.chart);
  if (component && !isOpened) {
    return [{ ...deployment, component, chart: chart.name, version: releasedVersion(chart.version), hub: vendoredHub(chart) }];
  }
  return dependencyDrafts(chart, mergeValues(deployment.layers.map((layer) => layer.values)), deployment);
}

/** What deploying a chart installs that may be of the repository, or of another one. */
export function draftsOfChart(chart: LocalChart | RemoteChart, deployment: Deployment): HelmDraft[] {
  if ("dependencies" in chart) return chartDrafts(chart, deployment);
  const component = chartComponent(chart.name, chart.repository);
  const repository = addressCursor(chart.address);
  return component ? [{ ...deployment, component, chart: chart.name, version: chart.version, repository }] : [];
}

/**
 * Whether a chart of the repository is a copy of the chart that its path names. A chart with another name is not, and
 * neither is a wrapper.
 */
export function isCopy(chart: LocalChart, component: Component): boolean {
  return chartComponent(chart.name, "istio") === component && !dependsOn(chart, component);
}

/** The component that a chart is a copy of. Vendored charts name Istio's repository in their sources. */
function findComponent(chart: LocalChart, repository: string | undefined): Component | undefined {
  const [source] = chart.sources.filter((address) => isIstioRepository(address));
  const component = chartComponent(chart.name, repository?.startsWith("file://") ? source : (repository ?? source));
  return component && !dependsOn(chart, component) ? component : undefined;
}

const brought = new WeakMap<LocalChart, Map<Component, boolean>>();

/** Whether a chart brings a component along. It is a wrapper then, also where it has the component's name. */
function dependsOn(chart: LocalChart, component: Component): boolean {
  const known = brought.get(chart) ?? new Map<Component, boolean>();
  brought.set(chart, known);
  const answer = known.get(component) ?? chart.dependencies.some((dependency) => bringsAlong(dependency, component));
  known.set(component, answer);
  return answer;
}

function bringsAlong(dependency: Dependency, component: Component): boolean {
  const own = dependencyComponent(dependency);
  return own ? own === component : dependency.chart !== undefined && dependsOn(dependency.chart, component);
}

function dependencyDrafts(chart: LocalChart, written: Cursor, deployment: Deployment): HelmDraft[] {
  const values = chart.defaults ? coalesce(chart.defaults, written) : written;
  return chart.dependencies.flatMap((dependency) => {
    if (isOff(dependency, values)) return [];
    const own = subchartValues(values, dependency.key);
    const component = dependencyComponent(dependency);
    const below = { ...deployment, home: homeBelow(deployment.home, dependency.key) };
    if (!component) return dependency.chart ? dependencyDrafts(dependency.chart, own, below) : [];
    const { name, place } = dependency;
    const layers = [{ name: dependency.key, values: own }];
    const version = releasedVersion(dependency.version);
    const origin = { repository: findDraftRepository(dependency), hub: dependency.chart && vendoredHub(dependency.chart) };
    return [{ ...below, form: "umbrella-chart", component, chart: name, version, ...origin, layers, place }];
  });
}

/** The values of a dependency stand below its key. */
function homeBelow(home: ValuesHome | undefined, key: string): ValuesHome | undefined {
  return home && { ...home, path: [...home.path, key] };
}

function dependencyComponent({ name, repository, chart }: Dependency): Component | undefined {
  const address = stringAt(repository);
  return chart ? findComponent(chart, address) : chartComponent(name, address);
}

/** Where a dependency is fetched from; an alias stands for what `helm repo add` has made of it elsewhere. */
function findDraftRepository({ repository }: Dependency): Cursor | undefined {
  const written = stringAt(repository);
  if (repository === undefined || !/^(@|alias:)/.test(written ?? "")) return addressCursor(repository);
  return { kind: "unknown", origin: repository.origin, reason: "it is the name of a repository on the machine that runs Helm" };
}

/** The hub in the values of a copied chart, wherever its release keeps its defaults. */
function vendoredHub({ defaults }: LocalChart): Cursor | undefined {
  const roots = [defaults, at(defaults, "_internal_defaults_do_not_set"), at(defaults, "defaults")];
  return roots.flatMap((root) => [at(root, "global", "hub"), at(root, "hub")]).find((hub) => stringAt(hub) !== undefined);
}

/** Helm's own order: the first condition that is a boolean decides, else a tag that is off where none is on. */
function isOff({ condition, tags }: Dependency, values: Cursor): boolean {
  for (const path of condition) {
    const found = at(values, ...path.split("."));
    if (found?.kind === "unknown") return false;
    if (found?.kind === "scalar" && typeof found.value === "boolean") return !found.value;
  }
  const states = tags.flatMap((tag) => at(values, "tags", tag) ?? []);
  return states.length > 0 && states.every((state) => state.kind === "scalar" && state.value === false);
}

/** Istio's own tree carries 1.0.0 until it is released. */
function releasedVersion(version: Cursor | undefined): Cursor | undefined {
  return stringAt(version) === "1.0.0" ? undefined : version;
}
