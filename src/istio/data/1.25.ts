import { istio124 } from "./1.24.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.25: GKE becomes a platform, and a platform or profile may be at the root or below `global`. */
export const istio125: Minor = {
  ...istio124,
  minor: "1.25",
  newest: "1.25.5",
  sources: manifests("1.25.5"),
  charts: {
    ...istio124.charts,
    profileKeys: ["root", "global"],
    platformKeys: ["root", "global"],
    cniFallbacks: null,
    flattensGlobal: { ztunnel: true, gateway: true },
    trustedZtunnelName: "1.25.2",
    ztunnelAccount: { since: "1.25.1", fallback: "release" },
  },
  defaults: {
    ...istio124.defaults,
    // A default that is not empty turns off the detection of GKE.
    cni: { ...istio124.defaults.cni, cniBinDir: "/opt/cni/bin", cniNetnsDir: "/var/run/netns" },
  },
  umbrella: {
    global: {},
    istiod: { enabled: true, profile: "ambient" },
    ztunnel: { profile: "ambient", resourceName: "ztunnel" },
    cni: { profile: "ambient" },
  },
  platforms: {
    ...istio124.platforms,
    gke: { cni: { cniBinDir: "" } },
    k3s: {
      cni: {
        cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d",
        cniBinDir: "/var/lib/rancher/k3s/data/cni",
      },
    },
  },
  compatibilityVersions: ["1.22", "1.23", "1.24"],
};
