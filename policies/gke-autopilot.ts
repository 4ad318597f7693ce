import { definePolicy } from "../src/policy/define.ts";

export default definePolicy({
  id: "gke-autopilot",
  title: "Install ambient on GKE Standard, not on Autopilot",
  severity: "error",
  platforms: ["gke"],
  description:
    "Autopilot admits neither the capabilities nor the host directories that istio-cni needs: its DaemonSet is refused by GKE Warden (`[denied by autogke-no-write-mode-hostpath] hostPath volume cni-bin-dir in container install-cni is accessed in write mode; disallowed in Autopilot`). Ambient cannot run without istio-cni.",
  remedy:
    "Use a GKE Standard cluster for ambient. On Autopilot, run Istio with sidecars and without istio-cni, in a cluster that allows `NET_ADMIN` (`--workload-policies=allow-net-admin`).",
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/gke/",
    "https://github.com/istio/istio/issues/57356",
    "https://github.com/istio/istio.io/pull/16266",
  ],
  *check(cluster) {
    const proof = cluster.evidence.findIndex(({ fact }) => fact === "gke-autopilot=true");
    const index = cluster.installs.findIndex(({ component }) => component === "cni" || component === "ambient");
    if (proof === -1 || index === -1) return;
    yield {
      at: `/installs/${index}`,
      message: "istio-cni is installed on a GKE Autopilot cluster, which refuses its DaemonSet",
      related: [{ at: `/evidence/${proof}`, message: "the cluster is an Autopilot cluster" }],
    };
  },
});
