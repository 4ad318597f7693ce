import { type Cursor, stringAt } from "../model/cursor.ts";
import type { Component, Draft, Layer, Lost } from "../model/install.ts";
import { mergeValues } from "../model/values.ts";
import { type OperatorOptions, operatorInstalls } from "./istioctl.ts";
import { resolveVersion } from "./versions.ts";

/** What all installs of one IstioOperator have in common. */
export type OperatorDraft = Pick<Draft, "form" | "version" | "client" | "rendering" | "home" | "place" | "scope">;

export interface OperatorDraftOptions extends OperatorOptions {
  /** The Istio version of the configuration, where the files do not say. */
  readonly istioVersion: string | undefined;
}

/** The installs that istioctl makes of the `spec` layers of an IstioOperator: one for each component that the profile turns on. */
export function* operatorDrafts(common: OperatorDraft, specs: readonly Layer[], options: OperatorDraftOptions): Generator<Draft> {
  const spec = mergeValues(specs.map((layer) => layer.values));
  // What a layer that cannot be read may hold is in the values, too.
  const hub = spec.kind === "map" ? spec.entries.get("hub")?.value : undefined;
  const draft = { ...common, tool: "istioctl", chart: null, hub, specs } as const;
  const { version, assumed } = resolveVersion(stringAt(common.version) ?? options.istioVersion);
  const { installs, error, profile, rejected } = operatorInstalls(specs, version, common.place, { ...options, isVersionAssumed: assumed });
  for (const { component, namespace, values, onGke } of installs) {
    yield { ...draft, component, namespace, layers: [{ name: "istioctl", values }], onGke, rejected: rejectedIn(component, rejected) };
  }
  if (installs.length > 0) return;
  // Every profile that installs anything installs istiod.
  if (error) yield { ...draft, component: "istiod", layers: [], error, rejected: rejectedIn("istiod", rejected) };
  else if (profile === null) yield { ...draft, component: "istiod", layers: [{ name: "istioctl", values: unknownProfile(common) }] };
}

/** With paths as the component's chart gets the values; ztunnel's are not those of the `spec`. */
function rejectedIn(component: Component, rejected: readonly Lost[]): Lost[] {
  return rejected.map((lost) => {
    const isValue = lost.path?.[0] === "values" && component !== "ztunnel";
    return { ...lost, path: isValue ? lost.path.slice(1) : undefined };
  });
}

function unknownProfile({ place }: OperatorDraft): Cursor {
  return { kind: "unknown", origin: place, reason: "the profile is only known at deployment" };
}
