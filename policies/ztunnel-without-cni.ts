import { definePolicy, type Install } from "../src/policy/define.ts";
import { listControlPlanes } from "./lib/control-plane.ts";

export default definePolicy({
  id: "ztunnel-without-cni",
  title: "Install istio-cni wherever ztunnel runs",
  severity: "warning",
  description:
    "In ambient mode istio-cni tells ztunnel of every pod and redirects the pod's traffic to it. Without istio-cni, ztunnel runs and does nothing: its log repeats that the socket `/var/run/ztunnel/ztunnel.sock` is not there, and no pod is in the mesh. This rule reports only where no file of the repository mentions istio-cni, for whichever cluster.",
  remedy: "Install the chart `cni` with `profile: ambient` before ztunnel.",
  links: [
    "https://istio.io/latest/docs/ambient/install/helm/",
    "https://github.com/istio/istio/issues/52077",
    "https://github.com/istio/ztunnel/issues/1208",
  ],
  *check(cluster) {
    const { installs, mentions = [] } = cluster;
    const isElsewhere =
      mentions.includes("istio-cni") || installs.some(({ component, form }) => bringsCni(component) || form === "helm-values");
    const istiod = listControlPlanes(cluster).find(({ install }) => isInstalledByChart(install) && install.effective?.ambient === true);
    const ztunnel = installs.findIndex((install) => install.component === "ztunnel" && isInstalledByChart(install));
    if (isElsewhere || !istiod || ztunnel === -1) return;
    yield {
      at: `/installs/${ztunnel}`,
      message: "ztunnel is installed, and nothing installs istio-cni, without which no pod joins the mesh",
      related: [{ at: `/installs/${istiod.index}`, message: "istiod is installed with ambient here" }],
    };
  },
});

function bringsCni(component: Install["component"]): boolean {
  return component === "cni" || component === "ambient";
}

function isInstalledByChart({ tool, renderError }: Install): boolean {
  return (tool === "helm" || tool === "sail") && renderError === null;
}
