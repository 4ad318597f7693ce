import type { Cursor } from "./cursor.ts";
import type { Place } from "./location.ts";

/** A Helm chart in the repository, as its `Chart.yaml` describes it. */
export interface LocalChart {
  readonly name: string;
  /** The addresses under `sources` and `home`: where the chart says it comes from. */
  readonly sources: readonly string[];
  readonly version: Cursor | undefined;
  /** The chart's `values.yaml`; undefined if it has none. */
  readonly defaults: Cursor | undefined;
  readonly dependencies: readonly Dependency[];
}

/** A chart that another chart depends on: listed in `Chart.yaml`, or vendored in `charts/`. */
export interface Dependency {
  readonly name: string;
  /** The key of the parent's values that holds the values of this chart: the alias, else the name. */
  readonly key: string;
  readonly repository: Cursor | undefined;
  readonly version: Cursor | undefined;
  /** Paths in the parent's values. The first one that leads to a boolean turns the dependency on or off. */
  readonly condition: readonly string[];
  readonly tags: readonly string[];
  /** The line that names the dependency. */
  readonly place: Place;
  /** The chart itself, if it is in the repository too. */
  readonly chart: LocalChart | undefined;
}

/** A chart outside the repository: its name and the address that it comes from. */
export interface RemoteChart {
  readonly name: string;
  /** The repository of the chart, which tells apart charts of the same name. */
  readonly repository: string | undefined;
  /** The address as written, which is the place to edit; undefined if `repository` does not come from a written address. */
  readonly address: Cursor | undefined;
  readonly version: Cursor | undefined;
}
