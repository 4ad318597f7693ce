import { type Assignment, buildAssignmentLayer, type Step } from "../model/assignment.ts";
import {
  type Cursor,
  type Entry,
  findAt,
  findEntriesAt,
  findItemsAt,
  isPlace,
  type MapCursor,
  type Origin,
  type Scalar,
} from "../model/cursor.ts";
import type { Ineffective, Layer, RenderError } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { mergeValues } from "../model/values.ts";
import { wrapBuiltIn } from "./built-in-values.ts";
import type { IstioctlComponent, IstioctlProfile, Minor, Tree } from "./data/index.ts";
import { findRejectedValues } from "./rejected.ts";
import { toPrintedText, toTruth } from "./settings.ts";
import { isOfLaterMinor, minorOf } from "./versions.ts";

/** The installs of one IstioOperator. */
export interface OperatorInstalls {
  /** Null if unknown. */
  readonly profile: string | null;
  readonly installs: readonly OperatorInstall[];
  /** Set if istioctl fails because the profile does not exist. */
  readonly error: (RenderError & { readonly place: Place }) | null;
  /** Keys that istioctl rejects; their paths are those in the `spec`. */
  readonly rejected: readonly Ineffective[];
}

/** A component that istioctl installs, with the values that its chart gets. */
export interface OperatorInstall {
  readonly component: IstioctlComponent;
  readonly namespace: Cursor;
  readonly values: Cursor;
  /** The differences if istioctl detects GKE; undefined if it does not check or nothing differs. */
  readonly onGke?: { readonly namespace: Cursor; readonly values: Cursor } | undefined;
}

export interface OperatorOptions {
  /** The IstioOperator's own namespace. */
  readonly namespace?: Cursor | undefined;
  /** True for `istioctl install` and the operator; false for `istioctl manifest generate`, and with AUTO_GKE_DETECTION=false. */
  readonly detectsGke: boolean;
  /** True for `--force`, with which istioctl continues despite rejected keys. */
  readonly isForced?: boolean;
  /** True if the version is only assumed. */
  readonly isVersionAssumed?: boolean;
}

/**
 * Computes the installs of an IstioOperator's `spec`; the layers are files and `--set` paths in order. A component is included if
 * the profile or the spec certainly turns it on. On GKE istioctl changes the namespace of cni and, from 1.26 on, values: that
 * result is returned as `onGke`, for `ChartRun.onGke`.
 */
export function computeOperatorInstalls(
  specs: readonly Layer[],
  version: string,
  place: Place,
  options: OperatorOptions,
): OperatorInstalls {
  const minor = minorOf(version);
  const spec = mergeValues(specs.map((layer) => layer.values));
  const selected = selectProfile(spec, minor, isOfLaterMinor(version));
  const rejected = options.isForced ? [] : findRejectedValues(spec, version, options.isVersionAssumed ?? false);
  if (selected.kind === "missing") {
    const blamed = isPlace(selected.origin) ? selected.origin : place;
    return { profile: selected.name, installs: [], error: { code: "unknown-profile", value: selected.name, place: blamed }, rejected };
  }
  const context: Context = { minor, spec, selected, options };
  const single = (["base", "istiod", "cni", "ztunnel"] as const).filter((component) => isEnabled(context, component));
  const installs = [...single.map((component) => install(context, component)), ...listGateways(context)];
  return { profile: selected.kind === "known" ? selected.name : null, installs, error: null, rejected };
}

/** The profiles of `istioctl install` in a version. */
export function listOperatorProfiles(version: string): readonly string[] {
  return Object.keys(minorOf(version).istioctl.profiles);
}

/**
 * Makes the `spec` layer of istioctl's `--set`, which takes one path and one value. An item selected by content (`[name:x]`) makes
 * its list unknown.
 */
export function parseOperatorSet(expression: string, place: Place): Cursor {
  const equals = expression.indexOf("=");
  const isExact = place.end - place.start === expression.length;
  const placeOf = (start: number, end: number): Place =>
    isExact ? { file: place.file, start: place.start + start, end: place.start + end } : place;
  const path = parseSetPath(expression.slice(0, Math.max(0, equals)), placeOf(0, Math.max(0, equals)));
  if (path.length === 0 || path.length > maxSteps) return { kind: "unknown", origin: place, reason: "`--set` without a path and a value" };
  const byContent = path.findIndex((step) => typeof step.name === "string" && /^\[.*\]$/.test(step.name));
  const origin = placeOf(equals + 1, expression.length);
  const names = path.map((step) => step.name).join(".");
  const assignment: Assignment =
    byContent === -1
      ? { path, value: { kind: "scalar", origin, value: toIstioctlType(names, expression.slice(equals + 1).trim()) } }
      : { path: path.slice(0, byContent), value: { kind: "unknown", origin, reason: `the item \`${path[byContent]?.name}\` of a list` } };
  return assignment.path.length === 0 ? assignment.value : buildAssignmentLayer([assignment], place);
}

/** No setting has a longer path. */
const maxSteps = 60;

type Selected =
  | { readonly kind: "known"; readonly name: string; readonly profile: IstioctlProfile; readonly origin: Origin }
  | { readonly kind: "missing"; readonly name: string; readonly origin: Origin }
  | { readonly kind: "unknown"; readonly cursor: Cursor };

interface Context {
  readonly minor: Minor;
  readonly spec: Cursor;
  readonly selected: Exclude<Selected, { kind: "missing" }>;
  readonly options: OperatorOptions;
}

/** The names of the components in istioctl's spec. */
const specNames = { base: "base", istiod: "pilot", cni: "cni", ztunnel: "ztunnel" } as const;

type SingleComponent = keyof typeof specNames;

function selectProfile(spec: Cursor, minor: Minor, isLater: boolean): Selected {
  const written = findAt(spec, "profile");
  const packagePath = findWrittenKey(spec, "installPackagePath");
  const name = toPrintedText(written);
  // A profile may be a user's file, given as a path or found in a package of charts.
  if (name === undefined || name.includes("/") || toTruth(packagePath) !== false) {
    const cursor = written ?? packagePath ?? spec;
    return { kind: "unknown", cursor: { kind: "unknown", origin: cursor.origin, reason: "the profile is not known" } };
  }
  const known = name === "" ? "default" : name;
  const origin = name === "" || !written ? { builtIn: `profile default of istioctl ${minor.minor}` } : written.origin;
  const { profiles } = minor.istioctl;
  const profile = Object.hasOwn(profiles, known) ? profiles[known] : undefined;
  if (profile) return { kind: "known", name: known, profile, origin };
  // A later minor may have additional profiles.
  if (isLater) return { kind: "unknown", cursor: { kind: "unknown", origin, reason: "the profile is newer than the data" } };
  return { kind: "missing", name: known, origin };
}

/** Finds a key that the spec itself contains; a layer that cannot be read is assumed not to contain a rare key. */
function findWrittenKey(spec: Cursor, key: string): Cursor | undefined {
  return spec.kind === "map" ? spec.entries.get(key)?.value : undefined;
}

function isEnabled({ spec, minor, selected }: Context, component: SingleComponent): boolean {
  const named = findAt(spec, "components", specNames[component]);
  if (named?.kind === "unknown") return false;
  const enabled = findAt(named, "enabled");
  if (enabled) return toPrintedText(enabled) === "true";
  if (named?.kind === "map" && minor.istioctl.namedIsEnabled) return true;
  return selected.kind === "known" && selected.profile.components.includes(component);
}

function install(context: Context, component: SingleComponent): OperatorInstall {
  const plainInstall = {
    namespace: resolveComponentNamespace(context, component, false),
    values: translateComponentValues(context, component, false),
  };
  const { detectsGke } = context.options;
  if (!detectsGke) return { component, ...plainInstall };
  return {
    component,
    ...plainInstall,
    onGke: { namespace: resolveComponentNamespace(context, component, true), values: translateComponentValues(context, component, true) },
  };
}

/** Lists the gateways in the spec, or the default one of the profile. */
function listGateways(context: Context): OperatorInstall[] {
  const { spec, selected } = context;
  const lists = [findAt(spec, "components", "ingressGateways"), findAt(spec, "components", "egressGateways")];
  const listed = lists
    .flatMap((list) => findItemsAt(list))
    .filter((item) => toPrintedText(findAt(item, "enabled") ?? trueCursor) === "true");
  const values = translateComponentValues(context, "gateway", false);
  const made = listed.map((item) => ({
    component: "gateway" as const,
    namespace: findAt(item, "namespace") ?? findMeshNamespace(context),
    values,
  }));
  const isInProfile = selected.kind === "known" && selected.profile.components.includes("gateway");
  if (lists[0] !== undefined || !isInProfile) return made;
  return [{ component: "gateway", namespace: findMeshNamespace(context), values }, ...made];
}

const trueCursor: Cursor = { kind: "scalar", origin: { builtIn: "enabled where it is listed" }, value: true };

function resolveComponentNamespace(context: Context, component: SingleComponent, onGke: boolean): Cursor {
  const { spec, selected, minor } = context;
  const written = findAt(spec, "components", specNames[component], "namespace");
  if (written && toTruth(written) !== false) return written;
  if (onGke && component === "cni")
    return createTextCursor(minor.istioctl.onGke.cniNamespace, { builtIn: `detection of GKE by istioctl ${minor.minor}` });
  if (selected.kind === "unknown") return selected.cursor;
  const chosen = selected.profile.namespaces[component];
  return chosen === undefined ? findMeshNamespace(context) : createTextCursor(chosen, selected.origin);
}

function findMeshNamespace({ spec, options, minor }: Context): Cursor {
  const written = [findAt(spec, "values", "global", "istioNamespace"), options.namespace];
  const first = written.find((cursor) => toTruth(cursor) !== false);
  return first ?? createTextCursor("istio-system", { builtIn: `profile default of istioctl ${minor.minor}` });
}

function createTextCursor(value: string, origin: Origin): Cursor {
  return { kind: "scalar", origin, value };
}

/** Merges the values of the profile, the cluster and the spec, as the component's chart gets them. */
function translateComponentValues(context: Context, component: IstioctlComponent, onGke: boolean): Cursor {
  const { spec, selected, minor } = context;
  const compatibility = findWrittenKey(spec, "compatibilityVersion");
  const layers = [
    selected.kind === "unknown" ? selected.cursor : placeProfileValues(selected.profile.values, selected.origin),
    onGke ? wrapBuiltIn(minor.istioctl.onGke.values, `detection of GKE by istioctl ${minor.minor}`) : undefined,
    compatibility && buildSingleMap("compatibilityVersion", compatibility),
    findAt(spec, "values"),
    findWrittenKey(spec, "unvalidatedValues"),
  ];
  const values = mergeValues(layers.filter((layer) => layer !== undefined));
  return component === "ztunnel" ? flattenZtunnelValues(values) : values;
}

/**
 * Gives a profile's values the place of the line that selects the profile. Its maps have a built-in origin, because nothing can be
 * written into them.
 */
function placeProfileValues(tree: IstioctlProfile["values"], origin: Origin): Cursor {
  const convert = (value: Tree[string]): Cursor => {
    if (Array.isArray(value)) return { kind: "list", origin, items: value.map((item) => ({ kind: "scalar", origin, value: item })) };
    if (value === null || typeof value !== "object") return { kind: "scalar", origin, value };
    const entries = Object.entries(value).map(([key, item]) => [key, { key: profileMap, value: convert(item) }] as const);
    return { kind: "map", origin: profileMap, entries: new Map(entries) };
  };
  return convert(tree);
}

const profileMap: Origin = { builtIn: "profile of istioctl" };

function buildSingleMap(key: string, value: Cursor): MapCursor {
  return { kind: "map", origin: value.origin, entries: new Map([[key, { key: value.origin, value }]]) };
}

/**
 * Moves the values below `ztunnel` to the root, as ztunnel's chart gets them. Beside them it gets `global` and all values that are
 * not maps.
 */
function flattenZtunnelValues(values: Cursor): Cursor {
  const own = findAt(values, "ztunnel");
  if (values.kind !== "map" || own === undefined) return values;
  if (own.kind === "unknown") return own;
  const shared = findEntriesAt(values).filter(([key, entry]) => key === "global" || entry.value.kind !== "map");
  const entries = new Map<string, Entry>([...shared.filter(([key]) => key !== "ztunnel"), ...findEntriesAt(own)]);
  const rest = own.kind === "map" ? (own.rest ?? values.rest) : values.rest;
  return { kind: "map", origin: own.origin, entries, ...(rest && { rest }) };
}

function parseSetPath(path: string, origin: Place): Step[] {
  const steps: Step[] = [];
  for (const segment of path.trim().split(/(?<!\\)\./)) {
    const [, name = "", item = ""] = /^([^[]*)(\[.*\])?$/.exec(segment) ?? [undefined, segment];
    if (name !== "") steps.push({ name: name.replaceAll("\\.", "."), origin });
    const index = /^\[(\d{1,2})\]$/.exec(item)?.[1];
    if (item !== "") steps.push({ name: index === undefined ? item : Number(index), origin });
  }
  return steps;
}

/** Converts text to istioctl's types; versions stay text. */
function toIstioctlType(path: string, value: string): Scalar {
  if (/^(values\.)?compatibilityVersion$|^(values\.global\.)?tag$/.test(path)) return value;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value);
  if (/^(t|T|true|True|TRUE)$/.test(value)) return true;
  if (/^(f|F|false|False|FALSE)$/.test(value)) return false;
  return value.replaceAll("\\,", ",");
}
