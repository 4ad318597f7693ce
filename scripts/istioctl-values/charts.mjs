import { parse } from "yaml";

/** Returns the keys in the charts' values.yaml that the description of istioctl's `values` lacks, as paths below `values`. */
export function chartKeys(read, accepted) {
  const found = new Set();
  for (const [path, home] of charts) {
    const values = parse(read(path) ?? "") ?? {};
    const defaults = values.defaults ?? values._internal_defaults_do_not_set ?? values;
    for (const [key, value] of Object.entries(defaults)) addRefused(found, accepted, placeKey(key, home, defaults, accepted), value);
  }
  return found;
}

const charts = [
  ["base/values.yaml", "base"],
  ["istio-control/istio-discovery/values.yaml", "pilot"],
  ["istio-cni/values.yaml", "cni"],
];

/** Keys at the root of a chart are below the chart's name in istioctl. */
function placeKey(key, home, defaults, accepted) {
  if (Object.hasOwn(defaults, home)) return [key];
  return accepted.get(home)?.has(key) || !accepted.get("").has(key) ? [home, key] : [key];
}

function addRefused(found, accepted, path, value) {
  const known = accepted.get(path.slice(0, -1).join("."));
  if (known === undefined) return;
  if (!known.has(path.at(-1))) found.add(path.join("."));
  else if (value !== null && typeof value === "object" && !Array.isArray(value))
    for (const [key, inner] of Object.entries(value)) addRefused(found, accepted, [...path, key], inner);
}
