import { at, type Cursor, type Origin, plain, unknownPointers } from "../model/cursor.ts";
import type { EffectiveValue } from "../model/install.ts";
import type { ChartName, Minor } from "./data/index.ts";

/** An effective setting with its origin. */
export interface Setting {
  /** Undefined if unknown. */
  readonly value: EffectiveValue | undefined;
  readonly origin: Origin;
  /** The path to set it in the chart's values; undefined if values cannot change it. */
  readonly path?: readonly string[];
}

export type Settings = Readonly<Record<string, Setting>>;

/** The values that a chart's templates see, and their other inputs. */
export interface Rendered {
  readonly chart: ChartName;
  readonly values: Cursor;
  readonly minor: Minor;
  readonly version: string;
  /** Undefined if unknown. */
  readonly namespace: string | undefined;
  readonly release: string | undefined;
  /** True if the cluster's version string contains `-gke`. */
  readonly onGke: boolean;
}

/** Thrown if the templates cannot be rendered with these values. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
  readonly culprit: Cursor | undefined;

  constructor(path: readonly string[], culprit: Cursor | undefined) {
    super(path.join("."));
    this.culprit = culprit;
  }
}

/** Throws if a value is not a map where templates read its keys, because rendering fails then. */
export function requireMaps(values: Cursor, ...paths: readonly (readonly string[])[]): void {
  for (const path of paths) {
    const found = at(values, ...path);
    if (found?.kind !== "map" && found?.kind !== "unknown") throw new TemplateFault(path, found);
  }
}

/** The truth of a value in a template: empty strings, lists and maps, zero and null are false; undefined if unknown. */
export function truth(cursor: Cursor | undefined): boolean | undefined {
  if (cursor === undefined) return false;
  if (cursor.kind === "scalar") return Boolean(cursor.value);
  if (cursor.kind === "list") return cursor.items.length > 0;
  if (cursor.kind === "map") return cursor.entries.size > 0 || (cursor.rest ? undefined : false);
  return undefined;
}

/** A value as a template prints it; null and missing values print nothing; undefined if unknown. */
export function printed(cursor: Cursor | undefined): string | undefined {
  if (cursor === undefined) return "";
  return cursor.kind === "scalar" ? String(cursor.value ?? "") : undefined;
}

/** A setting that equals the printed value. */
export function printedSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, printed);
}

/** A setting that is on if the value prints as `true`. */
export function switchSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, (cursor) => {
    const text = printed(cursor);
    return text === undefined ? undefined : text === "true";
  });
}

/** A setting that equals the printed value, or null if nothing is printed. */
export function optionalSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, (cursor) => {
    const text = printed(cursor);
    return text === "" ? null : text;
  });
}

/** A setting that is on if the value is true in a template. */
export function truthSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, truth);
}

/** A setting that is a list or map as written; `empty` if there is none. */
export function plainSetting(rendered: Rendered, path: readonly string[], empty: EffectiveValue): Setting {
  return settingFrom(rendered, path, (cursor) => {
    if (truth(cursor) === false) return empty;
    return cursor === undefined || unknownPointers(cursor).next().done !== true ? undefined : (plain(cursor) as EffectiveValue);
  });
}

/** Makes a function that returns the value, or the template's fallback if it is empty. */
export function orElse(fallback: string | undefined): (cursor: Cursor | undefined) => string | undefined {
  return (cursor) => {
    const isSet = truth(cursor);
    return isSet === false ? fallback : isSet && printed(cursor);
  };
}

/** The revision, which templates compare with text: it must be text or missing. */
export function revisionSetting(rendered: Rendered): Setting {
  const revision = at(rendered.values, "revision");
  if (revision?.kind === "scalar" && typeof revision.value !== "string" && revision.value !== null) {
    throw new TemplateFault(["revision"], revision);
  }
  return optionalSetting(rendered, "revision");
}

/**
 * The name of istiod's Service: `istiod`, or `istiod-<revision>`. The templates leave out the dash only for an empty text, not for
 * a missing value.
 */
export function istiodService({ values }: Rendered): string | undefined {
  const revision = at(values, "revision");
  const text = printed(revision);
  if (text === undefined) return undefined;
  return revision?.kind === "scalar" && revision.value === "" ? "istiod" : `istiod-${text}`;
}

/** Sets these settings to null, because the chart's workloads are left out. */
export function withoutWorkloads(rendered: Rendered, names: readonly string[]): Settings {
  return Object.fromEntries(names.map((name) => [name, fixedSetting(rendered, null)]));
}

/** Computes a setting from the value at a path. */
export function settingFrom(
  rendered: Rendered,
  path: readonly string[],
  compute: (cursor: Cursor | undefined) => EffectiveValue | undefined,
): Setting {
  const cursor = at(rendered.values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? chartDefault(rendered), path };
}

/** A setting that the templates set to a fixed value. */
export function fixedSetting(rendered: Rendered, value: EffectiveValue): Setting {
  return { value, origin: chartDefault(rendered) };
}

export function namespaceSetting(rendered: Rendered): Setting {
  return { value: rendered.namespace, origin: { builtIn: "the release's namespace" } };
}

/** The quota that admits node-critical pods to the release's namespace. */
export function quotaSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, [...path, "enabled"], (enabled) => {
    const isOn = truth(enabled);
    if (!isOn) return isOn === undefined ? undefined : null;
    const pods = printed(at(rendered.values, ...path, "pods"));
    if (pods === undefined || rendered.namespace === undefined) return undefined;
    return { namespace: rendered.namespace, pods: Number(pods) };
  });
}

export function chartDefault({ chart, minor }: Rendered): Origin {
  return { builtIn: `chart default of ${chart} ${minor.minor}` };
}

/** Checks whether `resourceScope` includes the chart's workloads. If it is unknown, they are assumed to be included. */
export function hasWorkloads(rendered: Rendered, ...path: readonly string[]): boolean {
  if (!rendered.minor.charts.hasResourceScope) return true;
  const scope = printed(at(rendered.values, ...path));
  return scope === undefined || scope === "all" || scope === "namespace";
}
