import { at, type Cursor } from "../model/cursor.ts";
import { coalesce } from "../model/values.ts";
import { builtIn } from "./chart.ts";
import type { Tree } from "./data/index.ts";
import { printed, type Setting, type Settings } from "./settings.ts";

/** What decides whether ambient can live with Cilium. */
export function ciliumSettings(userValues: Cursor): Settings {
  const values = coalesce(builtIn(ciliumDefaults, origin), userValues);
  return {
    cniExclusive: setting(values, ["cni", "exclusive"], isOn),
    bpfMasquerade: setting(values, ["bpf", "masquerade"], isOn),
    kubeProxyReplacement: setting(values, ["kubeProxyReplacement"], printed),
    socketLbHostNamespaceOnly: setting(values, ["socketLB", "hostNamespaceOnly"], isOn),
  };
}

/** Where the defaults and the use of these values stand. */
export const ciliumSources = [
  "https://docs.cilium.io/en/stable/helm-reference/",
  "https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/values.yaml",
  "https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/templates/cilium-configmap.yaml",
] as const;

const origin = "chart default of cilium";

const ciliumDefaults: Tree = {
  cni: { exclusive: true },
  bpf: { masquerade: null },
  kubeProxyReplacement: "false",
  socketLB: { hostNamespaceOnly: false },
};

function setting(values: Cursor, path: readonly string[], compute: (cursor: Cursor | undefined) => Setting["value"]): Setting {
  const cursor = at(values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? { builtIn: origin }, path };
}

function isOn(cursor: Cursor | undefined): boolean | undefined {
  const text = printed(cursor);
  return text === undefined ? undefined : text === "true";
}
