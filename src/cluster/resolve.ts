import { computeEffective, type EffectiveResult } from "../istio/effective.ts";
import { resolveVersion } from "../istio/versions.ts";
import { at, type Cursor, isPlace, type Origin, plain, stringAt, unknownPointers } from "../model/cursor.ts";
import type { Component, Draft, Effective, EffectiveValue, Install } from "../model/install.ts";
import type { Location, Place } from "../model/location.ts";
import { mergeValues } from "../model/values.ts";
import { type LostValues, lostPlaces, lostValues, shownLostValues } from "./lost-values.ts";
import { valuePlaces } from "./places.ts";

/** An install with the places of everything a pointer into it can name. */
export interface ResolvedInstall {
  readonly draft: Draft;
  readonly install: Install;
  readonly lost: LostValues;
  readonly places: ReadonlyMap<string, Place>;
}

export interface ResolveContext {
  readonly locate: (place: Place) => Location;
  /** The Istio version of the configuration, for installs that do not say. */
  readonly istioVersion: string | undefined;
  /** Whether the cluster is GKE; undefined where its platform is not known. */
  readonly gke: boolean | undefined;
}

/** Merges a draft's layers and computes what its chart would run with. */
export function resolveInstall(draft: Draft, context: ResolveContext): ResolvedInstall {
  const values = mergeValues(draft.layers.map((layer) => layer.values));
  const version = versionOf(draft, context.istioVersion);
  const namespace = context.gke && draft.onGke ? draft.onGke.namespace : draft.namespace;
  const result = draft.rendered ? renderedResult(draft) : chartResult(draft, version.version, values, context.gke);
  const lost = lostValues(draft, { component: draft.component, values, ...result }, context.istioVersion);
  const { line, column } = context.locate(draft.place);
  const install: Install = {
    component: draft.component,
    tool: draft.tool,
    form: draft.form,
    chart: draft.chart,
    version: version.version === "" ? null : version.version,
    versionAssumed: version.assumed,
    release: stringAt(draft.release) ?? null,
    namespace: stringAt(namespace) ?? null,
    profile: result.profile,
    platform: result.platform,
    values: plain(values) ?? {},
    unknown: unknownOf(draft, values, result),
    effective: result.effective,
    renderError: result.renderError ? { code: result.renderError.code, value: result.renderError.value } : null,
    ...shownLostValues(lost),
    file: draft.place.file,
    line,
    column,
    origins: originsOf(result, context),
  };
  return { draft, install, lost, places: new Map([...placesOf(draft, values, result), ...lostPlaces(lost)]) };
}

const istioComponents: readonly Component[] = ["base", "istiod", "cni", "ztunnel", "gateway", "ambient"];

function versionOf(draft: Draft, configured: string | undefined): { version: string; assumed: boolean } {
  const written = stringAt(draft.version);
  if (!istioComponents.includes(draft.component)) return { version: written ?? "", assumed: false };
  return resolveVersion(written ?? configured);
}

function chartResult(draft: Draft, version: string, values: Cursor, gke: boolean | undefined): EffectiveResult {
  const { onGke, error } = draft;
  if (error) return { effective: null, origins: {}, unknown: [], renderError: error, profile: null, platform: null };
  return computeEffective({
    component: draft.component,
    version,
    values,
    namespace: stringAt(draft.namespace),
    rendering: draft.rendering,
    kubeVersion: draft.kubeVersion,
    gke,
    onGke: onGke && { values: onGke.values, namespace: stringAt(onGke.namespace) },
    place: draft.place,
  });
}

/** A rendered manifest shows its settings; what it does not show is not known to be anything. */
function renderedResult(draft: Draft): EffectiveResult {
  const shown = Object.entries(draft.rendered ?? {});
  const known = shown.flatMap(([name, cursor]) => (cursor.kind === "scalar" ? [[name, cursor.value] as const] : []));
  const origins = shown.map(([name, { origin }]) => [name, { by: "this manifest", place: isPlace(origin) ? origin : draft.place }]);
  const unknown = shown.filter(([, cursor]) => cursor.kind !== "scalar").map(([name]) => name);
  const effective: Effective = Object.fromEntries<EffectiveValue>(known);
  return { effective, origins: Object.fromEntries(origins), unknown, renderError: null, profile: null, platform: null };
}

function unknownOf(draft: Draft, values: Cursor, result: EffectiveResult): string[] {
  const written = { version: draft.version, release: draft.release, namespace: draft.namespace };
  const fields = Object.entries(written).filter(([, cursor]) => cursor?.kind === "unknown");
  return [
    ...fields.map(([name]) => `/${name}`),
    ...[...unknownPointers(values)].map((pointer) => `/values${pointer}`),
    ...result.unknown.map((name) => `/effective/${name}`),
  ];
}

function originsOf(result: EffectiveResult, context: ResolveContext): Install["origins"] {
  const shown = Object.entries(result.origins).map(([name, { by, place }]) => {
    const { file, line, column } = context.locate(place);
    return [name, { by, file, line, column }] as const;
  });
  return Object.fromEntries(shown);
}

function placesOf(draft: Draft, values: Cursor, result: EffectiveResult): Map<string, Place> {
  const places = new Map<string, Place>([["", draft.place]]);
  const add = (pointer: string, origin: Origin | undefined) => {
    if (origin && isPlace(origin)) places.set(pointer, origin);
  };
  add("/version", draft.version?.origin);
  add("/release", draft.release?.origin);
  add("/namespace", draft.namespace?.origin);
  add("/effective", values.origin);
  add("/platform", (at(values, "global", "platform") ?? at(values, "platform") ?? values).origin);
  add("/profile", (at(values, "profile") ?? at(values, "global", "profile") ?? values).origin);
  for (const [pointer, place] of valuePlaces(values, "/values")) places.set(pointer, place);
  for (const [name, { place }] of Object.entries(result.origins)) places.set(`/effective/${name}`, place);
  if (result.renderError) places.set("/renderError", result.renderError.place);
  return places;
}
