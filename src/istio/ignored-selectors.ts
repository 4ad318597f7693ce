import { minors, type SelectorKey } from "./data/index.ts";
import { findScalar, type IneffectiveKey } from "./ineffective.ts";
import type { ReadChart } from "./read-chart.ts";

type Selector = "profile" | "platform";

/** Finds profiles and platforms in keys that this version of a chart does not read. */
export function* findIgnoredSelectors(chart: ReadChart): Generator<IneffectiveKey> {
  for (const selector of ["platform", "profile"] as const) {
    for (const path of listUnreadPaths(chart, selector)) {
      const value = findScalar(chart.values, path);
      if (typeof value !== "string" || value === "" || value === chart.selected[selector]) continue;
      if (selector === "platform" && !isMeantAsPlatform(chart, value)) continue;
      yield { path, reason: explainIgnoredSelector(chart, selector, path), instead: findReplacementKey(chart, selector, value) };
    }
  }
}

/**
 * Lists the keys in which users write a selector, except those that this chart reads. Charts for which a selector has no effect are
 * left out.
 */
function listUnreadPaths({ name, minor }: ReadChart, selector: Selector): (readonly string[])[] {
  const { charts } = minor;
  const keys = charts[`${selector}Keys`];
  const own: readonly string[] = [selector];
  const global = ["global", selector];
  // Istiod reads `global.platform` in versions without platforms, and the top-level platform in later ones.
  if (name === "ambient") return selector === "platform" || keys.includes("global") ? [own] : [own, global];
  if (name !== "cni" && !(name === "istiod" && selector === "profile")) return [];
  const unread = [...(keys.includes("root") ? [] : [own]), ...(keys.includes("global") ? [] : [global])];
  const nested = [name === "cni" ? "cni" : "pilot", selector];
  const hidden = charts.defaultsKey === null ? [] : [own, global].map((path) => [charts.defaultsKey ?? "", ...path]);
  return [...unread, nested, ...hidden];
}

/**
 * Checks whether a value is meant as a platform. In versions without platforms, `openshift` changed a few settings, and other names
 * may have had another purpose.
 */
function isMeantAsPlatform({ minor }: ReadChart, value: string): boolean {
  if (Object.keys(minor.platforms).length > 0) return value !== "openshift" || minor.charts.platformKeys.includes("root");
  return value !== "openshift" && minors.some(({ platforms }) => Object.hasOwn(platforms, value));
}

function findReplacementKey({ name, minor }: ReadChart, selector: Selector, value: string): readonly string[] | null {
  const keys = minor.charts[`${selector}Keys`];
  const names = selector === "platform" ? minor.platforms : minor.profiles;
  if (!Object.hasOwn(names, value)) return null;
  if (name === "ambient" && selector === "profile") return null;
  if (selector === "platform") return keys.includes("global") ? ["global", "platform"] : null;
  return keys.includes("root") ? ["profile"] : null;
}

function explainIgnoredSelector({ name, minor }: ReadChart, selector: Selector, path: readonly string[]): string {
  const keys = minor.charts[`${selector}Keys`];
  if (keys.length === 0) return `Istio ${minor.minor}'s charts have no ${selector}s`;
  if (name === "ambient" && selector === "profile")
    return "the umbrella chart gives its subcharts their profiles itself (`cni.profile`, `istiod.profile`, `ztunnel.profile`)";
  if (name === "ambient" && path.length === 1) return "the umbrella chart hands `global` to its subcharts, and not its own `platform`";
  const read = keys.map((key: SelectorKey) => `\`${key === "root" ? "" : "global."}${selector}\``);
  return `the ${name} chart of Istio ${minor.minor} takes its ${selector} from ${read.join(" or ")} only`;
}
