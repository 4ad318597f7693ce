import { at, type Cursor, type Entry, entriesAt, isPlace, type MapCursor, type Origin, type Scalar } from "../model/cursor.ts";
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
  ["Istio", { component: "istiod", namespace: "istio-system", keys: istiodKeys() }],
  ["IstioCNI", { component: "cni", namespace: "istio-cni", keys: new Set(["cni", "global"]) }],
  ["ZTunnel", { component: "ztunnel", namespace: "ztunnel", keys: new Set(["ztunnel", "global"]) }],
]);

function istiodKeys(): ReadonlySet<string> {
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
export function sailValues(spec: SailSpec, place: Place): SailValues {
  const { kind, profile, shared } = spec;
  const written = kind.component === "ztunnel" ? flattened(pruned(spec.values, kind)) : pruned(spec.values, kind);
  const name = readProfileName(profile);
  const chosen = name === null ? unknownProfile(profile) : profileValues(name, spec.version, profile?.origin);
  const error = chosen ? undefined : unknownProfileError(name ?? "", profile, place);
  const there = name === "default" ? profileValues("openshift", spec.version, detected) : chosen;
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
const onOpenShift = tree({ global: { platform: "openshift" } }, detected);

/** Null if unknown. */
function readProfileName(profile: Cursor | undefined): string | null {
  if (profile === undefined) return "default";
  if (profile.kind !== "scalar") return null;
  return profile.value === null || profile.value === "" ? "default" : String(profile.value);
}

const chartProfiles: ReadonlySet<string> = new Set(["ambient", "demo", "preview", "remote", "stable"]);

/** The values of a profile of the operator; undefined if it does not exist. */
function profileValues(name: string, version: string, origin: Origin = detected): Cursor | undefined {
  const hasPlatform = matchesVersions(version, ">=1.24");
  if (name === "default" || name === "empty") return tree({}, origin);
  if (chartProfiles.has(name)) return tree({ profile: name }, origin);
  if (name === "openshift") return tree(hasPlatform ? { global: { platform: "openshift" } } : { profile: name }, origin);
  if (name === "openshift-ambient") {
    return tree(hasPlatform ? { profile: "ambient", global: { platform: "openshift" } } : { profile: name }, origin);
  }
  // `external` exists only in 1.21, with values of its own; a later minor may have additional profiles.
  return name === "external" || isOfLaterMinor(version)
    ? { kind: "unknown", origin, reason: "the profile is the operator's own" }
    : undefined;
}

function unknownProfile(profile: Cursor | undefined): Cursor {
  const origin = profile?.origin ?? detected;
  const unknown: Cursor = profile?.kind === "unknown" ? profile : { kind: "unknown", origin, reason: "the profile is not known" };
  return buildSailMap([
    ["profile", unknown],
    ["global", buildSailMap([["platform", unknown]])],
  ]);
}

function unknownProfileError(name: string, profile: Cursor | undefined, place: Place): SailValues["error"] {
  const blamed = profile && isPlace(profile.origin) ? profile.origin : place;
  return { code: "unknown-profile", value: name, place: blamed };
}

function pruned(values: Cursor | undefined, { keys }: SailKind): Cursor | undefined {
  if (values?.kind !== "map") return values;
  return { ...values, entries: new Map(entriesAt(values).filter(([key]) => keys.has(key))) };
}

/**
 * Moves the values below `ztunnel` to the root, as ztunnel's chart gets them. The keys have no places, because nothing can be
 * written beside the root.
 */
function flattened(values: Cursor | undefined): Cursor | undefined {
  if (values?.kind !== "map") return values;
  const own = at(values, "ztunnel");
  if (own?.kind === "unknown") return own;
  const entries = [...entriesAt(values).filter(([key]) => key !== "ztunnel"), ...entriesAt(own)];
  return { ...values, entries: new Map(entries.map(([key, { value }]) => [key, { key: detected, value }])) };
}

interface Tree {
  readonly [key: string]: Scalar | Tree;
}

/** Gives the scalars the place where the profile is selected. The maps have no place, because nothing can be written into them. */
function tree(content: Tree, origin: Origin): MapCursor {
  return buildSailMap(
    Object.entries(content).map(([key, value]) => [
      key,
      value !== null && typeof value === "object" ? tree(value, origin) : { kind: "scalar", origin, value },
    ]),
  );
}

function buildSailMap(entries: readonly (readonly [string, Cursor])[]): MapCursor {
  const origin: Origin = { builtIn: "profile of the Sail Operator" };
  return { kind: "map", origin, entries: new Map<string, Entry>(entries.map(([key, value]) => [key, { key: origin, value }])) };
}
