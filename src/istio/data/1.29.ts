import { istio128 } from "./1.28.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.29: no setting changed. */
export const istio129: Minor = {
  ...istio128,
  minor: "1.29",
  newest: "1.29.7",
  sources: manifests("1.29.7"),
  charts: { ...istio128.charts, readsGlobal: ["base", "istiod", "cni", "gateway", "ztunnel"] },
  defaults: { ...istio128.defaults, ztunnel: { ...istio128.defaults.ztunnel, global: {} } },
  compatibilityVersions: ["1.25", "1.26", "1.27", "1.28"],
};
