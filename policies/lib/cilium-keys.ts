import type { Install } from "../../src/policy/define.ts";

/** The names of a Cilium setting in the tools that install it. */
export interface CiliumKey {
  /** The value of the chart, by dotted path. */
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

/** The name of a setting in the tool of this install. */
export function spellCiliumKey({ form, tool }: Install, key: CiliumKey): string {
  if (form === "kops-cluster") return key.kops ?? key.value;
  if (form === "kubespray") return key.kubespray ?? key.value;
  return tool === "rendered" ? key.config : key.value;
}

/** A setting with its value in the syntax of this install: `cni.exclusive: false`, `cni-exclusive: "false"`. */
export function spellCiliumEntry(install: Install, key: CiliumKey, value: boolean | string): string {
  return `${spellCiliumKey(install, key)}: ${install.tool === "rendered" ? JSON.stringify(String(value)) : value}`;
}

/** Checks whether the tool takes values of Cilium's chart under their own names. */
export function hasChartValues({ form }: Install): boolean {
  return form !== "kops-cluster" && form !== "kubespray" && form !== "rke2-config";
}

/** Writes the sentence that says where to set Cilium's settings, without the following steps. */
export function writeSettingRemedy(install: Install, settings: readonly (readonly [CiliumKey, boolean | string])[]): string {
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
