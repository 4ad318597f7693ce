import { type Cursor, findAt } from "../model/cursor.ts";
import { coalesce } from "../model/values.ts";
import { wrapBuiltIn } from "./built-in-values.ts";
import type { Tree } from "./data/index.ts";
import { type Setting, type Settings, toPrintedText } from "./settings.ts";

/** Computes the settings of the tigera-operator chart that determine whether ambient works with Calico. */
export function computeCalicoSettings(userValues: Cursor): Settings {
  const values = coalesce(wrapBuiltIn(calicoDefaults, origin), userValues);
  return {
    linuxDataplane: readCalicoSetting(values, ["installation", "calicoNetwork", "linuxDataplane"], readCalicoText),
    cniType: readCalicoSetting(values, ["installation", "cni", "type"], readCalicoText),
    connectTimeLoadBalancing: readFelixSetting(values, "bpfConnectTimeLoadBalancing", readCalicoText),
    hostConntrackBypass: readFelixSetting(values, "bpfHostConntrackBypass", isOn),
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
function readFelixSetting(values: Cursor, key: string, compute: (cursor: Cursor | undefined) => Setting["value"]): Setting {
  const enabled = readCalicoSetting(values, ["defaultFelixConfiguration", "enabled"], isOn);
  if (enabled.value !== true) return { ...enabled, value: enabled.value === undefined ? undefined : null };
  return readCalicoSetting(values, ["defaultFelixConfiguration", key], compute);
}

function readCalicoSetting(values: Cursor, path: readonly string[], compute: (cursor: Cursor | undefined) => Setting["value"]): Setting {
  const cursor = findAt(values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? { builtIn: origin }, path };
}

/** Null if nothing is written: the operator or Felix decides. */
function readCalicoText(cursor: Cursor | undefined): string | null | undefined {
  const found = toPrintedText(cursor);
  return found === "" ? null : found;
}

function isOn(cursor: Cursor | undefined): boolean | null | undefined {
  const found = toPrintedText(cursor);
  if (found === undefined) return undefined;
  return found === "" ? null : found === "true";
}
