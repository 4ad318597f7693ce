import { computeEffective, type EffectiveResult, type PossibleRun } from "../istio/effective.ts";
import { type Cursor, findStringAt, isPlace, toPlainValue } from "../model/cursor.ts";
import type { Draft, Effective, EffectiveValue } from "../model/install.ts";
import { memory } from "../model/remembered.ts";
import { findIneffectiveValues, type IneffectiveValues } from "./ineffective-values.ts";

/** The effective settings of an install, and its ineffective values. */
export interface Computed {
  readonly result: EffectiveResult;
  readonly ineffective: IneffectiveValues;
}

/** All of a draft that computing it may look at. */
export type ComputedDraft = Pick<
  Draft,
  | "component"
  | "tool"
  | "form"
  | "rendering"
  | "kubeVersion"
  | "version"
  | "namespace"
  | "release"
  | "layers"
  | "rendered"
  | "onGke"
  | "onOpenShift"
  | "error"
  | "patched"
  | "rejected"
  | "place"
>;

/** All beside the draft that computing it may look at. */
export interface ComputeContext {
  readonly version: string;
  /** The possible versions, if the version is known only at deployment. */
  readonly possible: readonly PossibleRun[] | undefined;
  /** The draft's layers, merged. */
  readonly values: Cursor;
  /** The merged values as plain JSON; undefined if any value is unknown. */
  readonly known: unknown;
  /** False if the written version or values cannot be understood. */
  readonly isUnderstood: boolean;
  /** The Istio version in the configuration, for installs that do not specify one. */
  readonly istioVersion: string | undefined;
  /** True if the cluster is GKE; undefined if its platform is unknown. */
  readonly gke: boolean | undefined;
  /** True if the cluster is OpenShift; undefined if its platform is unknown. */
  readonly openshift: boolean | undefined;
}

/** Computes an install, or reuses the result of an identical one: fleets repeat the same installs. */
export function compute(draft: ComputedDraft, context: ComputeContext): Computed {
  let own: Computed | undefined;
  const computeOwn = () => {
    own ??= computeDraft(draft, context);
    return own;
  };
  const key = keyComputation(draft, context);
  const alike = key === undefined ? undefined : recall(key, () => toRepeatable(computeOwn()));
  return own ?? (alike ? repeatResult(alike, draft, context) : computeOwn());
}

/** The part of a result that is the same for identical installs, wherever they are written. */
type Repeatable = Omit<EffectiveResult, "origins" | "renderError">;

const recall = memory<Repeatable | undefined>();

/** What a value is in the key of a result; `alone` where its install has more to it than values, and shares no result. */
type Spelling<Owner> = { readonly [Name in keyof Owner]-?: (value: Owner[Name]) => unknown };

const alone = Symbol("alone");

/** How each part of a draft is spelled: what is not here cannot be looked at either. */
const draftSpelling: Spelling<ComputedDraft> = {
  component: keepAsIs,
  tool: keepAsIs,
  form: keepAsIs,
  rendering: keepAsIs,
  kubeVersion: keepAsIs,
  version: (cursor) => [findStringAt(cursor), cursor?.kind],
  namespace: (cursor) => findStringAt(cursor),
  release: (cursor) => findStringAt(cursor),
  // A single layer equals the merged values.
  layers: (layers) => (layers.length > 1 ? layers.map((layer) => toPlainValue(layer.values)) : []),
  rendered: spellAloneIfAny,
  onGke: spellAloneIfAny,
  onOpenShift: spellAloneIfAny,
  error: spellAloneIfAny,
  patched: spellAloneIfAny,
  rejected: (keys) => (keys && keys.length > 0 ? alone : undefined),
  // Nothing that names a place is repeated.
  place: () => undefined,
};

const contextSpelling: Spelling<ComputeContext> = {
  version: keepAsIs,
  possible: (runs) => (runs?.some(hasMore) ? alone : runs?.map((run) => run.version)),
  // `known` says the same.
  values: () => undefined,
  known: (known) => known ?? alone,
  isUnderstood: (isUnderstood) => (isUnderstood ? undefined : alone),
  istioVersion: keepAsIs,
  gke: keepAsIs,
  openshift: keepAsIs,
};

/** Whether a version makes more of an install than its number says. */
function hasMore({ version: _, ...more }: PossibleRun): boolean {
  return Object.values(more).some((part) => part !== undefined);
}

function keepAsIs(value: unknown): unknown {
  return value;
}

function spellAloneIfAny(value: unknown): typeof alone | undefined {
  return value ? alone : undefined;
}

/** All that what is computed depends on; undefined for installs that share no result. */
export function keyComputation(draft: ComputedDraft, context: ComputeContext): string | undefined {
  const parts = [...spell(draft, draftSpelling), ...spell(context, contextSpelling)];
  if (parts.includes(alone)) return undefined;
  return JSON.stringify(parts.map((part) => (part === undefined ? unwritten : part)));
}

/** JSON knows null alone, which is something else here. */
const unwritten = { unwritten: true };

function spell<Owner>(owner: Owner, spelling: Spelling<Owner>): unknown[] {
  const names = Object.keys(spelling) as (keyof Owner)[];
  return names.map((name) => spelling[name](owner[name]));
}

/** A result can be reused only if it refers to no place. */
function toRepeatable({ result, ineffective }: Computed): Repeatable | undefined {
  const { effective, unknown, renderError, profile, platform } = result;
  if (renderError || ineffective.ignored.length > 0 || ineffective.overridden.length > 0) return undefined;
  return { effective, unknown, profile, platform };
}

function repeatResult(alike: Repeatable, draft: ComputedDraft, context: ComputeContext): Computed {
  const { effective, unknown, profile, platform } = alike;
  let origins: EffectiveResult["origins"] | undefined;
  const result: EffectiveResult = {
    effective,
    get origins() {
      origins ??= computeChartResult(draft, context).origins;
      return origins;
    },
    unknown,
    renderError: null,
    profile,
    platform,
  };
  return { result, ineffective: noneIneffective };
}

const noneIneffective: IneffectiveValues = { ignored: [], overridden: [], rejected: [] };

function computeDraft(draft: ComputedDraft, context: ComputeContext): Computed {
  const computed = draft.rendered ? readRenderedResult(draft) : computeChartResult(draft, context);
  const result = context.isUnderstood ? withoutPatched(computed, draft.patched ?? []) : noResult;
  const { profile, platform, effective } = result;
  const chart = { component: draft.component, values: context.values, profile, platform, effective };
  return { result, ineffective: findIneffectiveValues(draft, chart, context) };
}

const noResult: EffectiveResult = { effective: null, origins: {}, unknown: [], renderError: null, profile: null, platform: null };

function computeChartResult(draft: ComputedDraft, { version, possible, values, gke, openshift }: ComputeContext): EffectiveResult {
  const { component, rendering, kubeVersion, onGke, onOpenShift, error, place } = draft;
  if (error) return { ...noResult, renderError: error };
  return computeEffective({
    component,
    version,
    isVersionUnknown: draft.version?.kind === "unknown",
    possible,
    values,
    namespace: findStringAt(draft.namespace),
    release: findStringAt(draft.release),
    rendering,
    kubeVersion,
    gke,
    openshift,
    onOpenShift,
    onGke: onGke && { values: onGke.values, namespace: findStringAt(onGke.namespace) },
    place,
  });
}

/** Marks settings as unknown that are patched after the rendering. */
function withoutPatched(result: EffectiveResult, patched: readonly string[]): EffectiveResult {
  const { effective } = result;
  const names = patched.filter((name) => effective && name in effective);
  if (!effective || names.length === 0) return result;
  const isKept = ([name]: [string, unknown]) => !names.includes(name);
  return {
    ...result,
    effective: Object.fromEntries(Object.entries(effective).filter(isKept)),
    origins: Object.fromEntries(Object.entries(result.origins).filter(isKept)),
    unknown: [...result.unknown, ...names],
  };
}

/** Reads the settings that a rendered manifest shows. All other settings are unknown. */
function readRenderedResult(draft: ComputedDraft): EffectiveResult {
  const shown = Object.entries(draft.rendered ?? {});
  const known = shown.flatMap(([name, cursor]) => (cursor.kind === "scalar" ? [[name, cursor.value] as const] : []));
  const origins = shown.map(([name, { origin }]) => [
    name,
    isPlace(origin) ? { by: "this manifest", place: origin, chain: [] } : { by: origin.builtIn, place: draft.place, chain: [] },
  ]);
  const unknown = shown.filter(([, cursor]) => cursor.kind !== "scalar").map(([name]) => name);
  const effective: Effective = Object.fromEntries<EffectiveValue>(known);
  return { effective, origins: Object.fromEntries(origins), unknown, renderError: null, profile: null, platform: null };
}
