import { at, type Cursor, type Origin, plain, unknownPointers } from "../model/cursor.ts";
import type { EffectiveValue } from "../model/install.ts";
import type { ChartName, Minor } from "./data/index.ts";

/** One effective setting and who decided it. */
export interface Setting {
  /** Undefined where it cannot be known. */
  readonly value: EffectiveValue | undefined;
  readonly origin: Origin;
  /** Where a user would write it in the chart's values; undefined where values cannot change it. */
  readonly path?: readonly string[];
}

export type Settings = Readonly<Record<string, Setting>>;

/** The values that a chart's templates see, and what else they look at. */
export interface Rendered {
  readonly chart: ChartName;
  readonly values: Cursor;
  readonly minor: Minor;
  readonly version: string;
  /** Undefined where it is unknown. */
  readonly namespace: string | undefined;
  readonly release: string | undefined;
  /** Whether the cluster's version string carries `-gke`. */
  readonly onGke: boolean;
}

/** Thrown by a reader where the templates could not be rendered from these values. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
  readonly culprit: Cursor | undefined;

  constructor(path: readonly string[], culprit: Cursor | undefined) {
    super(path.join("."));
    this.culprit = culprit;
  }
}

/** Templates read keys of these maps, which fails where something else stands there. */
export function requireMaps(values: Cursor, ...paths: readonly (readonly string[])[]): void {
  for (const path of paths) {
    const found = at(values, ...path);
    if (found?.kind !== "map" && found?.kind !== "unknown") throw new TemplateFault(path, found);
  }
}

/** The truth of a value in a template: empty strings, lists and maps, zero and null are false. Undefined where unknown. */
export function truth(cursor: Cursor | undefined): boolean | undefined {
  if (cursor === undefined) return false;
  if (cursor.kind === "scalar") return Boolean(cursor.value);
  if (cursor.kind === "list") return cursor.items.length > 0;
  if (cursor.kind === "map") return cursor.entries.size > 0 || (cursor.rest ? undefined : false);
  return undefined;
}

/** A value as a template prints it; null and missing print nothing. Undefined where unknown. */
export function printed(cursor: Cursor | undefined): string | undefined {
  if (cursor === undefined) return "";
  return cursor.kind === "scalar" ? String(cursor.value ?? "") : undefined;
}

/** A setting that is the printed value itself. */
export function printedSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, printed);
}

/** A setting that is on where the value prints `true`. */
export function switchSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, (cursor) => {
    const text = printed(cursor);
    return text === undefined ? undefined : text === "true";
  });
}

/** A setting that is the printed value, or null where nothing is printed. */
export function optionalSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, (cursor) => {
    const text = printed(cursor);
    return text === "" ? null : text;
  });
}

/** A setting that is on where the value is true in a template. */
export function truthSetting(rendered: Rendered, ...path: readonly string[]): Setting {
  return settingFrom(rendered, path, truth);
}

/** A setting that is a list or map as it is written; `empty` where there is none. */
export function plainSetting(rendered: Rendered, path: readonly string[], empty: EffectiveValue): Setting {
  return settingFrom(rendered, path, (cursor) => {
    if (truth(cursor) === false) return empty;
    return cursor === undefined || unknownPointers(cursor).next().done !== true ? undefined : (plain(cursor) as EffectiveValue);
  });
}

/** The value, or what the template falls back to where it is empty. */
export function orElse(fallback: string | undefined): (cursor: Cursor | undefined) => string | undefined {
  return (cursor) => {
    const isSet = truth(cursor);
    return isSet === false ? fallback : isSet && printed(cursor);
  };
}

/** A name that templates compare with nothing: only text can be, and nothing at all. */
export function revisionSetting(rendered: Rendered): Setting {
  const revision = at(rendered.values, "revision");
  if (revision?.kind === "scalar" && typeof revision.value !== "string" && revision.value !== null) {
    throw new TemplateFault(["revision"], revision);
  }
  return optionalSetting(rendered, "revision");
}

/** `istiod`, or `istiod-<revision>`; templates only leave the dash out for an empty text, which nothing at all is not. */
export function istiodService({ values }: Rendered): string | undefined {
  const revision = at(values, "revision");
  const text = printed(revision);
  if (text === undefined) return undefined;
  return revision?.kind === "scalar" && revision.value === "" ? "istiod" : `istiod-${text}`;
}

/** The names with a value that nothing has, where a chart's workloads are left out. */
export function withoutWorkloads(rendered: Rendered, names: readonly string[]): Settings {
  return Object.fromEntries(names.map((name) => [name, fixedSetting(rendered, null)]));
}

/** A setting computed from the value at a path. */
export function settingFrom(
  rendered: Rendered,
  path: readonly string[],
  compute: (cursor: Cursor | undefined) => EffectiveValue | undefined,
): Setting {
  const cursor = at(rendered.values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? chartDefault(rendered), path };
}

/** A setting that the templates fix. */
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

/** Whether `resourceScope` leaves the chart's workloads in. Where it is unknown, the settings are those of the workloads. */
export function hasWorkloads(rendered: Rendered, ...path: readonly string[]): boolean {
  if (!rendered.minor.charts.hasResourceScope) return true;
  const scope = printed(at(rendered.values, ...path));
  return scope === undefined || scope === "all" || scope === "namespace";
}
