// Holds src/istio/data against a file of facts about Istio's releases: node scripts/check-istio-data.mjs FACTS.json
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const [factsFile] = process.argv.slice(2);
if (!factsFile) {
  console.error("usage: node scripts/check-istio-data.mjs FACTS.json");
  process.exit(2);
}
const facts = JSON.parse(readFileSync(factsFile, "utf8"));
const { minors, computeEffective } = await load();
const complaints = [];

for (const [name, fact] of Object.entries(facts.versions)) {
  const minor = minors.find((one) => one.minor === name);
  if (!minor) {
    complaints.push(`${name}: no data`);
    continue;
  }
  same(`${name} newest patch`, minor.newest, fact.tag);
  same(`${name} stable`, minor.stable, fact.ga_date !== null);
  same(`${name} profiles`, Object.keys(minor.profiles).sort(), fact.helm.profiles.toSorted());
  same(`${name} platforms`, Object.keys(minor.platforms).sort(), fact.helm.platforms.toSorted());
  same(`${name} compatibility versions`, minor.compatibilityVersions, fact.helm.compatibilityVersions);
  same(`${name} key of the defaults`, minor.charts.defaultsKey, fact.helm.internal_defaults_key);
  same(`${name} flat keys of cni`, minor.charts.descoped, fact.helm.cni_keys.flat);
  same(`${name} profiles of istioctl`, Object.keys(minor.istioctl.profiles).sort(), fact.istioctl.profiles.toSorted());
  same(`${name} what istioctl sets on GKE`, gkeSettings(minor.istioctl.onGke), fact.istioctl.gke_detection.sets.toSorted());
  for (const [platform, rendered] of Object.entries(fact.platforms)) checkPlatform(minor, platform, rendered);
}
for (const minor of minors) if (!facts.versions[minor.minor]) complaints.push(`${minor.minor}: no facts`);

for (const complaint of complaints) console.error(complaint);
console.log(`${complaints.length === 0 ? "agreed" : "disagreed"}: ${minors.length} minors, ${complaints.length} complaints`);
process.exitCode = complaints.length === 0 ? 0 : 1;

async function load() {
  const contents = 'export { minors } from "./src/istio/data/index.ts"; export { computeEffective } from "./src/istio/effective.ts";';
  const stdin = { contents, resolveDir: `${import.meta.dirname}/..`, loader: "ts" };
  const built = await build({ stdin, bundle: true, write: false, format: "esm", platform: "neutral" });
  return import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
}

function checkPlatform(minor, platform, rendered) {
  // `openshift (profile=openshift-ambient)`: a platform that only a profile reaches.
  const [, name, profile] = /^(\S+)(?: \(profile=(.+)\))?$/.exec(platform) ?? [];
  const { effective, renderError } = computeEffective({
    component: "cni",
    version: minor.newest,
    values: values({ profile: profile ?? "ambient", global: { platform: name === "none" ? "" : name } }),
    namespace: "istio-system",
    rendering: "offline",
    place: { file: "", start: 0, end: 0 },
  });
  const fact = rendered.cni;
  if (!fact || minor.charts.profileKeys.length === 0) return;
  const isRefused = typeof fact === "string" || "error" in fact;
  same(`${minor.minor} ${platform} fails`, renderError !== null, isRefused);
  if (isRefused || !effective) return;
  for (const setting of ["cniBinDir", "cniConfDir", "cniNetnsDir", "chained", "provider", "priorityClassName"]) {
    same(`${minor.minor} ${platform} ${setting}`, effective[setting], fact[setting]);
  }
  same(
    `${minor.minor} ${platform} quota`,
    effective.resourceQuota?.pods ?? null,
    fact.resourceQuota ? Number(fact.resourceQuota.pods) : null,
  );
}

function values(value) {
  const origin = { builtIn: "facts" };
  if (typeof value !== "object") return { kind: "scalar", origin, value };
  return { kind: "map", origin, entries: new Map(Object.entries(value).map(([key, item]) => [key, { key: origin, value: values(item) }])) };
}

function gkeSettings({ cniNamespace, values: tree }) {
  return [`components.cni.namespace=${cniNamespace}`, ...paths("values", tree)].sort();
}

function paths(prefix, value) {
  if (typeof value !== "object") return [`${prefix}=${value}`];
  return Object.entries(value).flatMap(([key, item]) => paths(`${prefix}.${key}`, item));
}

function same(what, ours, theirs) {
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    complaints.push(`${what}: ${JSON.stringify(ours)} here, ${JSON.stringify(theirs)} there`);
}
