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
    ztunnelFlattensGlobal: false,
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
    istiodPlatformKeys: ["global"],
    ambientVariables: ["PILOT_ENABLE_AMBIENT", "PILOT_ENABLE_AMBIENT_CONTROLLERS"],
  },
  defaults: {
    base: { global: {} },
    istiod: { pilot: { env: {} }, global: {} },
    cni: {
      cni: {
        cniBinDir: "",
        cniConfDir: "/etc/cni/net.d",
        cniNetnsDir: null,
        chained: true,
        provider: "default",
        ambient: { enabled: false },
        resourceQuotas: { enabled: false, pods: 5000 },
      },
      global: {},
    },
    ztunnel: {},
    gateway: {},
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
