import { findAt } from "../model/cursor.ts";
import { findScalar, type IneffectiveKey } from "./ineffective.ts";
import type { ReadChart } from "./read-chart.ts";

/**
 * Finds keys of istiod that later charts removed: the switches of istio-cni for sidecars, until 1.23.
 * https://github.com/istio/istio/issues/54968
 */
export function* findRemovedIstiodKeys(chart: ReadChart): Generator<IneffectiveKey> {
  let isFirst = true;
  for (const ineffective of findRemovedKeys(chart)) {
    // The first finding points at the block, the others at their own lines.
    yield { ...ineffective, block: isFirst ? ["istio_cni"] : undefined };
    isFirst = false;
  }
}

function* findRemovedKeys({ name, minor, values }: ReadChart): Generator<IneffectiveKey> {
  if (name !== "istiod" || !minor.charts.descoped || isEnabledElsewhere(values)) return;
  const enabled = findScalar(values, ["istio_cni", "enabled"]);
  if (enabled !== undefined && enabled !== null && String(enabled) !== "false")
    yield describeRemovedKey(minor.minor, "enabled", ["pilot", "cni", "enabled"]);
  const provider = findScalar(values, ["istio_cni", "provider"]);
  if (provider !== undefined && provider !== null && provider !== "default") {
    yield describeRemovedKey(minor.minor, "provider", ["pilot", "cni", "provider"]);
  }
  const chained = findScalar(values, ["istio_cni", "chained"]);
  // It was on by default and has no replacement.
  if (String(chained) === "false" && String(enabled) !== "false") yield describeRemovedKey(minor.minor, "chained", null);
}

/** Checks whether the newer key is set as well, which means that the values are for several versions. */
function isEnabledElsewhere(values: ReadChart["values"]): boolean {
  return [findAt(values, "pilot", "cni", "enabled"), findAt(values, "cni", "enabled")].some(
    (found) => found?.kind === "unknown" || (found?.kind === "scalar" && found.value === true),
  );
}

function describeRemovedKey(minor: string, key: string, instead: readonly string[] | null): IneffectiveKey {
  const successor = instead ? `; sidecars take \`${instead.join(".")}\`` : ", and nothing takes its place";
  const reason = `the istiod chart of Istio ${minor} does not read \`istio_cni.${key}\`${successor}`;
  return { path: ["istio_cni", key], reason, instead };
}
