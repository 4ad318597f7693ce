import type { Setting } from "./settings.ts";

/** The settings that determine whether Cilium routes packets past the host's network stack. */
export interface RoutingSettings {
  readonly kubeProxyReplacement: Setting;
  readonly hostLegacyRouting: Setting;
  readonly chainingMode: Setting;
  readonly bpfMasquerade: Setting;
  readonly ipv4Masquerade: Setting;
}

/**
 * Computes BPF host routing, `on` or `off`, as the agent does, with the setting that determines it; unknown if no setting does.
 * https://github.com/cilium/cilium/pull/25803
 */
export function computeHostRouting(settings: RoutingSettings): Setting {
  const {
    kubeProxyReplacement: proxy,
    hostLegacyRouting: legacy,
    chainingMode: chaining,
    bpfMasquerade: bpf,
    ipv4Masquerade: ipv4,
  } = settings;
  const off = [
    { setting: proxy, holds: proxy.value === "false" || proxy.value === "disabled" },
    { setting: legacy, holds: legacy.value === true },
    { setting: chaining, holds: isChained(chaining) },
    { setting: bpf, holds: bpf.value === false && ipv4.value === true },
  ].find(({ holds }) => holds);
  if (off) return { ...off.setting, value: "off" };
  const isReplaced = proxy.value === "true" || proxy.value === "strict";
  const isBypassed = bpf.value === true || ipv4.value === false;
  const isOn = isReplaced && isBypassed && legacy.value === false && chaining.value === "none";
  return { ...proxy, value: isOn ? "on" : undefined };
}

function isChained({ value }: Setting): boolean {
  return typeof value === "string" && value !== "none";
}
