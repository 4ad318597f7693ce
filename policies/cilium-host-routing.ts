import { definePolicy, type Install, isInRange, type Violation, valueAt } from "../src/policy/define.ts";
import { ciliumKeys, hasChartValues, spellCiliumEntry, spellCiliumKey, writeSettingRemedy } from "./lib/cilium-keys.ts";

export default definePolicy({
  id: "cilium-host-routing",
  title: "Turn Cilium's BPF host routing off under ambient",
  severity: "error",
  ambient: true,
  description:
    "Istio gives the kubelet's health probes the link-local source address 169.254.7.127. With BPF host routing Cilium sends packets past the host's network stack and the answers to that address get lost, with BPF masquerading or without: probes of enrolled pods time out (`context deadline exceeded`) and the pods end in CrashLoopBackOff. Cilium turns host routing on by itself where it replaces kube-proxy and iptables has nothing to masquerade: in ENI mode from chart 1.18 on, and with `enableIPv4Masquerade: false`.",
  remedy:
    'Set `bpf.hostLegacyRouting: true` in Cilium\'s values (in the ConfigMap `cilium-config`, `enable-host-legacy-routing: "true"`), then restart the cilium pods.',
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium",
    "https://docs.cilium.io/en/stable/operations/performance/tuning/#ebpf-host-routing",
    "https://github.com/istio/istio/issues/57911",
    "https://github.com/cilium/cilium/issues/36022",
  ],
  *check({ installs, platform, evidence }) {
    // AKS adds the route that other platforms lack: https://github.com/Azure/AKS/issues/4579
    if (platform === "aks" && evidence.some(({ fact }) => fact === "network-policy=aks-cilium")) return;
    for (const [index, install] of installs.entries()) {
      const { component, effective } = install;
      if (component === "cilium" && effective?.bpfHostRouting === "on" && effective.bpfMasquerade !== true)
        yield reportCiliumHostRouting(install, index);
    }
  },
});

function reportCiliumHostRouting(install: Install, index: number): Violation {
  const { effective, version } = install;
  const isTried = isInRange(version?.replace(/^v/, "") ?? null, "<1.20");
  const cause =
    effective?.eni === true && valueAt(install.values, ["enableIPv4Masquerade"]) === undefined
      ? "ENI mode masquerades nothing"
      : explainHostRouting(install);
  const fix = { title: `Set \`${spellCiliumEntry(install, ciliumKeys.legacyRouting, true)}\``, safe: false };
  return {
    at: `/installs/${index}/effective/kubeProxyReplacement`,
    message: `Cilium replaces kube-proxy and ${cause}, so BPF host routing is on: health probes of ambient pods time out`,
    remedy: `${writeSettingRemedy(install, [[ciliumKeys.legacyRouting, true]])}, then restart the cilium pods.`,
    related: [{ at: `/installs/${index}/effective/ipv4Masquerade`, message: `${cause} here` }],
    ...(!isTried && { severity: "warning" }),
    fix:
      install.tool === "helm" && hasChartValues(install)
        ? { ...fix, changes: [{ install: index, set: { [ciliumKeys.legacyRouting.value]: true } }] }
        : null,
  };
}

function explainHostRouting(install: Install): string {
  const name =
    install.form === "kops-cluster"
      ? "masquerade"
      : spellCiliumKey(install, {
          value: "enableIPv4Masquerade",
          config: "enable-ipv4-masquerade",
          kubespray: "cilium_enable_ipv4_masquerade",
        });
  return `\`${name}\` is \`false\``;
}
