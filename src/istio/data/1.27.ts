import { istio126 } from "./1.26.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.27: no setting changed. */
export const istio127: Minor = {
  ...istio126,
  minor: "1.27",
  newest: "1.27.9",
  sources: manifests("1.27.9"),
  compatibilityVersions: ["1.24", "1.25", "1.26"],
};
