import { istio130 } from "./1.30.ts";
import { type Minor, manifests } from "./minor.ts";

/** Istio 1.31: no setting changed; its charts and images are no longer on the old hosts. */
export const istio131: Minor = {
  ...istio130,
  minor: "1.31",
  newest: "1.31.1",
  sources: manifests("1.31.1"),
  compatibilityVersions: ["1.25", "1.26", "1.27", "1.28", "1.29", "1.30"],
};
