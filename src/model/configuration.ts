import type { Platform } from "./cluster.ts";
import type { Severity } from "./finding.ts";
import type { Place } from "./location.ts";
import type { Suppression } from "./suppression.ts";

/** What the configuration file says; see section 7 of the design. */
export interface Configuration {
  readonly clusters: readonly ConfiguredCluster[];
  /** The Istio version of installs that do not say. */
  readonly istioVersion: string | undefined;
  /** Severity by rule, where it differs from the rule's own. */
  readonly rules: ReadonlyMap<string, Severity | "off">;
  /** Findings that are not reported. */
  readonly ignore: readonly Suppression[];
  /** Globs of the policies beside the built-in ones. */
  readonly policies: readonly string[];
  /** Globs of files that are not read. */
  readonly exclude: readonly string[];
  /** The file of known findings, relative to the working directory. */
  readonly baseline: string | undefined;
}

/** A cluster that the configuration names, and the files that deploy it. */
export interface ConfiguredCluster {
  readonly name: string;
  readonly platform: Platform | undefined;
  /** The CNI plugins of the cluster. */
  readonly cni: readonly string[];
  /** Globs of the files that belong to it; without any, it is the cluster of that name as the files show it. */
  readonly paths: readonly string[];
  /** Where it is written. */
  readonly place: Place;
}

export const noConfiguration: Configuration = {
  clusters: [],
  istioVersion: undefined,
  rules: new Map(),
  ignore: [],
  policies: [],
  exclude: [],
  baseline: undefined,
};
