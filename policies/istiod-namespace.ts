import { type ClusterDocument, definePolicy, type Proposal } from "../src/policy/define.ts";
import { findMisplacedIstiods, isByHelm, listZtunnels, type Misplacement, readEffectiveText } from "./lib/control-plane.ts";

export default definePolicy({
  id: "istiod-namespace",
  title: "Install istiod into the namespace that global.istioNamespace names",
  severity: "error",
  description:
    "istiod's chart puts the Deployment and the Service into the release's namespace, but the ServiceAccount, the Role, the bindings and the address of the webhooks into `global.istioNamespace`, which is istio-system unless it is set. Where the two differ, no istiod pod is created: the events of its ReplicaSet say that the service account `istiod` is not found.",
  remedy: "Set `global.istioNamespace` on base and istiod, and `istioNamespace` on ztunnel, to the namespace of the release.",
  links: [
    "https://istio.io/latest/docs/ambient/install/helm/",
    "https://github.com/istio/istio.io/issues/13229",
    "https://github.com/istio/istio/issues/30897",
  ],
  *check(cluster) {
    for (const misplacement of findMisplacedIstiods(cluster)) {
      const { index, namespace, istioNamespace } = misplacement;
      yield {
        at: `/installs/${index}/effective/istioNamespace`,
        message: `istiod is installed into \`${namespace}\`, and its \`global.istioNamespace\` is \`${istioNamespace}\`, so its service account is created in another namespace`,
        remedy: `Set \`global.istioNamespace: ${namespace}\` on base and istiod and \`istioNamespace: ${namespace}\` on ztunnel, or install istiod into \`${istioNamespace}\`.`,
        related: listBases(cluster).map((at) => ({ at: `/installs/${at}`, message: "base needs the same `global.istioNamespace`" })),
        fix: fixIstiodNamespace(cluster, misplacement),
      };
    }
  },
});

function listBases({ installs }: ClusterDocument): number[] {
  return [...installs.keys()].filter((index) => installs[index]?.component === "base");
}

/**
 * Proposes the namespace for istiod and for the charts that look for istiod in the other namespace. If ztunnel is in that
 * namespace, istiod may belong there too.
 */
function fixIstiodNamespace(cluster: ClusterDocument, { index, namespace, istioNamespace }: Misplacement): Proposal | null {
  const { installs } = cluster;
  if (listZtunnels(cluster).some(({ install }) => readEffectiveText(install, "namespace") === istioNamespace)) return null;
  const followers = [...installs.entries()].flatMap(([other, install]) => {
    if (other === index || !isByHelm(install)) return [];
    if (install.component === "base") return { install: other, set: { "global.istioNamespace": namespace } };
    const isAsking =
      install.component === "ztunnel" && (readEffectiveText(install, "istiodAddress") ?? "").includes(`.${istioNamespace}.svc:`);
    return isAsking ? { install: other, set: { istioNamespace: namespace } } : [];
  });
  return {
    title: `Set \`global.istioNamespace: ${namespace}\``,
    changes: [{ install: index, set: { "global.istioNamespace": namespace } }, ...followers],
  };
}
