import { type Cursor, findAt, type Scalar } from "../model/cursor.ts";
import type { RenderedSettings } from "../model/install.ts";
import { computeHostRouting } from "./host-routing.ts";
import type { Setting } from "./settings.ts";

/**
 * Reads Cilium's settings from the ConfigMap `cilium-config`. A complete ConfigMap omits settings that are off; a patch contains
 * only its changes.
 */
export function readCiliumConfigSettings(data: Cursor | undefined): RenderedSettings {
  const isWhole = findAt(data, "enable-ipv4-masquerade") !== undefined;
  const read = ({ key, fallback, isFlag }: Key) => {
    const found = findAt(data, key) ?? (isWhole && fallback !== undefined ? createAgentDefault(fallback) : undefined);
    return isFlag ? toBooleanCursor(found) : found;
  };
  const settings = new Map(
    Object.entries(keys).flatMap(([name, key]) => {
      const found = read(key);
      return found ? [[name, found] as const] : [];
    }),
  );
  const settingOf = (name: string): Setting => {
    const cursor = settings.get(name);
    return { value: cursor?.kind === "scalar" ? cursor.value : undefined, origin: cursor?.origin ?? { builtIn: agentDefault } };
  };
  const { value, origin } = computeHostRouting({
    kubeProxyReplacement: settingOf("kubeProxyReplacement"),
    hostLegacyRouting: settingOf("hostLegacyRouting"),
    chainingMode: settingOf("chainingMode"),
    bpfMasquerade: settingOf("bpfMasquerade"),
    ipv4Masquerade: settingOf("ipv4Masquerade"),
  });
  if (typeof value === "string") settings.set("bpfHostRouting", { kind: "scalar", origin, value });
  return Object.fromEntries(settings);
}

const agentDefault = "the agent's default";

interface Key {
  readonly key: string;
  /** The agent's default if a complete ConfigMap lacks the key. */
  readonly fallback?: Scalar;
  readonly isFlag?: boolean;
}

/** Source: https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/templates/cilium-configmap.yaml */
const keys: Readonly<Record<string, Key>> = {
  cniExclusive: { key: "cni-exclusive", isFlag: true },
  chainingMode: { key: "cni-chaining-mode", fallback: "none" },
  bpfMasquerade: { key: "enable-bpf-masquerade", fallback: false, isFlag: true },
  hostLegacyRouting: { key: "enable-host-legacy-routing", fallback: false, isFlag: true },
  ipv4Masquerade: { key: "enable-ipv4-masquerade", isFlag: true },
  kubeProxyReplacement: { key: "kube-proxy-replacement" },
  socketLb: { key: "bpf-lb-sock", isFlag: true },
  socketLbHostNamespaceOnly: { key: "bpf-lb-sock-hostns-only", fallback: false, isFlag: true },
  policyEnforcementMode: { key: "enable-policy", fallback: "default" },
};

function createAgentDefault(value: Scalar): Cursor {
  return { kind: "scalar", origin: { builtIn: agentDefault }, value };
}

/** Reads a boolean that a ConfigMap contains as text. */
export function toBooleanCursor(cursor: Cursor | undefined): Cursor | undefined {
  if (cursor?.kind !== "scalar") return cursor;
  const values: Record<string, Scalar> = { true: true, false: false };
  return { ...cursor, value: values[String(cursor.value).toLowerCase()] ?? cursor.value };
}
