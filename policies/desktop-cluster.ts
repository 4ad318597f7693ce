import { definePolicy, factEvidence } from "../src/policy/define.ts";

const names = new Map([
  ["docker-desktop", "Docker Desktop"],
  ["orbstack", "OrbStack"],
  ["colima", "Colima"],
]);

export default definePolicy({
  id: "desktop-cluster",
  title: "Try ambient on kind rather than on a desktop's cluster",
  severity: "warning",
  ambient: true,
  description:
    "The Kubernetes that Docker Desktop, OrbStack and Colima bring runs on a kernel of their own and lays out the node in ways of their own. There are reports of istio-cni or ztunnel that never become ready, and of pods that cannot be redirected, from several versions of each, with different causes; the current releases were not tried, hence a warning and never an error. A context that is a variable is not reported.",
  remedy: "Create a cluster with `kind create cluster`, and run the same commands there.",
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/kind/",
    "https://github.com/istio/istio/issues/47436",
    "https://github.com/istio/istio/issues/54865",
    "https://github.com/docker/desktop-feedback/issues/599",
    "https://github.com/orbstack/orbstack/issues/1197",
    "https://github.com/abiosoft/colima/issues/448",
  ],
  *check(cluster) {
    const { facts, platform, platformSource, installs } = cluster;
    const name = names.get(facts.desktop ?? "");
    // The platform that the charts declare is not evidence for the machine.
    const isOwnScript = factEvidence(cluster, "desktop").some(({ strength }) => strength === "strong");
    if (name === undefined || !isOwnScript || (platform !== null && platformSource !== "declared")) return;
    const agent = installs.findIndex(({ component }) => /^(cni|ztunnel|ambient|istiod)$/.test(component));
    if (agent === -1) return;
    yield {
      at: "/facts/desktop",
      message: `Ambient is installed into the cluster of ${name}, where istio-cni or ztunnel may never become ready`,
      related: [{ at: `/installs/${agent}`, message: "ambient is installed here" }],
      fix: null,
    };
  },
});
