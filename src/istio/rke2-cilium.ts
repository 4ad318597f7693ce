import type { Cursor, Entry, UnknownCursor } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";

/** The source of unset values for the Cilium chart that RKE2 packages. */
export const rke2Default = "chart default of rke2-cilium";

/**
 * The values that RKE2 sets for the packaged chart. Most of them change between releases. In all releases until October 2025 the
 * default was that Cilium removes other CNI configurations: https://github.com/rancher/rke2/issues/9040
 */
export function buildRke2CiliumDefaults(place: Place): Layer {
  const rest: UnknownCursor = { kind: "unknown", origin: place, reason: "RKE2 packages it with values of its own" };
  const origin = { builtIn: rke2Default };
  const known = (value: boolean): Entry => ({ key: origin, value: { kind: "scalar", origin, value } });
  const entries = new Map([
    ["exclusive", known(true)],
    ["install", known(true)],
    ["customConf", known(false)],
  ]);
  const cni: Cursor = { kind: "map", origin, entries, rest };
  return {
    name: "rke2-cilium of RKE2",
    values: { kind: "map", origin: place, entries: new Map([["cni", { key: origin, value: cni }]]), rest },
  };
}
