import type { Platform } from "./cluster.ts";
import type { Severity } from "./finding.ts";
import type { Place } from "./location.ts";
import type { Suppression } from "./suppression.ts";

/** The contents of the configuration file; see section 7 of the design. */
export interface Configuration {
  readonly clusters: readonly ConfiguredCluster[];
  /** The Istio version of installs that do not specify one. */
  readonly istioVersion: string | undefined;
  /** Severity by rule, where it differs from the rule's default. */
  readonly rules: ReadonlyMap<string, Severity | "off">;
  /** Rules for findings that are not reported. */
  readonly ignore: readonly Suppression[];
  /** Globs of custom policies. */
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
  /** Globs of the files that belong to it. Without globs it is the inferred cluster of the same name. */
  readonly paths: readonly string[];
  /** The place of the entry in the configuration file. */
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
