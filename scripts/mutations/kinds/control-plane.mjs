import { isMoved } from "../adding.mjs";
import { beside } from "../beside.mjs";
import { besides, isStranded, plainMesh } from "../mesh.mjs";
import { isFrom } from "../world.mjs";

/** What istiod is told of itself, and ztunnel is not told alike: names, namespaces, networks, trust. */
export function* controlPlaneMutations(world) {
  for (const { site, lines, written, cluster, install } of besides(world, "istiod")) {
    for (const { kind, path, value, expect } of told) {
      const expected = expect(cluster, install, world);
      if (expected) yield { kind, site, note: value, edit: beside(lines, written, path, value), expect: expected };
    }
  }
}

const told = [
  { kind: "istiod trusts another namespace", path: "trustedZtunnelNamespace", value: "elsewhere", expect: distrusted },
  { kind: "istiod renamed by a revision", path: "revision", value: "canary", expect: renamed },
  { kind: "istiod told of another cluster", path: "global.multiCluster.clusterName", value: "prod-eu", expect: ofCluster },
  { kind: "istiod told of another namespace", path: "global.istioNamespace", value: "control-plane", expect: ofNamespace },
  { kind: "istiod told of a network", path: "global.network", value: "net-of-istiod", expect: ofNetwork },
  { kind: "start-up taints that istiod is to remove", path: "taint.enabled", value: "true", expect: ofTaint },
];

/** The parts around an istiod that is the cluster's only one. */
function partsOf(cluster, istiod) {
  const mesh = plainMesh(cluster);
  return mesh?.istiod === istiod ? mesh : undefined;
}

/** From 1.23 on istiod trusts one namespace, that of ztunnel. */
function distrusted(cluster, istiod, world) {
  const parts = partsOf(cluster, istiod);
  if (!parts || "trustedZtunnelNamespace" in istiod.values || istiod.values.pilot?.trustedZtunnelNamespace || !isFrom(istiod, "1.24"))
    return undefined;
  const { ztunnels } = parts;
  if (ztunnels.length === 0) return { silence: "no ztunnel asks for certificates" };
  const isElsewhere = ztunnels.some((ztunnel) => ztunnel.form === "flux-helmrelease" && isMoved(world, ztunnel));
  if (isElsewhere || isStranded(ztunnels[0], istiod)) return undefined;
  const rule = cluster.platform === "openshift" ? "openshift-node-namespace" : "ztunnel-trust";
  return { rules: [rule], installs: [...ztunnels, istiod] };
}

/** Ztunnel asks the Service `istiod`, and a gateway's image is replaced by the injector of its revision. */
function renamed(cluster, istiod) {
  const parts = partsOf(cluster, istiod);
  if (!parts || istiod.effective.revision !== null || istiod.effective.revisionTags?.length > 0) return undefined;
  const { ztunnels, gateways } = parts;
  if (gateways.length > 0 || cluster.resources.some(({ object }) => object.metadata?.labels?.["istio.io/rev"])) return undefined;
  if (ztunnels.length === 0) return { silence: "no ztunnel asks for it" };
  if (ztunnels.some((ztunnel) => isStranded(ztunnel, istiod) || ztunnel.values?.xdsAddress || ztunnel.values?.caAddress)) return undefined;
  return { rules: ["ztunnel-istiod-address"], installs: [...ztunnels, istiod] };
}

function ofCluster(cluster, istiod) {
  const parts = partsOf(cluster, istiod);
  if (!parts || istiod.effective.clusterAliases !== null || !isFrom(istiod, "1.22") || istiod.values?.global?.multiCluster)
    return undefined;
  const { ztunnels } = parts;
  if (ztunnels.length !== 1) return { silence: "not exactly one ztunnel" };
  if (isStranded(ztunnels[0], istiod)) return undefined;
  return { rules: ["cluster-name"], installs: [...ztunnels, istiod] };
}

function ofNamespace(cluster, istiod) {
  const parts = partsOf(cluster, istiod);
  if (!parts || istiod.effective.istioNamespace !== istiod.namespace || istiod.values?.global?.istioNamespace) return undefined;
  return { rules: ["istiod-namespace"], installs: [istiod] };
}

/** A network of istiod's alone is but a hint, and one that the Namespace names counts before it. */
function ofNetwork(cluster, istiod) {
  const parts = partsOf(cluster, istiod);
  if (!parts || istiod.effective.network !== null) return undefined;
  const isOwn = ({ kind, name }) => kind === "Namespace" && name === istiod.namespace;
  if (cluster.resources.some(isOwn)) return { silence: "its Namespace is here, and says nothing of a network" };
  const { ztunnels } = parts;
  if (ztunnels.length === 0) return { silence: "no ztunnel is of another one" };
  return isStranded(ztunnels[0], istiod) ? undefined : { rules: ["ztunnel-network"], installs: [...ztunnels, istiod] };
}

/** Before 1.30 the chart grants the rights alone; and the controller looks for istio-cni in istiod's namespace. */
function ofTaint(cluster, istiod) {
  const parts = partsOf(cluster, istiod);
  if (!parts || !isFrom(istiod, "1.24") || istiod.values?.env || istiod.values?.taint) return undefined;
  const { cnis } = parts;
  const isElsewhere = cnis.length === 1 && cnis[0].namespace !== istiod.namespace;
  if (isFrom(istiod, "1.30") && !isElsewhere) return { silence: "the controller runs, and finds istio-cni" };
  return { rules: ["untaint-controller"], installs: [istiod] };
}
