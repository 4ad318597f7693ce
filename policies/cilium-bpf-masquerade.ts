import { definePolicy, type Install, isDefault, isUnknown, type Proposal, type Violation } from "../src/policy/define.ts";
import { ciliumKeys, hasChartValues, spellCiliumKey, writeSettingRemedy } from "./lib/cilium-keys.ts";

export default definePolicy({
  id: "cilium-bpf-masquerade",
  title: "Leave Cilium's BPF masquerading off under ambient",
  severity: "error",
  ambient: true,
  description:
    "Istio gives the kubelet's health probes the link-local source address 169.254.7.127. With BPF host routing Cilium sends packets past the host's network stack and the answers to that address get lost, so liveness and readiness probes of ambient pods time out (`context deadline exceeded`) and the pods end in CrashLoopBackOff as soon as their namespace joins the mesh. `bpf.masquerade: true` is what turns host routing on where kube-proxy is replaced. Where host routing is provably off, the setting is only noted: Istio's page calls it unsupported, and clusters that were measured are healthy.",
  remedy:
    'Set `bpf.hostLegacyRouting: true` and `bpf.masquerade: false` in Cilium\'s values (in the ConfigMap `cilium-config`, `enable-host-legacy-routing: "true"` and `enable-bpf-masquerade: "false"`).',
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium",
    "https://github.com/istio/istio/issues/52208",
    "https://github.com/cilium/cilium/issues/36022",
  ],
  *check({ installs }) {
    for (const [index, install] of installs.entries()) {
      if (install.component !== "cilium" || install.effective?.bpfMasquerade !== true) continue;
      yield install.effective.bpfHostRouting === "off" ? reportLegacyRouting(install, index) : reportCiliumBpfMasquerade(install, index);
    }
  },
});

function reportCiliumBpfMasquerade(install: Install, index: number): Violation {
  const isOn = install.effective?.bpfHostRouting === "on";
  const routing = isOn ? "so Cilium routes past the host's network stack" : "and nothing here turns BPF host routing off";
  return {
    at: `/installs/${index}/effective/bpfMasquerade`,
    message: `${describeMasquerade(install)}, ${routing}: health probes of ambient pods time out`,
    remedy: `${writeSettingRemedy(install, listRemedySettings(install))}, then restart the cilium pods.${explainRemainingRouting(install)}`,
    fix: fixCiliumBpfMasquerade(install, index),
  };
}

/** Describes where the setting comes from. */
function describeMasquerade(install: Install): string {
  const isOld = isDefault(install, "bpfMasquerade");
  const cause = isOld ? "defaults to `true` with this `upgradeCompatibility`" : "is `true`";
  return `\`${spellCiliumKey(install, ciliumKeys.masquerade)}\` ${cause}`;
}

/** The settings to change; not every tool has a setting for the routing. */
function listRemedySettings({ form }: Install): Parameters<typeof writeSettingRemedy>[1] {
  const off = [ciliumKeys.masquerade, false] as const;
  return form === "kops-cluster" ? [off] : [[ciliumKeys.legacyRouting, true], off];
}

/** Explains the case in which iptables does not masquerade either: then turning off BPF masquerading does not change the routing. */
function explainRemainingRouting({ effective, form }: Install): string {
  if (form === "kops-cluster" || effective?.ipv4Masquerade === true) return "";
  return effective?.ipv4Masquerade === false
    ? " Iptables masquerades nothing here, so only the former turns host routing off."
    : " The former is needed where iptables does not masquerade IPv4.";
}

/** If iptables masquerades, turning off BPF masquerading ends host routing; otherwise both settings are needed. */
function fixCiliumBpfMasquerade(install: Install, index: number): Proposal | null {
  const byIptables = install.effective?.ipv4Masquerade === true;
  const at = `/installs/${index}/effective/bpfMasquerade`;
  if (install.tool === "rendered") {
    return byIptables ? { title: "Write `false`", changes: [{ replace: at, was: true, with: "false" }] } : null;
  }
  if (!hasChartValues(install)) return null;
  const { masquerade, legacyRouting } = ciliumKeys;
  const set = { ...(!byIptables && { [legacyRouting.value]: true }), [masquerade.value]: false };
  const entries = Object.entries(set).map(([key, value]) => `\`${key}: ${value}\``);
  const isEni = install.effective?.eni !== false || isUnknown(install, "eni");
  return { title: `Set ${entries.join(" and ")}`, safe: !isEni, changes: [{ install: index, set }] };
}

function reportLegacyRouting(install: Install, index: number): Violation {
  return {
    at: `/installs/${index}/effective/bpfMasquerade`,
    severity: "note",
    message: `${describeMasquerade(install)}, which Istio's page does not support under ambient; BPF host routing, which breaks health probes, is off here`,
    remedy: "Nothing has to be changed while BPF host routing stays off.",
    fix: null,
  };
}
