import { type Minor, manifests } from "./minor.ts";

const openshift = {
  cni: {
    cniBinDir: "/var/lib/cni/bin",
    cniConfDir: "/etc/cni/multus/net.d",
    chained: false,
    provider: "multus",
  },
  global: { platform: "openshift" },
};

/** The defaults of the cni chart, below `cni`, and from 1.24 on at its root. */
export const cniDefaults = {
  cniBinDir: "",
  cniConfDir: "/etc/cni/net.d",
  cniConfFileName: "",
  cniNetnsDir: null,
  chained: true,
  provider: "default",
  ambient: { enabled: false },
  resourceQuotas: { enabled: false, pods: 5000 },
  variant: "",
};

const ztunnelDefaults = {
  revision: "",
  istioNamespace: "istio-system",
  caAddress: "",
  multiCluster: { clusterName: "" },
  meshConfig: { defaultConfig: { proxyMetadata: {} } },
};

/** Istio 1.20: no profiles and no platforms for Helm; everything is set by hand. */
export const istio120: Minor = {
  minor: "1.20",
  newest: "1.20.8",
  stable: true,
  sources: manifests("1.20.8"),
  charts: {
    defaultsKey: null,
    profileKeys: [],
    platformKeys: [],
    descoped: false,
    readsGlobal: ["base", "istiod", "cni"],
    // values.yaml declares cni.cniNetnsDir, the template reads another key.
    netnsKey: ["cniNetnsDir"],
    flattensGlobal: {},
    comparePlatform: {},
    cniAmbient: "truth",
    cniHasSeLinuxOptions: false,
    cniFallbacks: { confDir: "/etc/cni/net.d", netnsDir: "/var/run/netns" },
    ztunnelIsNodeCritical: false,
    ztunnelHasSeLinuxOptions: false,
    ztunnelHasQuota: false,
    hasResourceScope: false,
    trustsZtunnel: false,
    trustedZtunnelName: false,
    ztunnelAccount: null,
    clusterVariable: "CLUSTER_ID",
    ztunnelNetwork: false,
    ztunnelHasXdsAddress: false,
    istiodReadsIstioCni: true,
    istiodReadsPilotCni: false,
    hasTaint: false,
    taintStartsController: false,
    taintName: false,
    istiodCanBeRemote: false,
    hasWebhookAnnotations: false,
    hasNativeNftables: false,
    hasOwnedCniConfig: false,
    cniHasIpv6: false,
    istiodPlatformKeys: ["global"],
    ambientVariables: ["PILOT_ENABLE_AMBIENT", "PILOT_ENABLE_AMBIENT_CONTROLLERS"],
  },
  defaults: {
    base: { global: {} },
    istiod: {
      pilot: { env: {} },
      istio_cni: { enabled: false },
      revision: "",
      meshConfig: {},
      global: { istioNamespace: "istio-system", multiCluster: { clusterName: "" }, network: "" },
    },
    cni: {
      cni: { ...cniDefaults, excludeNamespaces: ["istio-system", "kube-system"] },
      global: { variant: "" },
    },
    ztunnel: ztunnelDefaults,
    gateway: { revision: "" },
  },
  umbrella: null,
  profiles: {},
  platforms: {},
  compatibilityVersions: [],
  istioctl: {
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: {
        components: ["base", "istiod", "cni", "ztunnel"],
        values: {
          pilot: {
            env: {
              CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel",
              PILOT_ENABLE_AMBIENT_CONTROLLERS: "true",
            },
          },
          cni: { ambient: { enabled: true } },
        },
        namespaces: {},
      },
      demo: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      external: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: { components: ["base", "istiod", "gateway", "cni"], values: openshift, namespaces: { cni: "kube-system" } },
      preview: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      remote: { components: [], values: {}, namespaces: {} },
    },
    namedIsEnabled: false,
    refusesUnknownKeys: false,
    onGke: { cniNamespace: "kube-system", values: {} },
  },
};
