import type { Cursor } from "./cursor.ts";
import type { Place } from "./location.ts";

/** A Helm chart that lies in the repository, as its `Chart.yaml` describes it. */
export interface LocalChart {
  readonly name: string;
  /** Where it says that it comes from: the addresses under `sources` and `home`. */
  readonly sources: readonly string[];
  readonly version: Cursor | undefined;
  /** Its own `values.yaml`; undefined where it has none. */
  readonly defaults: Cursor | undefined;
  readonly dependencies: readonly Dependency[];
}

/** A chart that another one brings along: named in `Chart.yaml`, or vendored in `charts/`. */
export interface Dependency {
  readonly name: string;
  /** The key of the parent's values that holds its own: the alias, else the name. */
  readonly key: string;
  readonly repository: Cursor | undefined;
  readonly version: Cursor | undefined;
  /** Paths in the parent's values, the first of which that is a boolean turns it on or off. */
  readonly condition: readonly string[];
  readonly tags: readonly string[];
  /** The line that names it. */
  readonly place: Place;
  /** Its files, where they are in the repository too. */
  readonly chart: LocalChart | undefined;
}

/** A chart that is somewhere else: its name, and the address that it comes from. */
export interface RemoteChart {
  readonly name: string;
  /** What its name alone does not say: whose charts these are. */
  readonly repository: string | undefined;
  /** The address where it is written, as the place to edit; undefined where what `repository` says is none. */
  readonly address: Cursor | undefined;
  readonly version: Cursor | undefined;
}
