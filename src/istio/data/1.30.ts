import { istio129 } from "./1.29.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.30: `taint.enabled` starts the controller. */
export const istio130: Minor = {
  ...istio129,
  minor: "1.30",
  newest: "1.30.4",
  sources: manifests("1.30.4"),
  charts: { ...istio129.charts, taintStartsController: true, taintName: "1.30.3" },
  compatibilityVersions: ["1.25", "1.26", "1.27", "1.28", "1.29"],
};
