import { cniGlobal, istio127, istiodGlobal } from "./1.27.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.28: `resourceScope` splits a chart into the parts for the administrator of the cluster and of the mesh. */
export const istio128: Minor = {
  ...istio127,
  minor: "1.28",
  newest: "1.28.10",
  sources: manifests("1.28.10"),
  charts: { ...istio127.charts, hasResourceScope: true, readsGlobal: ["base", "istiod", "cni", "gateway"] },
  defaults: {
    ...istio127.defaults,
    istiod: { ...istio127.defaults.istiod, global: { ...istiodGlobal, resourceScope: "all" } },
    cni: { ...istio127.defaults.cni, global: { ...cniGlobal, resourceScope: "all" } },
    gateway: { revision: "", global: {} },
    ztunnel: { ...istio127.defaults.ztunnel, network: "", resourceScope: "all" },
  },
  compatibilityVersions: ["1.25", "1.26", "1.27"],
};
