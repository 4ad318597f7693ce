import type { Install } from "../../src/policy/define.ts";

/** How a setting of Cilium is called by what installs it. */
export interface CiliumKey {
  /** The chart's value, by dotted path. */
  readonly value: string;
  /** The key of the ConfigMap `cilium-config`. */
  readonly config: string;
  readonly kops?: string;
  readonly kubespray?: string;
}

export const ciliumKeys = {
  exclusive: { value: "cni.exclusive", config: "cni-exclusive", kops: "cniExclusive", kubespray: "cilium_cni_exclusive" },
  masquerade: {
    value: "bpf.masquerade",
    config: "enable-bpf-masquerade",
    kops: "enableBPFMasquerade",
    kubespray: "cilium_enable_bpf_masquerade",
  },
  legacyRouting: { value: "bpf.hostLegacyRouting", config: "enable-host-legacy-routing", kubespray: "cilium_enable_host_legacy_routing" },
  hostNamespaceOnly: { value: "socketLB.hostNamespaceOnly", config: "bpf-lb-sock-hostns-only" },
  socketLb: { value: "socketLB.enabled", config: "bpf-lb-sock" },
  enforcement: { value: "policyEnforcementMode", config: "enable-policy", kops: "enablePolicy" },
} satisfies Readonly<Record<string, CiliumKey>>;

/** What a setting is called where this install writes it. */
export function spellCiliumKey({ form, tool }: Install, key: CiliumKey): string {
  if (form === "kops-cluster") return key.kops ?? key.value;
  if (form === "kubespray") return key.kubespray ?? key.value;
  return tool === "rendered" ? key.config : key.value;
}

/** A setting with a value, as this install writes it: `cni.exclusive: false`, `cni-exclusive: "false"`. */
export function spellCiliumEntry(install: Install, key: CiliumKey, value: boolean | string): string {
  return `${spellCiliumKey(install, key)}: ${install.tool === "rendered" ? JSON.stringify(String(value)) : value}`;
}

/** Whether what installs Cilium takes values of its chart, under their own names. */
export function hasChartValues({ form }: Install): boolean {
  return form !== "kops-cluster" && form !== "kubespray" && form !== "rke2-config";
}

/** The sentence that says where to write settings of Cilium, without what happens after it. */
export function settingRemedy(install: Install, settings: readonly (readonly [CiliumKey, boolean | string])[]): string {
  const entries = settings.map(([key, value]) => `\`${spellCiliumEntry(install, key, value)}\``).join(" and ");
  const { form, chart, tool } = install;
  if (form === "helm-cli" || form === "cilium-cli") {
    return `Add ${settings.map(([key, value]) => `\`--set ${key.value}=${value}\``).join(" and ")} to the command`;
  }
  if (tool === "rendered") return `Set ${entries} in the ConfigMap \`cilium-config\``;
  if (form === "kops-cluster") return `Set ${entries} below \`spec.networking.cilium\``;
  if (form === "kubespray") return `Set ${entries} in the inventory's variables`;
  if (chart === "rke2-cilium") return `Set ${entries} in the \`valuesContent\` of a HelmChartConfig \`rke2-cilium\``;
  return `Set ${entries} in Cilium's values`;
}
