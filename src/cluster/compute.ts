import { computeEffective, type EffectiveResult, type PossibleRun } from "../istio/effective.ts";
import { type Cursor, isPlace, plain, stringAt } from "../model/cursor.ts";
import type { Draft, Effective, EffectiveValue } from "../model/install.ts";
import { memory } from "../model/remembered.ts";
import { type LostValues, lostValues } from "./lost-values.ts";

/** What an install runs with, and what somebody wrote for it in vain. */
export interface Computed {
  readonly result: EffectiveResult;
  readonly lost: LostValues;
}

export interface ComputeContext {
  readonly version: string;
  /** Each version that it can be, where one is written that only the deployment knows. */
  readonly possible: readonly PossibleRun[] | undefined;
  /** The draft's layers, merged. */
  readonly values: Cursor;
  /** The same as plain JSON; undefined where something of it is unknown. */
  readonly known: unknown;
  /** False where what was written as its version or values is neither. */
  readonly isUnderstood: boolean;
  /** The Istio version of the configuration, for installs that do not say. */
  readonly istioVersion: string | undefined;
  /** Whether the cluster is GKE; undefined where its platform is not known. */
  readonly gke: boolean | undefined;
  /** The same of OpenShift. */
  readonly openshift: boolean | undefined;
}

/** Computes an install, at once where one just like it has been computed before: fleets repeat themselves. */
export function compute(draft: Draft, context: ComputeContext): Computed {
  let own: Computed | undefined;
  const computeOwn = () => {
    own ??= computeDraft(draft, context);
    return own;
  };
  const key = keyComputation(draft, context);
  const alike = key === undefined ? undefined : recall(key, () => repeatable(computeOwn()));
  return own ?? (alike ? repeated(alike, draft, context) : computeOwn());
}

/** What holds for all installs that are written alike, wherever they are written. */
type Repeatable = Omit<EffectiveResult, "origins" | "renderError">;

const recall = memory<Repeatable | undefined>();

/** All that what is computed depends on; undefined for installs that have more to them than values. */
function keyComputation(draft: Draft, context: ComputeContext): string | undefined {
  const { version, possible, known, istioVersion, isUnderstood, gke, openshift } = context;
  const { rendered, onGke, onOpenShift, ofVersions, error, patched, rejected, layers } = draft;
  if (!isUnderstood || !known || rendered || onGke || onOpenShift || ofVersions || error || patched || rejected?.length) return undefined;
  const { component, tool, form, rendering, kubeVersion } = draft;
  const spelled = [stringAt(draft.version) ?? null, draft.version?.kind ?? null, possible?.map((one) => one.version).join(" ") ?? null];
  const written = [
    ...spelled,
    stringAt(draft.namespace) ?? null,
    stringAt(draft.release) ?? null,
    kubeVersion === undefined ? false : kubeVersion,
  ];
  // The merged values of one layer are that layer.
  const shown = layers.length > 1 ? layers.map((layer) => plain(layer.values)) : [];
  const outside = [gke ?? null, openshift ?? null, istioVersion ?? null];
  return JSON.stringify([component, tool, form, rendering, version, written, outside, known, shown]);
}

/** Nothing that names a place can be repeated at another. */
function repeatable({ result, lost }: Computed): Repeatable | undefined {
  const { effective, unknown, renderError, profile, platform } = result;
  if (renderError || lost.ignored.length > 0 || lost.overridden.length > 0) return undefined;
  return { effective, unknown, profile, platform };
}

function repeated(alike: Repeatable, draft: Draft, context: ComputeContext): Computed {
  const { effective, unknown, profile, platform } = alike;
  let origins: EffectiveResult["origins"] | undefined;
  const result: EffectiveResult = {
    effective,
    get origins() {
      origins ??= chartResult(draft, context).origins;
      return origins;
    },
    unknown,
    renderError: null,
    profile,
    platform,
  };
  return { result, lost: nothingLost };
}

const nothingLost: LostValues = { ignored: [], overridden: [], rejected: [] };

function computeDraft(draft: Draft, context: ComputeContext): Computed {
  const computed = draft.rendered ? renderedResult(draft) : chartResult(draft, context);
  const result = context.isUnderstood ? withoutPatched(computed, draft.patched ?? []) : noResult;
  const { profile, platform, effective } = result;
  const chart = { component: draft.component, values: context.values, profile, platform, effective };
  return { result, lost: lostValues(draft, chart, context) };
}

const noResult: EffectiveResult = { effective: null, origins: {}, unknown: [], renderError: null, profile: null, platform: null };

function chartResult(draft: Draft, { version, possible, values, gke, openshift }: ComputeContext): EffectiveResult {
  const { component, rendering, kubeVersion, onGke, onOpenShift, error, place } = draft;
  if (error) return { ...noResult, renderError: error };
  return computeEffective({
    component,
    version,
    isVersionUnknown: draft.version?.kind === "unknown",
    possible,
    values,
    namespace: stringAt(draft.namespace),
    release: stringAt(draft.release),
    rendering,
    kubeVersion,
    gke,
    openshift,
    onOpenShift,
    onGke: onGke && { values: onGke.values, namespace: stringAt(onGke.namespace) },
    place,
  });
}

/** What is patched after the rendering is not what the chart makes of it. */
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

/** A rendered manifest shows its settings; what it does not show is not known to be anything. */
function renderedResult(draft: Draft): EffectiveResult {
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
