import type { Cursor, Entry, UnknownCursor } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";

/** Who decides what nobody wrote for the Cilium that RKE2 brings along. */
export const rke2Default = "chart default of rke2-cilium";

/**
 * The values that RKE2 packages the chart with. Most change with its releases; that Cilium removes other configurations
 * was the default in all of them until October 2025: https://github.com/rancher/rke2/issues/9040
 */
export function rke2CiliumDefaults(place: Place): Layer {
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
