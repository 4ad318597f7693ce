import { type Cursor, findEntriesAt, findItemsAt, findStringAt } from "../../model/cursor.ts";
import type { Component } from "../../model/install.ts";
import type { Patch } from "./patch.ts";

/** The effective settings that patches of a chart's rendered objects may change; the results of these patches are unknown. */
export function listPatchedSettings(component: Component, patches: readonly Patch[]): readonly string[] {
  const patched = (objects[component] ?? []).flatMap(({ kind, name, settings }) => {
    const touching = patches.filter((patch) => mayMean(patch, kind, name));
    const words = new Set(touching.flatMap(({ content }) => [...listPatchWords(content)]));
    return Object.entries(settings).flatMap(([word, names]) => (words.has(word) || words.has("$patch") ? names : []));
  });
  return [...new Set(patched)];
}

interface RenderedObject {
  readonly kind: string;
  readonly name: string;
  /** The settings that each field of the object determines. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
}

const quota: RenderedObject = { kind: "ResourceQuota", name: "", settings: { hard: ["resourceQuota"], scopeSelector: ["resourceQuota"] } };
const pod = { priorityClassName: ["priorityClassName"], seLinuxOptions: ["seLinuxType"], securityContext: ["seLinuxType"] };
const cniFlags = [...["ambient", "chained", "cniConfFileName", "istioOwnedCniConfig", "nativeNftables", "ipv6", "excludeNamespaces"]];
const cniVariables = [...cniFlags, "hostProbeAddress", "hostProbeAddressV6", "awsBranchEniProbe"];
const ztunnelVariables = ["istiodAddress", "caAddress", "clusterName", "network"];
const istiodFlags = [
  ...["trustedNodeAccounts", "platform", "ambient", "clusterName", "clusterAliases", "taintController", "gatewayApi", "ignoredResources"],
];
const ciliumFlags = [
  ...["cniExclusive", "cniInstall", "cniCustomConf", "chainingMode", "bpfMasquerade", "hostLegacyRouting", "ipv4Masquerade"],
  ...["kubeProxyReplacement", "socketLb", "socketLbHostNamespaceOnly", "policyEnforcementMode", "encryptionType", "bpfHostRouting"],
];

const objects: Partial<Record<Component, readonly RenderedObject[]>> = {
  cni: [
    {
      kind: "DaemonSet",
      name: "istio-cni-node",
      settings: { ...pod, volumes: ["cniBinDir", "cniConfDir", "cniNetnsDir"], env: cniVariables, image: ["variant"] },
    },
    { kind: "ConfigMap", name: "istio-cni-config", settings: { data: cniFlags } },
    quota,
  ],
  ztunnel: [
    { kind: "DaemonSet", name: "ztunnel", settings: { ...pod, env: ztunnelVariables, serviceAccountName: ["serviceAccount"] } },
    quota,
  ],
  istiod: [
    { kind: "Deployment", name: "istiod", settings: { env: istiodFlags, args: ["taintController"] } },
    { kind: "ConfigMap", name: "istio", settings: { data: ["discoverySelectors"] } },
    { kind: "ConfigMap", name: "istio-sidecar-injector", settings: { data: ["injectedPlatform"] } },
  ],
  cilium: [{ kind: "ConfigMap", name: "cilium-config", settings: { data: ciliumFlags } }],
  "aws-vpc-cni": [{ kind: "DaemonSet", name: "aws-node", settings: { env: ["enablePodEni", "enforcingMode"] } }],
};

/** Checks whether a patch may apply to an object. Only a literally written kind or name can rule the object out. */
function mayMean({ target, content }: Patch, kind: string, name: string): boolean {
  const [wantedKind, wantedName] = target
    ? [findStringAt(target, "kind"), findStringAt(target, "name")]
    : [findStringAt(content, "kind"), findStringAt(content, "metadata", "name")];
  if (wantedKind !== undefined && /^\w+$/.test(wantedKind) && wantedKind !== kind) return false;
  return wantedName === undefined || !/^[\w-]+$/.test(wantedName) || wantedName.startsWith(name);
}

/** The keys that a patch writes, whether it is a merge or a list of operations with paths. */
function* listPatchWords(content: Cursor): Generator<string> {
  for (const [key, { value }] of findEntriesAt(content)) {
    yield key;
    if (key === "path") yield* (findStringAt(value) ?? "").split("/");
    yield* listPatchWords(value);
  }
  for (const item of findItemsAt(content)) yield* listPatchWords(item);
}
