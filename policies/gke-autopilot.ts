import { type ClusterDocument, definePolicy, type Install } from "../src/policy/define.ts";

export default definePolicy({
  id: "gke-autopilot",
  title: "Install ambient on GKE Standard, not on Autopilot",
  severity: "error",
  platforms: ["gke"],
  description:
    "Autopilot admits neither the capabilities nor the host directories that istio-cni and ztunnel need: GKE Warden refuses their DaemonSets (`[denied by autogke-no-write-mode-hostpath] hostPath volume cni-bin-dir in container install-cni is accessed in write mode; disallowed in Autopilot`). Ambient cannot run without them. Where a cluster of either kind is created, nothing is said, because the mesh may be for the other one.",
  remedy:
    "Use a GKE Standard cluster for ambient. On Autopilot, run Istio with sidecars and without istio-cni, in a cluster that allows `NET_ADMIN` (`--workload-policies=allow-net-admin`).",
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/gke/",
    "https://github.com/istio/istio/issues/57356",
    "https://github.com/istio/istio.io/pull/16266",
  ],
  *check(cluster) {
    if (!isAutopilot(cluster)) return;
    const [first, ...others] = [...cluster.installs.entries()].filter(([, install]) => isRefused(install));
    if (!first) return;
    const [index, install] = first;
    yield {
      at: `/installs/${index}`,
      message: `${nameOf(install)} is installed on a GKE Autopilot cluster, which refuses its DaemonSet`,
      related: others.map(([other, each]) => ({ at: `/installs/${other}`, message: `${nameOf(each)} is refused, too` })),
    };
  },
});

/** Evidence of both kinds is evidence of two clusters. */
function isAutopilot({ evidence }: ClusterDocument): boolean {
  const facts = new Set(evidence.map(({ fact }) => fact));
  return facts.has("gke-autopilot=true") && !facts.has("gke-autopilot=false");
}

function isRefused({ component }: Install): boolean {
  return component === "cni" || component === "ztunnel" || component === "ambient";
}

function nameOf({ component }: Install): string {
  if (component === "ambient") return "the ambient chart";
  return component === "cni" ? "istio-cni" : component;
}
