import { type Cursor, findAt, findPlaceAt, isPlace } from "../model/cursor.ts";
import type { Component, Effective, EffectiveValue, RenderError, Rendering, SettingOrigin } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { coalesce } from "../model/values.ts";
import { keepAgreedSettings } from "./agreement.ts";
import { computeAwsVpcCniSettings } from "./aws-vpc-cni.ts";
import { wrapBuiltIn } from "./built-in-values.ts";
import { computeCalicoSettings } from "./calico.ts";
import { type Chart, type Outcome, renderChart } from "./chart.ts";
import { computeCiliumSettings } from "./cilium.ts";
import type { ChartName } from "./data/index.ts";
import type { Setting, Settings } from "./settings.ts";
import { toTruth } from "./settings.ts";
import { computeSubchartValues } from "./subchart.ts";
import { minorOf } from "./versions.ts";

/** The inputs of one rendering of a chart. */
export interface ChartRun {
  readonly component: Component;
  readonly version: string;
  /** True if the written version is known only at deployment. */
  readonly isVersionUnknown?: boolean | undefined;
  /** The possible versions in that case, newest first; undefined for charts that are not Istio's. */
  readonly possible?: readonly PossibleRun[] | undefined;
  /** The user's values, merged. */
  readonly values: Cursor;
  /** Undefined if unknown. */
  readonly namespace: string | undefined;
  /** The name of the release; undefined if unknown. */
  readonly release?: string | undefined;
  readonly rendering: Rendering;
  /** Null if one is given but unknown. */
  readonly kubeVersion?: string | null | undefined;
  /** True if the cluster is GKE, according to evidence outside the install. A live rendering detects it, an offline one does not. */
  readonly gke?: boolean | undefined;
  /** The values that istioctl uses if it detects GKE. */
  readonly onGke?: { readonly values: Cursor; readonly namespace: string | undefined } | undefined;
  /** True if the cluster is OpenShift, and the values that the Sail Operator uses there. */
  readonly openshift?: boolean | undefined;
  readonly onOpenShift?: { readonly values: Cursor } | undefined;
  /** The place of the install itself. */
  readonly place: Place;
}

/** A possible version of an install, with the values that istioctl uses in that version. */
export type PossibleRun = Pick<ChartRun, "version"> & Partial<Pick<ChartRun, "values" | "namespace" | "onGke">>;

/** The effective settings of a chart, with the origin of each. */
export interface EffectiveResult {
  readonly effective: Effective | null;
  readonly origins: Readonly<Record<string, SettingOrigin>>;
  /** Names of effective settings that are unknown; they are absent from `effective`. */
  readonly unknown: readonly string[];
  readonly renderError: (RenderError & { readonly place: Place }) | null;
  readonly profile: string | null;
  readonly platform: string | null;
}

/**
 * Computes what `helm template` with the real chart would render from these values. If the version is unknown, or whether the
 * cluster is GKE or OpenShift, every relevant case is computed; only results that are equal in all of them are known.
 */
export function computeEffective(run: ChartRun): EffectiveResult {
  const outcome = run.possible ? renderVersions(run, run.possible) : renderVersion(run);
  const { profile, platform, error } = outcome;
  if (error) {
    const place = error.culprit && isPlace(error.culprit.origin) ? error.culprit.origin : run.place;
    const { culprit: _, ...renderError } = { ...error, place };
    return { effective: null, origins: {}, unknown: [], renderError, profile, platform };
  }
  const effective: Record<string, EffectiveValue> = {};
  const unknown: string[] = [];
  for (const [name, setting] of Object.entries(outcome.settings)) {
    if (setting.value === undefined) unknown.push(name);
    else effective[name] = setting.value;
  }
  let origins: EffectiveResult["origins"] | undefined;
  return {
    effective,
    // Of thousands of installs, only a few are ever inspected.
    get origins() {
      origins ??= traceEffective(run, outcome);
      return origins;
    },
    unknown,
    renderError: null,
    profile,
    platform,
  };
}

function traceEffective(run: ChartRun, outcome: Outcome): EffectiveResult["origins"] {
  const chainOf = indexChains(outcome);
  const origins = Object.entries(outcome.settings).map(([name, setting]) => [name, traceSetting(run, outcome, setting, chainOf)] as const);
  return Object.fromEntries(origins);
}

function renderVersion(run: ChartRun): Outcome {
  return combineOutcomes([
    ...listGkeVariants(run).map((onGke) => runChart(onGke ? { ...run, ...run.onGke } : run, onGke)),
    ...renderOpenshiftVariant(run),
  ]);
}

/** Combines the errors of all versions, keeping only the names that every version accepts. */
function combineErrors(outcomes: readonly Outcome[], error: Outcome["error"]): Outcome["error"] {
  if (!error?.known) return error;
  return { ...error, known: error.known.filter((name) => outcomes.every((outcome) => outcome.error?.known?.includes(name))) };
}

/** Combines all versions that support the written profile and platform. If only some of them render, nothing is known. */
function renderVersions(run: ChartRun, possible: readonly PossibleRun[]): Outcome {
  const all = possible.map((one) => renderVersion({ ...run, ...one }));
  const outcomes = (["profile", "platform"] as const).reduce(keepKnowingOutcomes, all);
  const { settings, error, profile, platform, choosers } = combineOutcomes(outcomes);
  const isOneError = outcomes.every((outcome) => outcome.error?.code === error?.code && outcome.error?.value === error?.value);
  const isKnown = outcomes.every((outcome) => !outcome.error);
  return {
    settings: Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, generalizeSetting(setting, isKnown)])),
    error: isOneError ? combineErrors(outcomes, error) : null,
    profile,
    platform,
    choosers: new Map([...choosers].map(([name, place]) => [stripMinor(name), place])),
  };
}

/** If only some versions have a name, the user means one of those. */
function keepKnowingOutcomes(outcomes: readonly Outcome[], name: "profile" | "platform"): readonly Outcome[] {
  const having = outcomes.filter((outcome) => !outcome.error && outcome[name] !== null);
  return having.length > 0 ? having : outcomes;
}

function generalizeSetting(setting: Setting, isKnown: boolean): Setting {
  const { origin, value } = setting;
  const builtIn = isPlace(origin) ? origin : { builtIn: stripMinor(origin.builtIn) };
  return { ...setting, value: isKnown ? value : undefined, origin: builtIn };
}

function stripMinor(builtIn: string): string {
  return builtIn.replace(/ \d+\.\d+$/, "");
}

function listGkeVariants({ rendering, kubeVersion, gke, openshift, onOpenShift }: ChartRun): readonly boolean[] {
  if (openshift && onOpenShift) return [];
  if (kubeVersion === null) return [false, true];
  if (kubeVersion !== undefined) return [kubeVersion.includes("-gke")];
  if (rendering === "offline") return [false];
  return gke === undefined ? [false, true] : [gke];
}

function renderOpenshiftVariant(run: ChartRun): readonly Outcome[] {
  return run.onOpenShift && run.openshift !== false ? [runChart({ ...run, ...run.onOpenShift }, false)] : [];
}

/** Combines several renderings; failed ones are ignored if others succeed. */
function combineOutcomes(outcomes: readonly Outcome[]): Outcome {
  const rendered = outcomes.filter((outcome) => !outcome.error);
  const [first, ...others] = rendered.length > 0 ? rendered : outcomes;
  if (!first) return toOutcome({});
  if (others.length === 0) return first;
  const isAgreed = (name: "profile" | "platform") => others.every((other) => other[name] === first[name]);
  return {
    settings: keepAgreedSettings(rendered.map((outcome) => outcome.settings)),
    error: first.error,
    profile: isAgreed("profile") ? first.profile : null,
    platform: isAgreed("platform") ? first.platform : null,
    choosers: new Map([first, ...others].flatMap(({ choosers }) => [...choosers])),
  };
}

function runChart(run: ChartRun, onGke: boolean): Outcome {
  const { component } = run;
  if (component === "ambient") return renderUmbrella(run, onGke);
  if (component === "cilium") return toOutcome(computeCiliumSettings(run.values, run.isVersionUnknown ? undefined : run.version));
  if (component === "aws-vpc-cni") return toOutcome(computeAwsVpcCniSettings(run.values));
  if (component === "calico") return toOutcome(computeCalicoSettings(run.values));
  return renderChart(selectChart(run, component, run.values, onGke));
}

function toOutcome(settings: Settings): Outcome {
  return { settings, error: null, profile: null, platform: null, choosers: new Map() };
}

function selectChart({ version, namespace, release }: ChartRun, name: ChartName, values: Cursor, onGke: boolean): Chart {
  return { name, minor: minorOf(version), version, values, namespace, release, onGke };
}

/** Renders the umbrella chart: each subchart gets the values under its name, and the umbrella's globals override the subchart's. */
function renderUmbrella(run: ChartRun, onGke: boolean): Outcome {
  const minor = minorOf(run.version);
  const values = coalesce(wrapBuiltIn(minor.umbrella ?? {}, `chart default of ambient ${minor.minor}`), run.values);
  const hasIstiod = toTruth(findAt(values, "istiod", "enabled"));
  const render = (name: ChartName) => renderChart(selectChart(run, name, computeSubchartValues(values, name), onGke));
  const [ztunnel, istiod, cni, base] = [render("ztunnel"), render("istiod"), render("cni"), render("base")];
  // The order in which Helm renders, so that the reported error is the one that Helm reports first.
  const error = [ztunnel, ...(hasIstiod ? [istiod] : []), cni, base].find((outcome) => outcome.error)?.error ?? null;
  const choosers = new Map([...cni.choosers, ...istiod.choosers]);
  const settings = {
    ...pickUmbrellaSettings(ztunnel, "ztunnel", ztunnelNames),
    ...pickUmbrellaSettings(cni, "cni", cniNames),
    ...pickUmbrellaIstiod(istiod, hasIstiod),
  };
  return { settings, error, profile: cni.profile, platform: cni.platform, choosers };
}

/** If two parts have a setting of the same name, istiod's is used; for `nativeNftables`, istio-cni's. */
const ztunnelNames = ["namespace", "serviceAccount", "istiodAddress", "caAddress"] as const;
const cniNames = [
  ...["cniBinDir", "cniConfDir", "cniNetnsDir", "hostProbeAddress", "hostProbeAddressV6", "chained", "cniConfFileName"],
  ...["istioOwnedCniConfig", "nativeNftables", "ipv6", "excludeNamespaces", "variant", "awsBranchEniProbe"],
] as const;
const istiodNames = [
  ...["trustedNodeAccounts", "platform", "serviceName", "revision", "revisionTags", "istioNamespace", "clusterName"],
  ...["clusterAliases", "network", "discoverySelectors", "taintController", "cniEnabled", "gatewayApi", "ignoredResources"],
  ...["webhookAnnotations", "remote"],
] as const;

function pickUmbrellaIstiod(istiod: Outcome, isOn: boolean | undefined): Settings {
  const settings = pickUmbrellaSettings(istiod, "istiod", istiodNames);
  if (isOn) return settings;
  const value = isOn === undefined ? undefined : null;
  return Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, { ...setting, value }]));
}

function pickUmbrellaSettings({ settings }: Outcome, subchart: string, names: readonly string[]): Settings {
  const picked = new Map<string, Setting>();
  for (const name of names) {
    const setting = settings[name];
    if (setting) picked.set(name, { ...setting, ...(setting.path && { path: [subchart, ...setting.path] }) });
  }
  return Object.fromEntries(picked);
}

/** Finds the source of a setting, and the line where a user would change it. */
function traceSetting(
  run: ChartRun,
  { choosers }: Outcome,
  { origin, path }: Setting,
  chainOf: ReturnType<typeof indexChains>,
): SettingOrigin {
  if (isPlace(origin)) return { by: "set here", place: origin, chain: [] };
  const place = choosers.get(origin.builtIn) ?? findClosestPlace(run, path);
  return { by: origin.builtIn, place, chain: chainOf(origin.builtIn) };
}

/**
 * Lists, for a built-in origin, the selected names that would take precedence: platforms override profiles, and both override the
 * chart's defaults.
 */
function indexChains({ choosers }: Outcome): (by: string) => SettingOrigin["chain"] {
  const platform = listOriginSteps("platform", choosers);
  const both = [...platform, ...listOriginSteps("profile", choosers)];
  return (by) => (by.startsWith("chart default") ? both : by.startsWith("profile ") ? platform : []);
}

function listOriginSteps(kind: "platform" | "profile", choosers: ReadonlyMap<string, Place>): SettingOrigin["chain"] {
  const chosen = [...choosers].find(([name]) => name.startsWith(`${kind} `));
  return chosen ? [{ by: `${kind} \`${chosen[0].split(" ")[1]}\` does not set it`, place: chosen[1] }] : [];
}

/** Finds the written value that is closest to a missing one, or the install itself if none exists. */
function findClosestPlace(run: ChartRun, path: readonly string[] | undefined): Place {
  if (path === undefined) return run.place;
  for (let length = path.length - 1; length >= 0; length--) {
    const place = findPlaceAt(run.values, ...path.slice(0, length));
    if (place) return place;
  }
  return run.place;
}
