import { istio120 } from "./1.20.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.21: the charts get profiles, and hide their defaults under a key. */
export const istio121: Minor = {
  ...istio120,
  minor: "1.21",
  newest: "1.21.6",
  sources: manifests("1.21.6"),
  charts: {
    ...istio120.charts,
    defaultsKey: "defaults",
    profileKeys: ["root"],
    netnsKey: ["cni", "cniNetnsDir"],
    cniComparesPlatform: "1.21.3",
    ztunnelIsNodeCritical: true,
    ztunnelHasSeLinuxOptions: true,
  },
  defaults: { ...istio120.defaults, ztunnel: { seLinuxOptions: {} } },
  profiles: {
    ambient: {
      pilot: {
        env: {
          CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel",
          PILOT_ENABLE_AMBIENT_CONTROLLERS: "true",
        },
      },
      cni: { ambient: { enabled: true } },
    },
    demo: {},
    openshift: {
      cni: {
        cniBinDir: "/var/lib/cni/bin",
        cniConfDir: "/etc/cni/multus/net.d",
        chained: false,
        provider: "multus",
      },
      global: { platform: "openshift" },
    },
    preview: {},
  },
  compatibilityVersions: ["1.20"],
};
