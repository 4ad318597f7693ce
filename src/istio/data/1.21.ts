import { istio120 } from "./1.20.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.21: the charts get profiles, and move their defaults below a key. */
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
    comparePlatform: { cni: "1.21.3" },
    ztunnelIsNodeCritical: true,
    ztunnelHasSeLinuxOptions: true,
    clusterVariable: "ISTIO_META_CLUSTER_ID",
  },
  defaults: { ...istio120.defaults, ztunnel: { ...istio120.defaults.ztunnel, seLinuxOptions: {} } },
  profiles: {
    ambient: {
      pilot: {
        env: {
          CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel",
          PILOT_ENABLE_AMBIENT_CONTROLLERS: "true",
        },
      },
      cni: { ambient: { enabled: true }, excludeNamespaces: ["kube-system"] },
    },
    demo: {},
    openshift: {
      cni: {
        cniConfFileName: "istio-cni.conf",
        excludeNamespaces: ["istio-system", "kube-system"],
        cniBinDir: "/var/lib/cni/bin",
        cniConfDir: "/etc/cni/multus/net.d",
        chained: false,
        provider: "multus",
      },
      istio_cni: { enabled: true },
      global: { platform: "openshift" },
    },
    preview: {},
  },
  compatibilityVersions: ["1.20"],
  istioctl: {
    ...istio120.istioctl,
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: { components: ["base", "istiod", "cni", "ztunnel"], values: { profile: "ambient" }, namespaces: {} },
      demo: { components: ["base", "istiod", "gateway"], values: { profile: "demo" }, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      external: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: { components: ["base", "istiod", "gateway", "cni"], values: { profile: "openshift" }, namespaces: { cni: "kube-system" } },
      preview: { components: ["base", "istiod", "gateway"], values: { profile: "preview" }, namespaces: {} },
      remote: { components: [], values: {}, namespaces: {} },
    },
  },
};
