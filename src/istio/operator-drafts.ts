import { type Cursor, findStringAt } from "../model/cursor.ts";
import type { Component, Draft, Ineffective, Layer, VersionedValues } from "../model/install.ts";
import { mergeValues } from "../model/values.ts";
import { mergeCommonValues } from "./common-values.ts";
import { computeOperatorInstalls, type OperatorInstall, type OperatorInstalls, type OperatorOptions } from "./istioctl.ts";
import { listUnreadableVersions, resolveVersion } from "./versions.ts";

/** The fields that all installs of one IstioOperator share. */
export type OperatorDraft = Pick<Draft, "form" | "version" | "client" | "rendering" | "home" | "place" | "scope">;

export interface OperatorDraftOptions extends OperatorOptions {
  /** The Istio version in the configuration, for files that do not specify one. */
  readonly istioVersion: string | undefined;
}

/** Makes the drafts for the `spec` layers of an IstioOperator: one for each component that the profile turns on. */
export function* buildOperatorDrafts(common: OperatorDraft, specs: readonly Layer[], options: OperatorDraftOptions): Generator<Draft> {
  const spec = mergeValues(specs.map((layer) => layer.values));
  // If a layer cannot be read, the values cover its possible contents as well.
  const hub = spec.kind === "map" ? spec.entries.get("hub")?.value : undefined;
  const written = spec.kind === "map" ? spec.entries.get("profile")?.value : undefined;
  const draft = { ...common, tool: "istioctl", chart: null, hub, specs, profile: written } as const;
  const { installs, error, profile, rejected } = readSpec(common, specs, options);
  for (const { component, namespace, values, onGke, ofVersions } of installs) {
    const layers = [{ name: "istioctl", values }];
    yield { ...draft, component, namespace, layers, onGke, ofVersions, rejected: toRejectedPaths(component, rejected) };
  }
  if (installs.length > 0) return;
  // Every profile that installs anything installs istiod.
  if (error) yield { ...draft, component: "istiod", layers: [], error, rejected: toRejectedPaths("istiod", rejected) };
  else if (profile === null) yield { ...draft, component: "istiod", layers: [{ name: "istioctl", values: createUnknownProfile(common) }] };
}

type VersionedInstall = OperatorInstall & { readonly ofVersions?: readonly VersionedValues[] };

interface ReadSpec extends Omit<OperatorInstalls, "installs"> {
  readonly installs: readonly VersionedInstall[];
}

function readSpec({ version: written, place }: OperatorDraft, specs: readonly Layer[], options: OperatorDraftOptions): ReadSpec {
  if (written?.kind === "unknown" && options.istioVersion === undefined) {
    const versions = listUnreadableVersions(written.text);
    return combineSpecVersions(versions.map((version) => [version, computeOperatorInstalls(specs, version, place, options)] as const));
  }
  const { version, assumed } = resolveVersion(findStringAt(written) ?? options.istioVersion);
  return computeOperatorInstalls(specs, version, place, { ...options, isVersionAssumed: assumed });
}

/** Combines the results of all versions that have the profile. */
function combineSpecVersions(outcomes: readonly (readonly [version: string, OperatorInstalls])[]): ReadSpec {
  const known = outcomes.filter(([, { error }]) => !error);
  const [first, ...others] = (known.length > 0 ? known : outcomes).map(([, outcome]) => outcome);
  if (!first) return { profile: null, installs: [], error: null, rejected: [] };
  const rejected = first.rejected.filter((ineffective) =>
    others.every((other) => other.rejected.some((one) => isSameKey(one, ineffective))),
  );
  const installs = first.installs.flatMap(({ component }, index) => {
    const nth = first.installs.slice(0, index).filter((install) => install.component === component).length;
    return combineInstalls(
      known.flatMap(([version, outcome]) => selectVersionInstall(version, outcome, component, nth)),
      component,
      known.length,
    );
  });
  return { ...first, installs, rejected };
}

function isSameKey(a: Ineffective, b: Ineffective): boolean {
  return a.key === b.key && a.instead === b.instead && a.reason === b.reason;
}

function selectVersionInstall(version: string, { installs }: OperatorInstalls, component: Component, nth: number): VersionedValues[] {
  const install = installs.filter((one) => one.component === component)[nth];
  return install ? [{ version, ...install }] : [];
}

/** Combines a component's installs; empty if some version does not install it. */
function combineInstalls(
  ofVersions: readonly VersionedValues[],
  component: OperatorInstall["component"],
  count: number,
): VersionedInstall[] {
  if (ofVersions.length < count) return [];
  const there = ofVersions.flatMap(({ onGke }) => onGke ?? []);
  const onGke = there.length === count ? mergeCommon(there) : undefined;
  return [{ component, ...mergeCommon(ofVersions), onGke, ofVersions }];
}

type Deployed = Pick<OperatorInstall, "namespace" | "values">;

function mergeCommon(installs: readonly Deployed[]): Deployed {
  const common = (name: keyof Deployed) =>
    mergeCommonValues(
      installs.map((install) => install[name]),
      "it differs between the versions of istioctl",
    );
  return { namespace: common("namespace"), values: common("values") };
}

/** Converts the paths to those that the component's chart sees; for ztunnel they differ from those in the `spec`. */
function toRejectedPaths(component: Component, rejected: readonly Ineffective[]): Ineffective[] {
  return rejected.map((ineffective) => {
    const isValue = ineffective.path?.[0] === "values" && component !== "ztunnel";
    return { ...ineffective, path: isValue ? ineffective.path.slice(1) : undefined };
  });
}

function createUnknownProfile({ place }: OperatorDraft): Cursor {
  return { kind: "unknown", origin: place, reason: "the profile is only known at deployment" };
}
