import { type Cursor, collectUnknownPointers, findAt, type Origin, toPlainValue } from "../model/cursor.ts";
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
    const found = findAt(values, ...path);
    if (found?.kind !== "map" && found?.kind !== "unknown") throw new TemplateFault(path, found);
  }
}

/** The truth of a value in a template: empty strings, lists and maps, zero and null are false; undefined if unknown. */
export function toTruth(cursor: Cursor | undefined): boolean | undefined {
  if (cursor === undefined) return false;
  if (cursor.kind === "scalar") return Boolean(cursor.value);
  if (cursor.kind === "list") return cursor.items.length > 0;
  if (cursor.kind === "map") return cursor.entries.size > 0 || (cursor.rest ? undefined : false);
  return undefined;
}

/** A value as a template prints it; null and missing values print nothing; undefined if unknown. */
export function toPrintedText(cursor: Cursor | undefined): string | undefined {
  if (cursor === undefined) return "";
  return cursor.kind === "scalar" ? String(cursor.value ?? "") : undefined;
}

/** A setting that equals the printed value. */
export function readPrintedSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return computeSetting(rendered, path, toPrintedText);
}

/** A setting that is on if the value prints as `true`. */
export function switchSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return computeSetting(rendered, path, (cursor) => {
    const text = toPrintedText(cursor);
    return text === undefined ? undefined : text === "true";
  });
}

/** A setting that equals the printed value, or null if nothing is printed. */
export function readOptionalSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return computeSetting(rendered, path, (cursor) => {
    const text = toPrintedText(cursor);
    return text === "" ? null : text;
  });
}

/** A setting that is on if the value is true in a template. */
export function readTruthSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return computeSetting(rendered, path, toTruth);
}

/** A setting that is a list or map as written; `empty` if none exists. */
export function readPlainSetting(rendered: Rendered, path: readonly string[], empty: EffectiveValue): Setting {
  return computeSetting(rendered, path, (cursor) => {
    if (toTruth(cursor) === false) return empty;
    return cursor === undefined || collectUnknownPointers(cursor).next().done !== true
      ? undefined
      : (toPlainValue(cursor) as EffectiveValue);
  });
}

/** Makes a function that returns the value, or the template's fallback if it is empty. */
export function withFallback(fallback: string | undefined): (cursor: Cursor | undefined) => string | undefined {
  return (cursor) => {
    const isSet = toTruth(cursor);
    return isSet === false ? fallback : isSet && toPrintedText(cursor);
  };
}

/** The revision, which templates compare with text: it must be text or missing. */
export function readRevisionSetting(rendered: Rendered): Setting {
  const revision = findAt(rendered.values, "revision");
  if (revision?.kind === "scalar" && typeof revision.value !== "string" && revision.value !== null) {
    throw new TemplateFault(["revision"], revision);
  }
  return readOptionalSetting(rendered, "revision");
}

/**
 * The name of istiod's Service: `istiod`, or `istiod-<revision>`. The templates leave out the dash only for an empty text, not for
 * a missing value.
 */
export function nameIstiodService({ values }: Rendered): string | undefined {
  const revision = findAt(values, "revision");
  const text = toPrintedText(revision);
  if (text === undefined) return undefined;
  return revision?.kind === "scalar" && revision.value === "" ? "istiod" : `istiod-${text}`;
}

/** Sets these settings to null, because the chart's workloads are left out. */
export function withoutWorkloads(rendered: Rendered, names: readonly string[]): Settings {
  return Object.fromEntries(names.map((name) => [name, createFixedSetting(rendered, null)]));
}

/** Computes a setting from the value at a path. */
export function computeSetting(
  rendered: Rendered,
  path: readonly string[],
  compute: (cursor: Cursor | undefined) => EffectiveValue | undefined,
): Setting {
  const cursor = findAt(rendered.values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? createDefaultOrigin(rendered), path };
}

/** A setting that the templates set to a fixed value. */
export function createFixedSetting(rendered: Rendered, value: EffectiveValue): Setting {
  return { value, origin: createDefaultOrigin(rendered) };
}

export function readNamespaceSetting(rendered: Rendered): Setting {
  return { value: rendered.namespace, origin: { builtIn: "the release's namespace" } };
}

/** The quota that admits node-critical pods to the release's namespace. */
export function readQuotaSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return computeSetting(rendered, [...path, "enabled"], (enabled) => {
    const isOn = toTruth(enabled);
    if (!isOn) return isOn === undefined ? undefined : null;
    const pods = toPrintedText(findAt(rendered.values, ...path, "pods"));
    if (pods === undefined || rendered.namespace === undefined) return undefined;
    return { namespace: rendered.namespace, pods: Number(pods) };
  });
}

export function createDefaultOrigin({ chart, minor }: Rendered): Origin {
  return { builtIn: `chart default of ${chart} ${minor.minor}` };
}

/** Checks whether `resourceScope` includes the chart's workloads. If it is unknown, they are assumed to be included. */
export function hasWorkloads(rendered: Rendered, ...path: readonly string[]): boolean {
  if (!rendered.minor.charts.hasResourceScope) return true;
  const scope = toPrintedText(findAt(rendered.values, ...path));
  return scope === undefined || scope === "all" || scope === "namespace";
}
