import { type ClusterDocument, definePolicy, isInRange, type Proposal, type RelatedPointer, valueAt } from "../src/policy/define.ts";
import { listControlPlanes, listZtunnels, type Part, readEffectiveText } from "./lib/control-plane.ts";
import { hasNamespace, listKnownNamespaces } from "./lib/namespaces.ts";

const label = "topology.istio.io/network";

export default definePolicy({
  id: "ztunnel-network",
  title: "Give ztunnel the network that istiod assigns",
  severity: "error",
  description:
    "In a mesh of several networks, the label `topology.istio.io/network` on istiod's namespace names the network of the cluster, and ztunnel needs the same name to send traffic across the east-west gateway. ztunnel's chart does not know istiod's values: `network` is its own key, from 1.27.2 on, and before that the variable `NETWORK`. Without it, enrolled pods of the two networks cannot reach each other.",
  remedy: "Set `network` on ztunnel to the network of istiod; before 1.27.2 `env.NETWORK`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/multicluster/",
    "https://github.com/istio/istio/issues/46772",
    "https://github.com/istio/istio/issues/47574",
  ],
  *check(cluster) {
    const network = findNetwork(cluster);
    if (!network) return;
    for (const ztunnel of listZtunnels(cluster)) {
      const own = ztunnel.install.effective?.network;
      if (ztunnel.install.component === "ambient" || own === undefined || own === network.name) continue;
      yield {
        at: `/installs/${ztunnel.index}/effective/network`,
        severity: network.isLabelled ? "error" : "warning",
        message: `ztunnel ${own === null ? "has no network" : `is in the network \`${own}\``}, and istiod is in \`${network.name}\``,
        remedy: `Set \`${spellNetworkKey(ztunnel)}: ${network.name}\` on ztunnel.`,
        related: [network.related],
        fix: fixZtunnelNetwork(ztunnel, network),
      };
    }
  },
});

interface Network {
  readonly name: string;
  readonly isLabelled: boolean;
  readonly related: RelatedPointer;
}

/** Finds the network: the label of istiod's namespace, or the chart's value if there is no Namespace object. */
function findNetwork(cluster: ClusterDocument): Network | undefined {
  const planes = listControlPlanes(cluster);
  const found = planes.flatMap((plane) => findPlaneNetwork(cluster, plane) ?? []);
  const [first] = found;
  if (!first || found.length !== planes.length || found.some(({ name }) => name !== first.name)) return undefined;
  return first;
}

function findPlaneNetwork(cluster: ClusterDocument, { index, install }: Part): Network | undefined {
  const namespace = readEffectiveText(install, "namespace");
  if (namespace === undefined || install.effective?.remote === true) return undefined;
  const object = listKnownNamespaces(cluster).find(({ name }) => name === namespace);
  const labelled = object?.labels[label];
  if (object && typeof labelled === "string" && labelled !== "") {
    const at = `/resources/${object.index}/object/metadata/labels/${label.replace("/", "~1")}`;
    return { name: labelled, isLabelled: true, related: { at, message: `the network of this cluster is \`${labelled}\`` } };
  }
  const name = readEffectiveText(install, "network");
  if (name === undefined || hasNamespace(cluster, namespace)) return undefined;
  return { name, isLabelled: false, related: { at: `/installs/${index}/effective/network`, message: `istiod's network is \`${name}\`` } };
}

function spellNetworkKey({ install }: Part): string {
  return isInRange(install.version, ">=1.27.2") ? "network" : "env.NETWORK";
}

/** A written variable takes precedence over the key. */
function fixZtunnelNetwork(ztunnel: Part, { name, isLabelled }: Network): Proposal | null {
  const { index, install } = ztunnel;
  const isVariable = valueAt(install.values, ["env", "NETWORK"]) !== undefined;
  if (install.tool !== "helm" || install.form === "helm-values" || install.version === null) return null;
  const key = isVariable ? "env.NETWORK" : spellNetworkKey(ztunnel);
  return { title: `Set \`${key}: ${name}\``, safe: isLabelled, changes: [{ install: index, set: { [key]: name } }] };
}
