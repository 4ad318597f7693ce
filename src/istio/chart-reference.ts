import type { Component } from "../model/install.ts";
import { findChartComponent } from "./charts.ts";

/** A chart as a command refers to it. */
export interface ChartReference {
  readonly component: Component;
  /** The chart's name, without repository and version. */
  readonly name: string;
  /** The version, if the address contains it: `cni-1.29.0.tgz`, `istio-1.29.0/manifests/charts/istio-cni`. */
  readonly version: string | undefined;
}

/** The context that determines which chart a name refers to. */
export interface ChartContext {
  /** The address of `--repo`. */
  readonly repository: string | undefined;
  /** The addresses of `helm repo add`, by name. */
  readonly repositories: ReadonlyMap<string, string>;
  /** True if it refers to a directory of the repository. */
  readonly isLocal: boolean;
}

/** Finds the chart of `istio/cni`, `oci://…/charts/cni`, a path or an archive; undefined for unrelated charts. */
export function readChartReference(written: string, surroundings: ChartContext): ChartReference | undefined {
  const [, path = "", file = ""] = /^(?:(.*)\/)?([^/]*)$/s.exec(written.replace(/\/+$/, "")) ?? [];
  const [, name = "", archived] = /^(.*?)(?:-v?(\d+\.\d+\.\d+[\w.+-]*?))?(?:\.tgz)?$/s.exec(file) ?? [];
  const isArchive = file.endsWith(".tgz");
  const chart = isArchive ? name : file;
  const component = findChartComponent(chart, resolveChartRepository(path, surroundings));
  const version = isArchive ? archived : /(?:^|\/)istio-(\d+\.\d+\.\d+[\w.-]*)\//.exec(`${path}/`)?.[1];
  return component && { component, name: chart, version };
}

function resolveChartRepository(path: string, { repository, repositories, isLocal }: ChartContext): string | undefined {
  if (repository !== undefined) return repository;
  if (path.includes("://")) return path;
  // Only in a checkout or release of Istio: other directories may contain any `base` and `gateway`.
  if (isLocal || /^[./~]|\//.test(path)) return /(^|\/)manifests\/charts(\/|$)/.test(path) ? `istio/${path}` : undefined;
  return path === "" ? undefined : `${path} ${repositories.get(path) ?? ""}`;
}
