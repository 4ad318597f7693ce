import { type ClusterDocument, definePolicy, type Install, isDefault } from "../src/policy/define.ts";
import { ciliumKeys, hasChartValues, spellCiliumKey, writeSettingRemedy } from "./lib/cilium-keys.ts";

export default definePolicy({
  id: "cilium-cni-exclusive",
  title: "Let Cilium share the CNI configuration: cni.exclusive false",
  severity: "error",
  ambient: true,
  description:
    "By default Cilium renames every other CNI configuration on the node and rewrites its own whenever it changes, which takes out the istio-cni entry again and again. istio-cni and Cilium then fight over the file: pods of ambient namespaces start outside the mesh, so their traffic is neither encrypted nor authorised, or `istio-cni-node` never becomes ready. With `cni.customConf: true` or `cni.install: false` the chart leaves the setting out, and Cilium removes nothing.",
  remedy:
    'Set `cni.exclusive: false` in Cilium\'s values (`--set cni.exclusive=false`; in the ConfigMap `cilium-config`, `cni-exclusive: "false"`), then restart the cilium pods.',
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium",
    "https://docs.cilium.io/en/stable/network/servicemesh/istio/",
    "https://github.com/istio/istio/issues/44198",
  ],
  fix: { set: { "cni.exclusive": false } },
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      if (install.component !== "cilium" || install.effective?.cniExclusive !== true || !writesSetting(install)) continue;
      const isUnwritten = isDefault(install, "cniExclusive");
      if (isUnwritten && isRecentRke2(cluster, install)) continue;
      yield {
        at: `/installs/${index}/effective/cniExclusive`,
        message: `\`${spellCiliumKey(install, ciliumKeys.exclusive)}\` ${isUnwritten ? "defaults to" : "is"} \`true\`, so Cilium removes istio-cni's configuration; it must be \`false\``,
        remedy: `${writeSettingRemedy(install, [[ciliumKeys.exclusive, false]])}, then restart the cilium pods.`,
        ...(!hasChartValues(install) && { fix: null }),
      };
    }
  },
});

/**
 * Checks whether the chart writes the setting. It leaves the setting out if Cilium writes no CNI configuration. A rendered manifest
 * shows the setting that it has.
 */
function writesSetting({ tool, effective }: Install): boolean {
  return tool === "rendered" || (effective?.cniCustomConf === false && effective?.cniInstall === true);
}

/** The default is `false` from these releases on: https://github.com/rancher/rke2/issues/9040 */
const firstPatches: Readonly<Record<number, number>> = { 31: 14, 32: 10, 33: 6, 34: 2 };

/** Checks whether every RKE2 version that the cluster may run packages Cilium with a different default. */
function isRecentRke2({ evidence }: ClusterDocument, { chart }: Install): boolean {
  if (chart !== "rke2-cilium") return false;
  const versions = evidence.flatMap(({ fact }) => {
    const [, minor, patch] = /^kubernetes-version=1\.(\d+)\.(\d+)/.exec(fact ?? "") ?? [];
    return minor === undefined ? [] : [{ minor: Number(minor), patch: Number(patch) }];
  });
  return (
    versions.length > 0 && versions.every(({ minor, patch }) => minor > 34 || patch >= (firstPatches[minor] ?? Number.POSITIVE_INFINITY))
  );
}
