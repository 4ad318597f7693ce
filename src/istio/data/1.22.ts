import { cniDefaults } from "./1.20.ts";
import { istio121 } from "./1.21.ts";
import { type Minor, manifests } from "./minor.ts";

const multus = {
  cniBinDir: "/var/lib/cni/bin",
  cniConfDir: "/etc/cni/multus/net.d",
  chained: false,
  cniConfFileName: "istio-cni.conf",
  provider: "multus",
};

/** Istio 1.22: a profile for ambient on OpenShift; istioctl passes its profiles on to the charts. */
export const istio122: Minor = {
  ...istio121,
  minor: "1.22",
  newest: "1.22.8",
  sources: manifests("1.22.8"),
  charts: {
    ...istio121.charts,
    flattensGlobal: { ztunnel: "1.22.4" },
    comparePlatform: { cni: true, ztunnel: true },
    ambientVariables: ["PILOT_ENABLE_AMBIENT"],
    istiodReadsPilotCni: true,
    hasTaint: true,
  },
  defaults: {
    ...istio121.defaults,
    istiod: {
      ...istio121.defaults.istiod,
      istio_cni: {},
      pilot: { env: {}, cni: { enabled: false }, taint: { enabled: false, namespace: "" } },
    },
    cni: { ...istio121.defaults.cni, cni: { ...cniDefaults, excludeNamespaces: ["kube-system"] } },
  },
  profiles: {
    ambient: {
      pilot: { env: { PILOT_ENABLE_AMBIENT: "true", CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel" } },
      cni: { ambient: { enabled: true } },
      global: { variant: "distroless" },
    },
    demo: {},
    openshift: { cni: multus, pilot: { cni: { enabled: true } }, global: { platform: "openshift" }, platform: "openshift" },
    "openshift-ambient": {
      cni: { ...multus, ambient: { enabled: true } },
      pilot: {
        cni: { enabled: true },
        env: { PILOT_ENABLE_AMBIENT: "true", CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel" },
      },
      global: { platform: "openshift" },
      platform: "openshift",
      seLinuxOptions: { type: "spc_t" },
    },
    preview: {},
    stable: {},
  },
  compatibilityVersions: ["1.20", "1.21"],
  istioctl: {
    ...istio121.istioctl,
    refusesUnknownKeys: true,
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: { components: ["base", "istiod", "cni", "ztunnel"], values: { profile: "ambient" }, namespaces: {} },
      demo: { components: ["base", "istiod", "gateway"], values: { profile: "demo" }, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: { components: ["base", "istiod", "gateway", "cni"], values: { profile: "openshift" }, namespaces: { cni: "kube-system" } },
      "openshift-ambient": {
        components: ["base", "istiod", "cni", "ztunnel"],
        values: { profile: "openshift-ambient" },
        namespaces: { cni: "kube-system", ztunnel: "kube-system" },
      },
      preview: { components: ["base", "istiod", "gateway"], values: { profile: "preview" }, namespaces: {} },
      remote: { components: [], values: {}, namespaces: {} },
      stable: { components: ["base", "istiod", "gateway"], values: { profile: "stable" }, namespaces: {} },
    },
  },
};
