import { type Cursor, findAt, findEntriesAt, isPlace, type MapCursor, type UnknownCursor } from "../model/cursor.ts";
import type { RenderError } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { coalesce, mergeValues } from "../model/values.ts";
import { keepAgreedSettings } from "./agreement.ts";
import { keepCursor, readDefaults, readOwnDefaults, wrapBuiltIn } from "./built-in-values.ts";
import { computeCniSettings } from "./cni.ts";
import type { ChartName, Minor, SelectorKey, Tree } from "./data/index.ts";
import { computeIstiodSettings } from "./istiod.ts";
import {
  type Rendered,
  readNamespaceSetting,
  readOptionalSetting,
  requireMaps,
  type Settings,
  TemplateFault,
  toTruth,
} from "./settings.ts";
import { isOfLaterMinor, isSince } from "./versions.ts";
import { computeZtunnelSettings } from "./ztunnel.ts";

/** A chart of Istio with the values of a user, ready to render. */
export interface Chart {
  readonly name: ChartName;
  readonly minor: Minor;
  readonly version: string;
  readonly values: Cursor;
  readonly namespace: string | undefined;
  readonly release: string | undefined;
  /** True if the cluster's version string contains `-gke`. */
  readonly onGke: boolean;
}

/** The result of rendering a chart. */
export interface Outcome {
  readonly settings: Settings;
  readonly error: Failure | null;
  /** The selected name; null if none is selected or it is unknown. */
  readonly profile: string | null;
  readonly platform: string | null;
  /** Maps a built-in origin to the user's value that selects it. */
  readonly choosers: ReadonlyMap<string, Place>;
}

/** The reason why a chart does not render, with the value that causes it. */
export interface Failure extends RenderError {
  readonly culprit: Cursor | undefined;
}

/**
 * Renders a chart. If a profile or platform is unknown, renders it with each possible one; only settings that are equal in all of
 * them are known.
 */
export function renderChart(chart: Chart): Outcome {
  const { minor } = chart;
  const { charts } = minor;
  const values = coalesce(readDefaults(chart.name, chart.minor), chart.values);
  const profile = select(values, "profile", charts.profileKeys);
  const platform = select(values, "platform", charts.platformKeys);
  const outcome = {
    settings: {},
    profile: readSelectedName(profile),
    platform: readSelectedName(platform),
    choosers: indexChoosers(chart, profile, platform),
  };
  const error = findRenderFailure(chart, values, profile, platform);
  if (error) return { ...outcome, error };
  const variants = combineVariants(
    listCandidateNames(profile, minor.profiles, chart),
    listCandidateNames(platform, minor.platforms, chart),
  );
  const { rendered, fault } = renderVariants(chart, values, variants);
  return { ...outcome, settings: keepAgreedSettings(rendered), error: rendered.length === 0 ? fault : null };
}

/** The first of the keys that is not empty; undefined where all are. One that is written counts before one that an unknown layer may hold. */
function select(values: Cursor, name: "profile" | "platform", keys: readonly SelectorKey[]): Cursor | undefined {
  const found = keys.flatMap((key) => {
    const holder = key === "global" ? findAt(values, "global") : values;
    const value = findAt(holder, name);
    return toTruth(value) === false ? [] : [{ value, isWritten: isWritten(holder, name) }];
  });
  return (found.find(({ isWritten }) => isWritten) ?? found[0])?.value;
}

/** Whether a key stands in a map, rather than that a layer which cannot be read may set it. */
function isWritten(map: Cursor | undefined, key: string): boolean {
  return map?.kind === "map" && map.entries.has(key);
}

function readSelectedName(selected: Cursor | undefined): string | null {
  return selected?.kind === "scalar" ? String(selected.value) : null;
}

/** The names to render with: the selected one, or all with an effect if it is unknown or may be new in a later minor. */
function listCandidateNames(
  selected: Cursor | undefined,
  files: Readonly<Record<string, Tree>>,
  { version }: Chart,
): readonly (string | null)[] {
  if (selected?.kind === "scalar" && (Object.hasOwn(files, String(selected.value)) || !isOfLaterMinor(version)))
    return [String(selected.value)];
  if (selected === undefined) return [null];
  return [null, ...Object.keys(files).filter((name) => Object.keys(files[name] ?? {}).length > 0)];
}

/** Finds the file that a profile name selects; any file whose name starts with `profile-` can be selected. */
export function findProfileFile(minor: Minor, name: string): Tree | undefined {
  if (Object.hasOwn(minor.profiles, name)) return minor.profiles[name];
  const platform = /^platform-(.+)$/.exec(name)?.[1];
  if (platform !== undefined && Object.hasOwn(minor.platforms, platform)) return minor.platforms[platform];
  const compatibility = /^compatibility-version-(.+)$/.exec(name)?.[1];
  return compatibility !== undefined && minor.compatibilityVersions.includes(compatibility) ? {} : undefined;
}

/** Finds an error that the charts report before they read any other value. */
function findRenderFailure(
  { minor, version }: Chart,
  values: Cursor,
  profile: Cursor | undefined,
  platform: Cursor | undefined,
): Failure | null {
  const { defaultsKey, profileKeys } = minor.charts;
  const prefixed = findAt(values, "defaults");
  if (defaultsKey === "_internal_defaults_do_not_set" && toTruth(prefixed))
    return { code: "defaults-prefix", value: "", culprit: prefixed };
  // A later minor may have additional names.
  if (isOfLaterMinor(version)) return null;
  if (profile && !isKnown(profile, (name) => findProfileFile(minor, name) !== undefined))
    return describeUnknownName("unknown-profile", profile);
  const compatibility = profileKeys.length > 0 ? findAt(values, "compatibilityVersion") : undefined;
  if (compatibility && toTruth(compatibility) && !isKnown(compatibility, (name) => minor.compatibilityVersions.includes(name))) {
    return { ...describeUnknownName("unknown-compatibility-version", compatibility), known: minor.compatibilityVersions };
  }
  if (platform && !isKnown(platform, (name) => Object.hasOwn(minor.platforms, name)))
    return describeUnknownName("unknown-platform", platform);
  return null;
}

/** Checks whether a name exists. Names are file names, so numbers and booleans never match, even if they print the same. */
function isKnown(selected: Cursor, exists: (name: string) => boolean): boolean {
  return selected.kind === "unknown" || (selected.kind === "scalar" && typeof selected.value === "string" && exists(selected.value));
}

function describeUnknownName(code: RenderError["code"], culprit: Cursor): Failure {
  return { code, value: readSelectedName(culprit) ?? "", culprit };
}

/** The profile and platform of one rendering. */
interface RenderVariant {
  readonly profile: string | null;
  readonly platform: string | null;
}

function combineVariants(profiles: readonly (string | null)[], platforms: readonly (string | null)[]): RenderVariant[] {
  return profiles.flatMap((profile) => platforms.map((platform) => ({ profile, platform })));
}

function renderVariants(chart: Chart, values: Cursor, variants: readonly RenderVariant[]): { rendered: Settings[]; fault: Failure | null } {
  const rendered: Settings[] = [];
  let fault: Failure | null = null;
  for (const variant of variants) {
    try {
      rendered.push(renderVariant(chart, mergeChart(chart, values, variant)));
    } catch (problem) {
      if (!(problem instanceof TemplateFault)) throw problem;
      fault = { code: "template-error", value: "", culprit: problem.culprit };
    }
  }
  return { rendered, fault };
}

function renderVariant({ name, minor, version, namespace, release, onGke }: Chart, values: Cursor): Settings {
  if (minor.charts.readsGlobal.includes(name)) requireMaps(values, ["global"]);
  const read = {
    istiod: computeIstiodSettings,
    cni: computeCniSettings,
    ztunnel: computeZtunnelSettings,
    base: returnNoSettings,
    gateway: computeGatewaySettings,
  }[name];
  return read({ chart: name, values, minor, version, namespace, release, onGke });
}

function returnNoSettings(): Settings {
  return {};
}

/** The labels of a gateway's pods that select an injector: charts/gateway/templates/deployment.yaml */
function computeGatewaySettings(rendered: Rendered): Settings {
  return { namespace: readNamespaceSetting(rendered), revision: readOptionalSetting(rendered, "revision") };
}

/**
 * Merges the defaults, the profile, the platform, flattened globals, the user's values and the values below the chart's own name:
 * later ones take precedence.
 */
function mergeChart(chart: Chart, values: Cursor, { profile, platform }: RenderVariant): Cursor {
  const { minor, name, version } = chart;
  const { charts } = minor;
  const [defaults, user] = charts.defaultsKey === null ? [values, undefined] : splitDefaults(values, charts.defaultsKey);
  if (isSince(charts.comparePlatform[name] ?? false, version)) refuseComparison(findAt(values, "platform"), charts.descoped);
  const profileTree = profile === null ? undefined : findProfileFile(minor, profile);
  const chosen: (Cursor | undefined)[] = [
    profileTree && wrapBuiltIn(profileTree, nameProfileOrigin(chart, profile ?? "")),
    platform === null ? undefined : wrapBuiltIn(minor.platforms[platform] ?? {}, namePlatformOrigin(chart, platform)),
  ];
  const below = () => mergeValues([defaults, ...chosen].filter((layer) => layer !== undefined));
  const isUntouched = defaults === readOwnDefaults(name, minor);
  const layers: (Cursor | undefined)[] = [
    isUntouched ? keepCursor(defaults, `${profile} ${platform}`, below) : below(),
    isSince(charts.flattensGlobal[name] ?? false, version) ? findGlobalValues(user) : undefined,
    user,
  ];
  const merged = mergeValues(layers.filter((layer) => layer !== undefined));
  const ownTree = charts.descoped ? findOwnTree(merged, name) : undefined;
  return ownTree ? mergeValues([merged, ownTree]) : merged;
}

/** What stands under the chart's own name. What only a layer that cannot be read may hold there says nothing against what is written over it. */
function findOwnTree(values: Cursor, name: ChartName): Cursor | undefined {
  const key = { cni: "cni", istiod: "pilot" }[name as string];
  return key !== undefined && isWritten(values, key) ? findAt(values, key) : undefined;
}

function findGlobalValues(user: Cursor | undefined): Cursor | undefined {
  const global = findAt(user, "global");
  return toTruth(global) === false ? undefined : global;
}

/** Separates the chart's defaults from the values, as the chart does. */
function splitDefaults(values: Cursor, key: string): [Cursor, Cursor] {
  if (values.kind !== "map") return [values, values];
  const defaults = findAt(values, key);
  if (defaults?.kind !== "map" && defaults?.kind !== "unknown") throw new TemplateFault([key], defaults);
  const entries = findEntriesAt(values).filter(([name]) => name !== key);
  const user: MapCursor = { kind: "map", origin: values.origin, entries: new Map(entries), ...copyRest(values) };
  return [defaults, user];
}

function copyRest(map: MapCursor): { rest?: UnknownCursor } {
  return map.rest ? { rest: map.rest } : {};
}

/** Throws if the template's comparison of `platform` with a name fails: it accepts only text or a missing value. */
function refuseComparison(platform: Cursor | undefined, falsePasses: boolean): void {
  if (platform?.kind !== "scalar" || platform.value === null || typeof platform.value === "string") return;
  if (platform.value || !falsePasses) throw new TemplateFault(["platform"], platform);
}

function indexChoosers(chart: Chart, profile: Cursor | undefined, platform: Cursor | undefined): ReadonlyMap<string, Place> {
  const choosers = new Map<string, Place>();
  if (profile && isPlace(profile.origin)) choosers.set(nameProfileOrigin(chart, readSelectedName(profile) ?? ""), profile.origin);
  if (platform && isPlace(platform.origin)) choosers.set(namePlatformOrigin(chart, readSelectedName(platform) ?? ""), platform.origin);
  return choosers;
}

function nameProfileOrigin({ name, minor }: Chart, profile: string): string {
  return `profile ${profile} of ${name} ${minor.minor}`;
}

function namePlatformOrigin({ name, minor }: Chart, platform: string): string {
  return `platform ${platform} of ${name} ${minor.minor}`;
}
