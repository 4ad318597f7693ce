import type { EffectiveResult } from "../istio/effective.ts";
import { isVersion } from "../istio/versions.ts";
import {
  type Cursor,
  collectUnknownPointers,
  findAt,
  findStringAt,
  isPlace,
  type Origin,
  toPlainValue,
  type UnknownCursor,
} from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import type { Draft, Install, OriginStep } from "../model/install.ts";
import type { Location, Place } from "../model/location.ts";
import { mergeValues } from "../model/values.ts";
import { type ShownClient, showClient } from "./client.ts";
import { compute } from "./compute.ts";
import { findDraftHub, istioComponents, resolveDraftVersion } from "./draft-version.ts";
import { describeIneffectiveValues, type IneffectiveValues, locateIneffective } from "./ineffective-values.ts";
import { listValuePlaces } from "./places.ts";

/** An install with the place of everything that a pointer into it can name. */
export interface ResolvedInstall {
  readonly draft: Draft;
  readonly install: Install;
  readonly ineffective: IneffectiveValues;
  /** Computed only if there is a finding. */
  readonly places: () => ReadonlyMap<string, Place>;
}

export interface ResolveContext {
  readonly locate: (place: Place) => Location;
  /** The Istio version in the configuration, for installs that do not specify one. */
  readonly istioVersion: string | undefined;
  readonly problem: (problem: Problem) => void;
  /** True if the cluster is GKE; undefined if its platform is unknown. */
  readonly gke: boolean | undefined;
  /** True if the cluster is OpenShift; undefined if its platform is unknown. */
  readonly openshift: boolean | undefined;
}

/** Merges a draft's layers and computes the settings that its chart runs with. */
export function resolveInstall(draft: Draft, context: ResolveContext): ResolvedInstall {
  const values = mergeValues(draft.layers.map((layer) => layer.values));
  const version = resolveDraftVersion(draft, context.istioVersion);
  const namespace = context.gke && draft.onGke ? draft.onGke.namespace : draft.namespace;
  const fault = findFault(draft);
  if (fault?.origin === draft.version?.origin && fault) context.problem(describeUnknownVersion(fault));
  const { istioVersion, gke, openshift } = context;
  const shown = toPlainValue(values) ?? {};
  const unknown = [...collectUnknownPointers(values)];
  const known = unknown.length > 0 ? undefined : shown;
  const { possible } = version;
  const computed = { version: version.version, possible, values, known, isUnderstood: !fault, istioVersion, gke, openshift };
  const { result, ineffective } = compute(draft, computed);
  const { profile, platform, effective } = result;
  const hub = findDraftHub(draft, values, version);
  const client = showClient(draft);
  const { line, column } = context.locate(draft.place);
  let origins: Install["origins"] | undefined;
  const install: Install = {
    component: draft.component,
    tool: draft.tool,
    form: draft.form,
    chart: draft.chart,
    version: version.shown,
    versionWritten: findStringAt(draft.version) ?? null,
    versionAssumed: version.isAssumed,
    minors: version.minors,
    versionNewerThanData: version.isNewerThanData,
    repository: findStringAt(draft.repository) ?? null,
    hub: findStringAt(hub) ?? null,
    client: client.client,
    rendering: draft.rendering,
    release: findStringAt(draft.release) ?? null,
    namespace: findStringAt(namespace) ?? null,
    profile,
    platform,
    values: shown,
    unknown: [...(version.isUnknown ? ["/version"] : []), ...listUnknownPointers({ ...draft, hub }, unknown, result, client)],
    effective,
    effectiveReason: fault?.reason ?? null,
    renderError: result.renderError && withoutPlace(result.renderError),
    ...describeIneffectiveValues(ineffective),
    file: draft.place.file,
    line,
    column,
    // Of thousands of installs, only a few are ever inspected.
    get origins() {
      origins ??= traceSettings(result, [...listAddressPlaces({ ...draft, hub }), ...client.places], context);
      return origins;
    },
  };
  return {
    draft,
    install,
    ineffective,
    places: () => new Map([...locateValues({ ...draft, hub }, values, result), ...client.places, ...locateIneffective(ineffective)]),
  };
}

/** Finds the written version or values that cannot be understood, so that the effective settings are unknown. */
function findFault(draft: Draft): UnknownCursor | undefined {
  const values = draft.layers.map((layer) => layer.values).find((layer) => layer.kind === "unknown" && layer.invalid);
  if (values?.kind === "unknown") return values;
  const written = draft.tool === "helm" && istioComponents.includes(draft.component) ? draft.version : undefined;
  const version = findStringAt(written);
  if (!written || version === undefined || isVersion(version)) return undefined;
  return { kind: "unknown", origin: written.origin, reason: `\`${version}\` is not a version`, invalid: true };
}

function withoutPlace({ place: _, ...error }: NonNullable<EffectiveResult["renderError"]>): Install["renderError"] {
  return error;
}

function describeUnknownVersion({ reason, origin }: UnknownCursor): Problem {
  const message = `${reason}: write one such as 1.30.3, or a range such as ~1.30. What the chart would run with is unknown.`;
  return { code: "version-invalid", message, ...(isPlace(origin) && { place: origin }) };
}

function listUnknownPointers(draft: Draft, values: readonly string[], result: EffectiveResult, client: ShownClient): string[] {
  const fields = (["repository", "hub", "release", "namespace"] as const).filter((name) => draft[name]?.kind === "unknown");
  return [
    ...fields.map((name) => `/${name}`),
    ...client.unknown,
    ...values.map((pointer) => `/values${pointer}`),
    ...result.unknown.map((name) => `/effective/${name}`),
  ];
}

type Places = readonly (readonly [string, Place])[];

/** The lines that specify where the chart and its images come from. */
function listAddressPlaces({ repository, hub }: Draft): Places {
  const written = Object.entries({ repository, hub });
  return written.flatMap(([name, cursor]) =>
    cursor?.kind === "scalar" && isPlace(cursor.origin) ? [[`/${name}`, cursor.origin] as const] : [],
  );
}

function traceSettings(result: EffectiveResult, written: Places, context: ResolveContext): Install["origins"] {
  const step = ({ by, place }: OriginStep) => {
    const { file, line, column } = context.locate(place);
    return { by, file, line, column };
  };
  const shown = Object.entries(result.origins).map(([name, origin]) => [name, { ...step(origin), chain: origin.chain.map(step) }] as const);
  const others = written.map(([pointer, place]) => [pointer.slice(1), { ...step({ by: "set here", place }), chain: [] }] as const);
  return Object.fromEntries([...shown, ...others]);
}

function locateValues(draft: Draft, values: Cursor, result: EffectiveResult): Map<string, Place> {
  const places = new Map<string, Place>([["", draft.place]]);
  const add = (pointer: string, origin: Origin | undefined) => {
    if (origin && isPlace(origin)) places.set(pointer, origin);
  };
  add("/version", draft.version?.origin);
  add("/release", draft.release?.origin);
  add("/namespace", draft.namespace?.origin);
  add("/effective", values.origin);
  add("/platform", (findAt(values, "global", "platform") ?? findAt(values, "platform") ?? values).origin);
  add("/profile", (findAt(values, "profile") ?? findAt(values, "global", "profile") ?? draft.profile ?? values).origin);
  for (const [pointer, place] of listAddressPlaces(draft)) places.set(pointer, place);
  for (const [pointer, place] of listValuePlaces(values, "/values")) places.set(pointer, place);
  for (const [name, { place }] of Object.entries(result.origins)) places.set(`/effective/${name}`, place);
  if (result.renderError) places.set("/renderError", result.renderError.place);
  return places;
}
