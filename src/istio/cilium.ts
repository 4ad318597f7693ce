import { at, type Cursor, type Origin } from "../model/cursor.ts";
import { coalesce } from "../model/values.ts";
import { builtIn } from "./chart.ts";
import type { Tree } from "./data/index.ts";
import { hostRouting } from "./host-routing.ts";
import { printed, type Setting, type Settings, truth } from "./settings.ts";

/** Computes the settings that determine whether ambient works with Cilium. An empty version is the newest; undefined is unknown. */
export function ciliumSettings(userValues: Cursor, version: string | undefined): Settings {
  const values = coalesce(builtIn(ciliumDefaults, origin), userValues);
  const settings = {
    cniExclusive: setting(values, ["cni", "exclusive"], isOn),
    cniInstall: setting(values, ["cni", "install"], isOn),
    cniCustomConf: setting(values, ["cni", "customConf"], isOn),
    chainingMode: chainingMode(values),
    bpfMasquerade: setting(values, ["bpf", "masquerade"], (cursor) => (isUnset(cursor) ? defaultBpfMasquerade(values) : isOn(cursor))),
    hostLegacyRouting: setting(values, ["bpf", "hostLegacyRouting"], isOn),
    ipv4Masquerade: ipv4Masquerade(values, version),
    kubeProxyReplacement: setting(values, ["kubeProxyReplacement"], (cursor) => (isUnset(cursor) ? "false" : printed(cursor))),
    socketLb: setting(values, ["socketLB", "enabled"], isOn),
    socketLbHostNamespaceOnly: setting(values, ["socketLB", "hostNamespaceOnly"], isOn),
    policyEnforcementMode: setting(values, ["policyEnforcementMode"], (cursor) => printed(cursor)?.toLowerCase()),
    eni: setting(values, ["eni", "enabled"], isOn),
    encryptionType: encryptionType(values),
  } satisfies Settings;
  return { ...settings, bpfHostRouting: hostRouting(settings) };
}

/** The sources of the defaults and of the effect of these values. */
export const ciliumSources = [
  "https://docs.cilium.io/en/stable/helm-reference/",
  "https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/values.yaml",
  "https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/templates/cilium-configmap.yaml",
] as const;

const origin = "chart default of cilium";

const ciliumDefaults: Tree = {
  cni: { exclusive: true, install: true, customConf: false, chainingMode: null, chainingTarget: null },
  bpf: { masquerade: null, hostLegacyRouting: false },
  kubeProxyReplacement: "false",
  socketLB: { enabled: false, hostNamespaceOnly: false },
  policyEnforcementMode: "default",
  eni: { enabled: false },
  encryption: { enabled: false, type: "ipsec" },
};

function setting(values: Cursor, path: readonly string[], compute: (cursor: Cursor | undefined) => Setting["value"]): Setting {
  const cursor = at(values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? defaultOrigin, path };
}

const defaultOrigin: Origin = { builtIn: origin };

function isOn(cursor: Cursor | undefined): boolean | undefined {
  const text = printed(cursor);
  return text === undefined ? undefined : text === "true";
}

function isUnset(cursor: Cursor | undefined): boolean {
  return cursor === undefined || (cursor.kind === "scalar" && cursor.value === null);
}

/** Clusters first installed with 1.8 or 1.9 keep the default of those versions. */
function defaultBpfMasquerade(values: Cursor): boolean | undefined {
  const compatible = printed(at(values, "upgradeCompatibility"));
  return compatible === undefined ? undefined : /^1\.[89](\.|$)/.test(compatible);
}

/** The chaining mode; a chaining target implies the matching mode. */
function chainingMode(values: Cursor): Setting {
  const mode = at(values, "cni", "chainingMode");
  const target = at(values, "cni", "chainingTarget");
  if (!isUnset(mode) || isUnset(target)) return setting(values, ["cni", "chainingMode"], modeText);
  return setting(values, ["cni", "chainingTarget"], (cursor) => (cursor?.kind === "scalar" ? "generic-veth" : undefined));
}

function modeText(cursor: Cursor | undefined): string | undefined {
  const text = printed(cursor);
  return text === "" ? "none" : text;
}

/** The setting for masquerading IPv4 with iptables. By default it is off in ENI mode from chart 1.18 on, and on otherwise. */
function ipv4Masquerade(values: Cursor, version: string | undefined): Setting {
  const path = ["enableIPv4Masquerade"];
  const written = at(values, ...path);
  if (!isUnset(written)) return setting(values, path, isOn);
  const eni = at(values, "eni", "enabled");
  const isEni = truth(eni);
  const isRecent = eniMasqueradesNothing(values, version);
  if (isEni === false || isRecent === false) return { value: true, origin: defaultOrigin, path };
  const value = isEni === undefined || isRecent === undefined ? undefined : false;
  return { value, origin: eni?.origin ?? defaultOrigin, path: ["eni", "enabled"] };
}

function eniMasqueradesNothing(values: Cursor, version: string | undefined): boolean | undefined {
  const compatible = printed(at(values, "upgradeCompatibility"));
  if (compatible === undefined) return undefined;
  if (compatible !== "") return isFrom118(compatible);
  return version === undefined ? undefined : version === "" || isFrom118(version);
}

/** Checks whether a version is 1.18 or later; undefined for a range with versions on both sides. */
function isFrom118(version: string): boolean | undefined {
  const [, minor] = /^[~=\s]{0,3}v?1\.(\d{1,4})(?:\.[\w*.+-]{1,60})?$/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor) >= 18;
}

function encryptionType(values: Cursor): Setting {
  const isEncrypted = truth(at(values, "encryption", "enabled"));
  if (isEncrypted) return setting(values, ["encryption", "type"], printed);
  return setting(values, ["encryption", "enabled"], () => (isEncrypted === undefined ? undefined : null));
}
