import { type Cursor, stringAt } from "../model/cursor.ts";
import type { Draft, Layer } from "../model/install.ts";
import { type OperatorOptions, operatorInstalls } from "./istioctl.ts";
import { resolveVersion } from "./versions.ts";

/** What all installs of one IstioOperator have in common. */
export type OperatorDraft = Pick<Draft, "form" | "version" | "rendering" | "home" | "place" | "scope">;

export interface OperatorDraftOptions extends OperatorOptions {
  /** The Istio version of the configuration, where the files do not say. */
  readonly istioVersion: string | undefined;
}

/** The installs that istioctl makes of the `spec` layers of an IstioOperator: one for each component that the profile turns on. */
export function* operatorDrafts(common: OperatorDraft, specs: readonly Layer[], options: OperatorDraftOptions): Generator<Draft> {
  const draft = { ...common, tool: "istioctl", chart: null } as const;
  const { version } = resolveVersion(stringAt(common.version) ?? options.istioVersion);
  const { installs, error, profile } = operatorInstalls(specs, version, common.place, options);
  for (const { component, namespace, values, onGke } of installs) {
    yield { ...draft, component, namespace, layers: [{ name: "istioctl", values }], onGke };
  }
  if (installs.length > 0) return;
  // Every profile that installs anything installs istiod.
  if (error) yield { ...draft, component: "istiod", layers: [], error };
  else if (profile === null) yield { ...draft, component: "istiod", layers: [{ name: "istioctl", values: unknownProfile(common) }] };
}

function unknownProfile({ place }: OperatorDraft): Cursor {
  return { kind: "unknown", origin: place, reason: "the profile is only known at deployment" };
}
