import { type ClusterDocument, definePolicy, isDefault, isInRange, type Proposal, valueAt } from "../src/policy/define.ts";
import {
  findMisplacedIstiods,
  findStrandedZtunnels,
  listControlPlanes,
  listZtunnels,
  type Part,
  readEffectiveText,
} from "./lib/control-plane.ts";

export default definePolicy({
  id: "cluster-name",
  title: "Give istiod and ztunnel the same cluster name",
  severity: "error",
  description:
    "ztunnel tells istiod the name of its cluster, and istiod refuses a name that it does not know: it logs that the client claims to be in cluster `Kubernetes`, and that it only knows its own. ztunnel then gets no certificates. istiod's name is `global.multiCluster.clusterName`; ztunnel's chart reads `multiCluster.clusterName`, and from 1.22.4 also the same key below `global`. Istio's page about several clusters leaves it out of the commands for ztunnel.",
  remedy: "Set `multiCluster.clusterName` on ztunnel to istiod's `global.multiCluster.clusterName`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/multicluster/",
    "https://github.com/istio/istio/issues/52388",
    "https://github.com/istio/istio/issues/38258",
  ],
  *check(cluster) {
    const [istiod, ztunnel] = [findOnly(listControlPlanes(cluster)), findOnly(listZtunnels(cluster))];
    if (!istiod || !ztunnel || !isComparable(istiod) || !isComparable(ztunnel)) return;
    if (istiod.install.effective?.remote === true || istiod.install.effective?.clusterAliases !== null) return;
    if (isOtherRules(cluster)) return;
    const [expected, own] = [readEffectiveText(istiod.install, "clusterName"), readEffectiveText(ztunnel.install, "clusterName")];
    if (expected === undefined || own === undefined || expected === own) return;
    yield {
      at: `/installs/${ztunnel.index}/effective/clusterName`,
      message: `ztunnel's cluster name is \`${own}\`, and istiod's is \`${expected}\`, so istiod refuses ztunnel's requests`,
      remedy: `Set \`multiCluster.clusterName: ${expected}\` on ztunnel.`,
      related: [{ at: `/installs/${istiod.index}/effective/clusterName`, message: `istiod's cluster name is \`${expected}\`` }],
      fix: fixClusterName(ztunnel, expected, !isDefault(istiod.install, "clusterName")),
    };
  },
});

function findOnly(parts: readonly Part[]): Part | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}

/**
 * Checks whether the name can be compared. The umbrella chart shares `global` among its parts; istioctl passes it to ztunnel from
 * 1.22.4 on.
 */
function isComparable({ install: { component, tool, form, version } }: Part): boolean {
  if (component === "ambient" || form === "helm-values") return false;
  return isInRange(version, tool === "istioctl" ? ">=1.22.4" : ">=1.21");
}

/** Checks for violations of other rules: a ztunnel that never reaches istiod is not refused by it. */
function isOtherRules(cluster: ClusterDocument): boolean {
  return findMisplacedIstiods(cluster).length > 0 || findStrandedZtunnels(cluster).length > 0;
}

/** A written variable takes precedence over the key. If only ztunnel has a name, the name may be missing on istiod by mistake. */
function fixClusterName({ index, install }: Part, name: string, safe: boolean): Proposal | null {
  const isVariable = valueAt(install.values, ["env", "ISTIO_META_CLUSTER_ID"]) !== undefined;
  if (install.tool !== "helm" || isVariable) return null;
  const key = "multiCluster.clusterName";
  return { title: `Set \`${key}: ${name}\``, safe, changes: [{ install: index, set: { [key]: name } }] };
}
