import { istio125 } from "./1.25.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.26: the GKE platform turns quotas on, and istioctl sets it on GKE. */
export const istio126: Minor = {
  ...istio125,
  minor: "1.26",
  newest: "1.26.8",
  sources: manifests("1.26.8"),
  charts: { ...istio125.charts, ztunnelHasQuota: true, trustedZtunnelName: true, ztunnelAccount: { since: true, fallback: "ztunnel" } },
  defaults: { ...istio125.defaults, ztunnel: { ...istio125.defaults.ztunnel, resourceQuotas: { enabled: false, pods: 5000 } } },
  platforms: {
    ...istio125.platforms,
    gke: { cni: { cniBinDir: "", resourceQuotas: { enabled: true } }, resourceQuotas: { enabled: true } },
  },
  compatibilityVersions: ["1.23", "1.24", "1.25"],
  istioctl: {
    ...istio125.istioctl,
    onGke: {
      cniNamespace: "kube-system",
      values: { global: { platform: "gke" }, cni: { resourceQuotas: { enabled: false } } },
    },
  },
};
