import { cniDefaults } from "./1.20.ts";
import { istio123 } from "./1.23.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.24: platforms get their own files, and keys work without their `cni.` or `pilot.` prefix. */
export const istio124: Minor = {
  ...istio123,
  minor: "1.24",
  newest: "1.24.6",
  sources: manifests("1.24.6"),
  charts: {
    ...istio123.charts,
    defaultsKey: "_internal_defaults_do_not_set",
    platformKeys: ["global"],
    descoped: true,
    netnsKey: ["cniNetnsDir"],
    cniHasSeLinuxOptions: true,
    istiodPlatformKeys: ["global", "root"],
    istiodReadsIstioCni: false,
    flattensGlobal: { ztunnel: true, gateway: "1.24.3" },
    istiodCanBeRemote: true,
    hasWebhookAnnotations: true,
  },
  defaults: {
    base: { global: {} },
    istiod: {
      env: {},
      trustedZtunnelNamespace: "",
      cni: { enabled: false },
      taint: { enabled: false, namespace: "" },
      revision: "",
      istiodRemote: { enabled: false },
      meshConfig: {},
      global: { istioNamespace: "istio-system", multiCluster: { clusterName: "" }, network: "" },
    },
    cni: {
      ...cniDefaults,
      ambient: { enabled: false, ipv6: true },
      excludeNamespaces: ["kube-system"],
      seLinuxOptions: {},
      global: { variant: "" },
    },
    ztunnel: istio123.defaults.ztunnel,
    gateway: { revision: "" },
  },
  profiles: {
    ambient: {
      pilot: { env: { PILOT_ENABLE_AMBIENT: "true" } },
      cni: { ambient: { enabled: true } },
      global: { variant: "distroless" },
    },
    demo: {},
    preview: {},
    remote: { istiodRemote: { enabled: true } },
    stable: {},
  },
  platforms: {
    k3d: { cni: { cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d", cniBinDir: "/bin" } },
    k3s: {
      cni: {
        cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d",
        cniBinDir: "/var/lib/rancher/k3s/data/current/bin/",
      },
    },
    microk8s: {
      cni: {
        cniConfDir: "/var/snap/microk8s/current/args/cni-network",
        cniBinDir: "/var/snap/microk8s/current/opt/cni/bin",
      },
    },
    minikube: { cni: { cniNetnsDir: "/var/run/docker/netns" } },
    openshift: {
      cni: {
        cniBinDir: "/var/lib/cni/bin",
        cniConfDir: "/etc/cni/multus/net.d",
        chained: false,
        cniConfFileName: "istio-cni.conf",
        provider: "multus",
      },
      pilot: { cni: { enabled: true } },
      seLinuxOptions: { type: "spc_t" },
      trustedZtunnelNamespace: "kube-system",
    },
  },
  compatibilityVersions: ["1.21", "1.22", "1.23"],
  istioctl: {
    ...istio123.istioctl,
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: { components: ["base", "istiod", "cni", "ztunnel"], values: { profile: "ambient" }, namespaces: {} },
      demo: { components: ["base", "istiod", "gateway"], values: { profile: "demo" }, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: {
        components: ["base", "istiod", "gateway", "cni"],
        values: { global: { platform: "openshift" } },
        namespaces: { cni: "kube-system" },
      },
      "openshift-ambient": {
        components: ["base", "istiod", "cni", "ztunnel"],
        values: { profile: "ambient", global: { platform: "openshift" } },
        namespaces: { cni: "kube-system", ztunnel: "kube-system" },
      },
      preview: { components: ["base", "istiod", "gateway"], values: { profile: "preview" }, namespaces: {} },
      remote: { components: ["base", "istiod"], values: { profile: "remote" }, namespaces: {} },
      stable: { components: ["base", "istiod", "gateway"], values: { profile: "stable" }, namespaces: {} },
    },
    namedIsEnabled: true,
  },
};
