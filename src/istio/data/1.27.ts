import { istio126 } from "./1.26.ts";
import { type Minor, manifests } from "./minor.ts";

/** The defaults of the istiod chart below `global`. */
export const istiodGlobal = {
  istioNamespace: "istio-system",
  multiCluster: { clusterName: "" },
  network: "",
  nativeNftables: false,
};

/** The defaults of the cni chart below `global`. */
export const cniGlobal = { variant: "", nativeNftables: false };

/** Istio 1.27: native nftables, and a separate network for ztunnel. */
export const istio127: Minor = {
  ...istio126,
  minor: "1.27",
  newest: "1.27.9",
  sources: manifests("1.27.9"),
  charts: { ...istio126.charts, ztunnelNetwork: "1.27.2", hasNativeNftables: true, hasOwnedCniConfig: true },
  defaults: {
    ...istio126.defaults,
    istiod: { ...istio126.defaults.istiod, global: istiodGlobal },
    cni: { ...istio126.defaults.cni, istioOwnedCNIConfig: false, global: cniGlobal },
  },
  compatibilityVersions: ["1.24", "1.25", "1.26"],
};
