import { type Cursor, type Entry, findAt, findEntriesAt, isPlace, type MapCursor, type Origin, type Scalar } from "../model/cursor.ts";
import type { Component, Layer, RenderError } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { mergeValues } from "../model/values.ts";
import { isOfLaterMinor, matchesVersions } from "./versions.ts";

/** A resource kind of the Sail Operator: the component that it installs, and the default namespace. */
export interface SailKind {
  readonly component: Extract<Component, "istiod" | "cni" | "ztunnel">;
  readonly namespace: string;
  /** The keys that `spec.values` may have; the API server drops all others before the operator sees them. */
  readonly keys: ReadonlySet<string>;
}

/** Source: https://github.com/istio-ecosystem/sail-operator/tree/main/api/v1 */
export const sailKinds: ReadonlyMap<string, SailKind> = new Map([
  ["Istio", { component: "istiod", namespace: "istio-system", keys: listIstiodKeys() }],
  ["IstioCNI", { component: "cni", namespace: "istio-cni", keys: new Set(["cni", "global"]) }],
  ["ZTunnel", { component: "ztunnel", namespace: "ztunnel", keys: new Set(["ztunnel", "global"]) }],
]);

function listIstiodKeys(): ReadonlySet<string> {
  return new Set([
    ...["global", "pilot", "telemetry", "sidecarInjectorWebhook", "revision", "meshConfig", "base", "istiodRemote"],
    ...["defaultRevision", "profile", "compatibilityVersion", "experimental", "gatewayClasses"],
  ]);
}

/** A resource as written. */
export interface SailSpec {
  readonly kind: SailKind;
  readonly version: string;
  readonly profile: Cursor | undefined;
  readonly values: Cursor | undefined;
  /** The `global` values of the control plane that a ztunnel refers to in `targetRef`. */
  readonly shared?: { readonly plain: Cursor; readonly onOpenShift: Cursor } | undefined;
}

/** The values that the operator passes to the chart. */
export interface SailValues {
  readonly layers: readonly Layer[];
  /** The values if the operator detects OpenShift. */
  readonly onOpenShift: Cursor;
  /** Set if the API server rejects the resource because the profile does not exist. */
  readonly error?: (RenderError & { readonly place: Place }) | undefined;
}

/**
 * Merges profile, platform and `spec.values` as the operator does. Its profiles only select a profile of the chart. On OpenShift
 * the profile `openshift` replaces `default`, and `global.platform` is set unless the user sets it.
 * https://github.com/istio-ecosystem/sail-operator/blob/main/pkg/istiovalues/profiles.go
 */
export function mergeSailValues(spec: SailSpec, place: Place): SailValues {
  const { kind, profile, shared } = spec;
  const written = kind.component === "ztunnel" ? flattenSailValues(pruneSailValues(spec.values, kind)) : pruneSailValues(spec.values, kind);
  const name = readProfileName(profile);
  const chosen = name === null ? createUnknownSailProfile(profile) : readProfileValues(name, spec.version, profile?.origin);
  const error = chosen ? undefined : describeUnknownProfile(name ?? "", profile, place);
  const there = name === "default" ? readProfileValues("openshift", spec.version, detected) : chosen;
  return {
    layers: [...listSailLayer("profile", chosen), ...listSailLayer("targetRef", shared?.plain), ...listSailLayer("spec.values", written)],
    onOpenShift: mergeValues([onOpenShift, there, shared?.onOpenShift, written].filter((layer) => layer !== undefined)),
    error,
  };
}

function listSailLayer(name: string, values: Cursor | undefined): Layer[] {
  return values ? [{ name, values }] : [];
}

const detected: Origin = { builtIn: "detection of OpenShift by the Sail Operator" };
const onOpenShift = buildProfileTree({ global: { platform: "openshift" } }, detected);

/** Null if unknown. */
function readProfileName(profile: Cursor | undefined): string | null {
  if (profile === undefined) return "default";
  if (profile.kind !== "scalar") return null;
  return profile.value === null || profile.value === "" ? "default" : String(profile.value);
}

const chartProfiles: ReadonlySet<string> = new Set(["ambient", "demo", "preview", "remote", "stable"]);

/** The values of a profile of the operator; undefined if it does not exist. */
function readProfileValues(name: string, version: string, origin: Origin = detected): Cursor | undefined {
  const hasPlatform = matchesVersions(version, ">=1.24");
  if (name === "default" || name === "empty") return buildProfileTree({}, origin);
  if (chartProfiles.has(name)) return buildProfileTree({ profile: name }, origin);
  if (name === "openshift") return buildProfileTree(hasPlatform ? { global: { platform: "openshift" } } : { profile: name }, origin);
  if (name === "openshift-ambient") {
    return buildProfileTree(hasPlatform ? { profile: "ambient", global: { platform: "openshift" } } : { profile: name }, origin);
  }
  // `external` exists only in 1.21, with values of its own; a later minor may have additional profiles.
  return name === "external" || isOfLaterMinor(version)
    ? { kind: "unknown", origin, reason: "the profile is the operator's own" }
    : undefined;
}

function createUnknownSailProfile(profile: Cursor | undefined): Cursor {
  const origin = profile?.origin ?? detected;
  const unknown: Cursor = profile?.kind === "unknown" ? profile : { kind: "unknown", origin, reason: "the profile is not known" };
  return buildSailMap([
    ["profile", unknown],
    ["global", buildSailMap([["platform", unknown]])],
  ]);
}

function describeUnknownProfile(name: string, profile: Cursor | undefined, place: Place): SailValues["error"] {
  const blamed = profile && isPlace(profile.origin) ? profile.origin : place;
  return { code: "unknown-profile", value: name, place: blamed };
}

function pruneSailValues(values: Cursor | undefined, { keys }: SailKind): Cursor | undefined {
  if (values?.kind !== "map") return values;
  return { ...values, entries: new Map(findEntriesAt(values).filter(([key]) => keys.has(key))) };
}

/**
 * Moves the values below `ztunnel` to the root, as ztunnel's chart gets them. The keys have no places, because nothing can be
 * written beside the root.
 */
function flattenSailValues(values: Cursor | undefined): Cursor | undefined {
  if (values?.kind !== "map") return values;
  const own = findAt(values, "ztunnel");
  if (own?.kind === "unknown") return own;
  const entries = [...findEntriesAt(values).filter(([key]) => key !== "ztunnel"), ...findEntriesAt(own)];
  return { ...values, entries: new Map(entries.map(([key, { value }]) => [key, { key: detected, value }])) };
}

interface Tree {
  readonly [key: string]: Scalar | Tree;
}

/** Gives the scalars the place where the profile is selected. The maps have no place, because nothing can be written into them. */
function buildProfileTree(content: Tree, origin: Origin): MapCursor {
  return buildSailMap(
    Object.entries(content).map(([key, value]) => [
      key,
      value !== null && typeof value === "object" ? buildProfileTree(value, origin) : { kind: "scalar", origin, value },
    ]),
  );
}

function buildSailMap(entries: readonly (readonly [string, Cursor])[]): MapCursor {
  const origin: Origin = { builtIn: "profile of the Sail Operator" };
  return { kind: "map", origin, entries: new Map<string, Entry>(entries.map(([key, value]) => [key, { key: origin, value }])) };
}
