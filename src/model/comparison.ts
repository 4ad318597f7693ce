import type { Finding } from "./finding.ts";
import type { Component, EffectiveValue } from "./install.ts";

/** What a change has done to a repository: how a report differs from that of the commit before. */
export interface Comparison {
  /** The commit before, as people know it: `main (1a2b3c4)`. */
  readonly base: string;
  /** The fingerprints of the findings that the change has caused. */
  readonly added: ReadonlySet<string>;
  /** The fingerprints of the findings that stand on lines of the change, and in files of it. */
  readonly onChangedLines: ReadonlySet<string>;
  readonly inChangedFiles: ReadonlySet<string>;
  /** How many findings were there before. */
  readonly before: number;
  /** Whether those are left out of the report. */
  readonly hidden: boolean;
  /** What was found before, and is no more. */
  readonly resolved: readonly Finding[];
  readonly settings: readonly SettingChange[];
}

/** A setting that an install runs with after the change, and another before. */
export interface SettingChange {
  readonly cluster: string;
  readonly component: Component;
  readonly release: string | null;
  readonly setting: string;
  readonly before: EffectiveValue;
  readonly after: EffectiveValue;
  /** Who decides it now. */
  readonly file: string;
  readonly line: number;
}
