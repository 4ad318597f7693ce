import { type Cursor, findAt, type Origin } from "../model/cursor.ts";
import { coalesce } from "../model/values.ts";
import { wrapBuiltIn } from "./built-in-values.ts";
import type { Tree } from "./data/index.ts";
import { computeHostRouting } from "./host-routing.ts";
import { type Setting, type Settings, toPrintedText, toTruth } from "./settings.ts";

/** Computes the settings that determine whether ambient works with Cilium. An empty version is the newest; undefined is unknown. */
export function computeCiliumSettings(userValues: Cursor, version: string | undefined): Settings {
  const values = coalesce(wrapBuiltIn(ciliumDefaults, origin), userValues);
  const settings = {
    cniExclusive: readCiliumSetting(values, ["cni", "exclusive"], isOn),
    cniInstall: readCiliumSetting(values, ["cni", "install"], isOn),
    cniCustomConf: readCiliumSetting(values, ["cni", "customConf"], isOn),
    chainingMode: computeChainingMode(values),
    bpfMasquerade: readCiliumSetting(values, ["bpf", "masquerade"], (cursor) =>
      isUnset(cursor) ? findDefaultBpfMasquerade(values) : isOn(cursor),
    ),
    hostLegacyRouting: readCiliumSetting(values, ["bpf", "hostLegacyRouting"], isOn),
    ipv4Masquerade: computeIpv4Masquerade(values, version),
    kubeProxyReplacement: readCiliumSetting(values, ["kubeProxyReplacement"], (cursor) =>
      isUnset(cursor) ? "false" : toPrintedText(cursor),
    ),
    socketLb: readCiliumSetting(values, ["socketLB", "enabled"], isOn),
    socketLbHostNamespaceOnly: readCiliumSetting(values, ["socketLB", "hostNamespaceOnly"], isOn),
    policyEnforcementMode: readCiliumSetting(values, ["policyEnforcementMode"], (cursor) => toPrintedText(cursor)?.toLowerCase()),
    eni: readCiliumSetting(values, ["eni", "enabled"], isOn),
    encryptionType: computeEncryptionType(values),
  } satisfies Settings;
  return { ...settings, bpfHostRouting: computeHostRouting(settings) };
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

function readCiliumSetting(values: Cursor, path: readonly string[], compute: (cursor: Cursor | undefined) => Setting["value"]): Setting {
  const cursor = findAt(values, ...path);
  return { value: compute(cursor), origin: cursor?.origin ?? defaultOrigin, path };
}

const defaultOrigin: Origin = { builtIn: origin };

function isOn(cursor: Cursor | undefined): boolean | undefined {
  const text = toPrintedText(cursor);
  return text === undefined ? undefined : text === "true";
}

function isUnset(cursor: Cursor | undefined): boolean {
  return cursor === undefined || (cursor.kind === "scalar" && cursor.value === null);
}

/** Clusters first installed with 1.8 or 1.9 keep the default of those versions. */
function findDefaultBpfMasquerade(values: Cursor): boolean | undefined {
  const compatible = toPrintedText(findAt(values, "upgradeCompatibility"));
  return compatible === undefined ? undefined : /^1\.[89](\.|$)/.test(compatible);
}

/** The chaining mode; a chaining target implies the matching mode. */
function computeChainingMode(values: Cursor): Setting {
  const mode = findAt(values, "cni", "chainingMode");
  const target = findAt(values, "cni", "chainingTarget");
  if (!isUnset(mode) || isUnset(target)) return readCiliumSetting(values, ["cni", "chainingMode"], readModeText);
  return readCiliumSetting(values, ["cni", "chainingTarget"], (cursor) => (cursor?.kind === "scalar" ? "generic-veth" : undefined));
}

function readModeText(cursor: Cursor | undefined): string | undefined {
  const text = toPrintedText(cursor);
  return text === "" ? "none" : text;
}

/** The setting for masquerading IPv4 with iptables. By default it is off in ENI mode from chart 1.18 on, and on otherwise. */
function computeIpv4Masquerade(values: Cursor, version: string | undefined): Setting {
  const path = ["enableIPv4Masquerade"];
  const written = findAt(values, ...path);
  if (!isUnset(written)) return readCiliumSetting(values, path, isOn);
  const eni = findAt(values, "eni", "enabled");
  const isEni = toTruth(eni);
  const isRecent = isEniMasqueradeOff(values, version);
  if (isEni === false || isRecent === false) return { value: true, origin: defaultOrigin, path };
  const value = isEni === undefined || isRecent === undefined ? undefined : false;
  return { value, origin: eni?.origin ?? defaultOrigin, path: ["eni", "enabled"] };
}

function isEniMasqueradeOff(values: Cursor, version: string | undefined): boolean | undefined {
  const compatible = toPrintedText(findAt(values, "upgradeCompatibility"));
  if (compatible === undefined) return undefined;
  if (compatible !== "") return isFrom118(compatible);
  return version === undefined ? undefined : version === "" || isFrom118(version);
}

/** Checks whether a version is 1.18 or later; undefined for a range with versions on both sides. */
function isFrom118(version: string): boolean | undefined {
  const [, minor] = /^[~=\s]{0,3}v?1\.(\d{1,4})(?:\.[\w*.+-]{1,60})?$/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor) >= 18;
}

function computeEncryptionType(values: Cursor): Setting {
  const isEncrypted = toTruth(findAt(values, "encryption", "enabled"));
  if (isEncrypted) return readCiliumSetting(values, ["encryption", "type"], toPrintedText);
  return readCiliumSetting(values, ["encryption", "enabled"], () => (isEncrypted === undefined ? undefined : null));
}
