import { cniDefaults } from "./1.20.ts";
import { istio122 } from "./1.22.ts";
import { type Minor, manifests } from "./minor.ts";

const multus = {
  cniBinDir: "/var/lib/cni/bin",
  cniConfDir: "/etc/cni/multus/net.d",
  chained: false,
  cniConfFileName: "istio-cni.conf",
  provider: "multus",
};

/** Istio 1.23: istiod trusts ztunnel in its own namespace; the umbrella chart is new. */
export const istio123: Minor = {
  ...istio122,
  minor: "1.23",
  newest: "1.23.6",
  sources: manifests("1.23.6"),
  charts: {
    ...istio122.charts,
    flattensGlobal: { ztunnel: true },
    cniAmbient: "text",
    trustsZtunnel: true,
    ztunnelHasXdsAddress: true,
    cniHasIpv6: true,
  },
  defaults: {
    ...istio122.defaults,
    istiod: {
      ...istio122.defaults.istiod,
      pilot: { env: {}, trustedZtunnelNamespace: "", cni: { enabled: false }, taint: { enabled: false, namespace: "" } },
    },
    cni: {
      ...istio122.defaults.cni,
      cni: { ...cniDefaults, excludeNamespaces: ["kube-system"], ambient: { enabled: false, ipv6: true } },
    },
    ztunnel: { ...istio122.defaults.ztunnel, xdsAddress: "" },
  },
  umbrella: {
    global: {},
    istiod: { enabled: true, profile: "ambient" },
    ztunnel: { profile: "ambient" },
    cni: { profile: "ambient" },
  },
  profiles: {
    ambient: {
      pilot: { env: { PILOT_ENABLE_AMBIENT: "true" } },
      cni: { ambient: { enabled: true } },
      global: { variant: "distroless" },
    },
    demo: {},
    openshift: { cni: multus, pilot: { cni: { enabled: true } }, global: { platform: "openshift" }, platform: "openshift" },
    "openshift-ambient": {
      cni: { ...multus, ambient: { enabled: true } },
      pilot: { cni: { enabled: true }, env: { PILOT_ENABLE_AMBIENT: "true" } },
      global: { platform: "openshift" },
      platform: "openshift",
      seLinuxOptions: { type: "spc_t" },
    },
    preview: {},
    stable: {},
  },
  compatibilityVersions: ["1.20", "1.21", "1.22"],
};
