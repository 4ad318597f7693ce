import { beside } from "../beside.mjs";
import { rewritten, writtenAt } from "../text.mjs";
import { hasUnknown, isFrom, profileSites, subjects } from "../world.mjs";

/** Addresses that are retired in December 2026, each with a replacement: https://istio.io/latest/blog/2026/retirement-of-gcp/ */
const charts = {
  "https://istio-release.storage.googleapis.com/charts": "https://blob.istio.io/istio-release/charts",
  "https://storage.googleapis.com/istio-release/charts": "https://blob.istio.io/istio-release/charts",
  "oci://gcr.io/istio-release/charts": "oci://ghcr.io/istio/release/charts",
  "oci://registry.istio.io/release/charts": "oci://ghcr.io/istio/release/charts",
};
const hubs = ["gcr.io/istio-release", "registry.istio.io/release"];
const mirror = "charts.example.com/istio-release.storage.googleapis.com/charts";

/** Uses charts and images from retired hosts, and from a mirror of them. */
export function* registryMutations(world, random) {
  yield* addressMutations(world, random);
  yield* hubMutations(world, random);
}

function* addressMutations(world, random) {
  const sites = addressSites(world);
  for (const { address, site, installs } of sites) {
    const lines = world.lines(site.file);
    const text = lines[site.line - 1] ?? "";
    const isWhole = text
      .slice(site.column - 1)
      .replace(/^["']/, "")
      .startsWith(address);
    if (!isWhole || text.split(address).length !== 2) continue;
    const scheme = address.slice(0, address.indexOf("://"));
    const replacedBy = (other) => rewritten(lines, site.line, () => text.replace(address, other));
    if (Object.hasOwn(charts, address)) {
      // One finding covers all places of an address, so after a change it moves to another place.
      if (sites.some((other) => other.address === address && other.site !== site)) continue;
      const kept = random.pick([charts[address], `${scheme}://${mirror}`]);
      yield {
        kind: "charts taken from a host that stays",
        site,
        note: kept,
        edit: replacedBy(kept),
        expect: { silence: "that host stays, or is somebody's own" },
      };
      continue;
    }
    const going = random.pick(Object.keys(charts).filter((other) => other.startsWith(scheme)));
    const isIstios = Object.values(charts).includes(address);
    if (isIstios)
      yield {
        kind: "charts taken from a host that goes",
        site,
        note: going,
        edit: replacedBy(going),
        expect: { rules: ["retired-registry"], installs },
      };
  }
}

/** Returns each place with an address of Istio's charts, and the installs that use it. */
function addressSites(world) {
  const sites = new Map();
  for (const { install } of subjects(world)) {
    const { repository: address, origins } = install;
    if (!address || !origins.repository || !/^(base|istiod|cni|ztunnel|gateway|ambient)$/.test(install.component)) continue;
    const { file, line, column } = origins.repository;
    const key = JSON.stringify([file, line, column]);
    const known = sites.get(key) ?? { address, site: { file, line, column }, installs: [] };
    known.installs.push(install);
    sites.set(key, known);
  }
  return [...sites.values()];
}

/** Adds a hub beside the profile, which each chart reads at its top level. */
function* hubMutations(world, random) {
  for (const site of profileSites(world)) {
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    const installs = site.readers.map(({ install }) => install);
    if (!written || !/^(profile|value)$/.test(written.key) || !installs.every(takesHub)) continue;
    const going = random.pick(hubs);
    const edit = beside(lines, written, "hub", going);
    yield { kind: "hub that goes", site, note: going, edit, expect: { rules: ["retired-registry"], installs } };
    const own = `mirror.example.com/${going}`;
    yield { kind: "hub of one's own", site, note: own, edit: beside(lines, written, "hub", own), expect: { silence: "a mirror stays" } };
  }
}

/**
 * Checks whether an install reads `hub` at the top level: Sail's operator has its own images, the charts in the umbrella read only
 * values below their names, and so did most charts before 1.24.
 */
function takesHub(install) {
  const { tool, component, hub, effective } = install;
  const isHelms = tool === "helm" && (component === "ztunnel" || (/^(istiod|cni)$/.test(component) && isFrom(install, "1.24")));
  return (
    (isHelms || tool === "istioctl") && hub === null && effective !== null && !hasUnknown(install, "/hub", "/values/global", "/values/hub")
  );
}
