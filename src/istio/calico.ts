import { at, type Cursor } from "../model/cursor.ts";
import { coalesce } from "../model/values.ts";
import { builtIn } from "./chart.ts";
import type { Tree } from "./data/index.ts";
import { printed, type Setting, type Settings } from "./settings.ts";

/** Computes the settings of the tigera-operator chart that determine whether ambient works with Calico. */
export function calicoSettings(userValues: Cursor): Settings {
  const values = coalesce(builtIn(calicoDefaults, origin), userValues);
  return {
    linuxDataplane: setting(values, ["installation", "calicoNetwork", "linuxDataplane"], text),
    cniType: setting(values, ["installation", "cni", "type"], text),
    connectTimeLoadBalancing: felix(values, "bpfConnectTimeLoadBalancing", text),
    hostConntrackBypass: felix(values, "bpfHostConntrackBypass", isOn),
  };
}

/** The sources of the defaults and of the effect of these values. */
export const calicoSources = [
  "https://github.com/projectcalico/calico/blob/master/charts/tigera-operator/values.yaml",
  "https://docs.tigera.io/calico/latest/reference/resources/felixconfig",
] as const;

const origin = "chart default of tigera-operator";

const calicoDefaults: Tree = { installation: { enabled: true, cni: {}, calicoNetwork: {} }, defaultFelixConfiguration: { enabled: false } };

/** A field of the FelixConfiguration, which the chart creates only on request; null if it does not. */
function felix(values: Cursor, key: string, compute: (cursor: Cursor | undefined) => Setting["value"]): Setting {
  const enabled = setting(values, ["defaultFelixConfiguration", "enabled"], isOn);
  if (enabled.value !== true) return { ...enabled, value: enabled.value === undefined ? undefined : null };
  return setting(values, ["defaultFelixConfiguration", key], compute);
}

function setting(values: Cursor, path: readonly string[], compute: (cursor: Cursor | undefined) => Setting["value"]): Setting {
  const cursor = at(values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? { builtIn: origin }, path };
}

/** Null if nothing is written: the operator or Felix decides. */
function text(cursor: Cursor | undefined): string | null | undefined {
  const found = printed(cursor);
  return found === "" ? null : found;
}

function isOn(cursor: Cursor | undefined): boolean | null | undefined {
  const found = printed(cursor);
  if (found === undefined) return undefined;
  return found === "" ? null : found === "true";
}
