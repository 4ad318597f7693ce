// Made of src/shapes/configuration.ts by `npm run build`: change it there.
import type { Platform } from "./names.ts";

export interface ClusterEntry {
  /** Its name, as `inspect` prints it. */
  readonly name: string;
  /** Its platform; inferred where missing. */
  readonly platform?: Platform;
  /** Its CNI plugins, such as `cilium`. */
  readonly cni?: readonly string[] | null;
  /** Globs of the files that deploy it; without any, it is the cluster of that name as the files show it. */
  readonly paths?: readonly Glob[] | null;
}

/** What a configuration file says. */
export interface ConfigurationDocument {
  /** The clusters of this repository, where the files do not show them. */
  readonly clusters?: readonly ClusterEntry[] | null;
  /** The Istio version of installs that do not say. */
  readonly istioVersion?: string | null;
  /** Severity by rule, where it differs from the rule's own. */
  readonly rules?: Readonly<Record<string, "error" | "warning" | "note" | "off" | false>> | null;
  /** Findings that are not reported. */
  readonly ignore?: readonly IgnoreEntry[] | null;
  /** Globs of the policies beside the built-in ones, .json and .ts. */
  readonly policies?: readonly string[] | null;
  /** Globs of files that are not read. */
  readonly exclude?: readonly Glob[] | null;
  /** The file of known findings, relative to the working directory; `check --write-baseline` writes it. */
  readonly baseline?: string | null;
}

/** A path from the working directory, with `*`, `**` and `?`. */
export type Glob = string;

export interface IgnoreEntry {
  /** The id of a rule. */
  readonly rule: string;
  /** Globs of files; all files where missing. */
  readonly paths?: readonly Glob[] | null;
  /** Why; shown beside what it suppresses. */
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until?: string | null;
}
