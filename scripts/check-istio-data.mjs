// Lists what the charts of a release contain that is missing in src/istio/data: node scripts/check-istio-data.mjs CHARTS [VERSION]
// CHARTS is a directory with unpacked charts, as from `helm pull --untar`, or `manifests` of a checkout, where all versions are 1.0.0.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { parse } from "yaml";

const { positionals } = parseArgs({ allowPositionals: true, options: {} });
const [directory, given] = positionals;
if (positionals.length === 0 || positionals.length > 2 || !existsSync(directory)) {
  console.error("usage: node scripts/check-istio-data.mjs CHARTS [VERSION]");
  process.exit(2);
}
const { minors } = await load();
const charts = chartsIn(directory);
const version = given ?? charts.get("istiod")?.version;
if (!charts.has("istiod") || version === undefined) {
  console.error(`No chart istiod with a version is below ${directory}.`);
  process.exit(2);
}
const name = version.split(".").slice(0, 2).join(".");
const minor = minors.find((one) => one.minor === name) ?? minors.at(-1);
const news = [];

if (minor.minor !== name) news.push(`${name}: no data; compared with ${minor.minor}`);
else if (order(version) > order(minor.newest)) news.push(`${name}: the newest release here is ${minor.newest}, the charts are ${version}`);
for (const chart of ["base", "istiod", "cni", "ztunnel", "gateway"]) {
  const read = charts.get(chart);
  if (read) checkChart(chart, read);
  else news.push(`${chart}: the chart is not below ${directory}`);
}
checkUmbrella(charts.get("ambient"));
checkHub();

for (const line of news) console.log(line);
console.log(`${version} against the data of ${minor.minor}: ${news.length === 0 ? "nothing new" : `${news.length} differences`}`);
process.exitCode = news.length === 0 ? 0 : 1;

async function load() {
  const contents = 'export { minors } from "./src/istio/data/index.ts";';
  const stdin = { contents, resolveDir: `${import.meta.dirname}/..`, loader: "ts" };
  const built = await build({ stdin, bundle: true, write: false, format: "esm", platform: "neutral" });
  return import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
}

/** Finds the charts below a directory, by the names in their Chart.yaml. */
function chartsIn(root) {
  const manifests = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => basename(path) === "Chart.yaml");
  const found = new Map();
  // The subcharts of a chart come after it.
  for (const path of manifests.sort((one, other) => one.length - other.length)) {
    const chart = parse(readFileSync(join(root, path), "utf8"));
    const folder = join(root, path, "..");
    if (!found.has(chart.name)) found.set(chart.name, { folder, version: chart.appVersion ?? chart.version });
  }
  return found;
}

function checkChart(chart, { folder }) {
  const values = yamlIn(join(folder, "values.yaml"));
  const key = ["_internal_defaults_do_not_set", "defaults"].find((each) => values[each] !== undefined) ?? null;
  const { defaultsKey } = minor.charts;
  if (key !== defaultsKey) news.push(`${chart}: its defaults stand under ${key ?? "the root"}, here under ${defaultsKey ?? "the root"}`);
  const own = key === null ? values : values[key];
  compareTrees(
    `${chart}: values.yaml`,
    minor.defaults[chart],
    own,
    deciding((one) => [one.defaults[chart]]),
  );
  checkProfiles(chart, folder);
}

/** Profiles, platforms and compatibility versions are the same kind of file, and differ only in their names. */
function checkProfiles(chart, folder) {
  const files = existsSync(join(folder, "files")) ? readdirSync(join(folder, "files")) : [];
  const named = new Set(files.flatMap((file) => /^profile-(.+)\.yaml$/.exec(file)?.[1] ?? []));
  const compatibility = minor.compatibilityVersions.map((each) => [`compatibility-version-${each}`, undefined]);
  const platforms = Object.entries(minor.platforms).map(([name, tree]) => [`platform-${name}`, tree]);
  const known = new Map([...compatibility, ...platforms, ...Object.entries(minor.profiles)]);
  for (const name of named) if (!known.has(name)) news.push(`${chart}: profile-${name}.yaml is new`);
  const deciders = deciding((one) => [...Object.values(one.profiles), ...Object.values(one.platforms)]);
  for (const [name, tree] of known) {
    if (!named.has(name)) news.push(`${chart}: profile-${name}.yaml is gone`);
    else if (tree) compareTrees(`${chart}: profile-${name}.yaml`, tree, yamlIn(join(folder, "files", `profile-${name}.yaml`)), deciders);
  }
}

function checkUmbrella(chart) {
  if (chart && minor.umbrella) compareTrees("ambient: values.yaml", minor.umbrella, yamlIn(join(chart.folder, "values.yaml")), new Set());
  else if (Boolean(chart) !== (minor.umbrella !== null)) news.push(`ambient: the chart is ${chart ? "new" : "gone"}`);
}

/** Checks the statement of `retired-registry` about installs without a hub. */
function checkHub() {
  const values = yamlIn(join(charts.get("istiod").folder, "values.yaml"));
  const { global } = values._internal_defaults_do_not_set ?? values.defaults ?? values;
  // In a checkout, the hub is the one that its tests push to.
  if (/testing$/.test(global?.hub ?? "")) return;
  const isRetired = global?.hub === "registry.istio.io/release";
  if (isRetired !== (name === "1.30")) news.push(`istiod: the hub is ${global?.hub} by default; see policies/retired-registry.ts`);
}

/**
 * Each value in the data must be the value in the chart. A key that decides a setting in another release must also be in the data
 * for this one.
 */
function compareTrees(what, ours, theirs, deciders) {
  const own = new Map(leaves(ours ?? {}));
  for (const [path, value] of own) {
    const there = path.split("\0").reduce((at, step) => at?.[step], theirs);
    if (isEmptyMap(value) ? isMap(there) : there === value) continue;
    news.push(`${what}: ${dotted(path)} is ${JSON.stringify(there)}, here ${JSON.stringify(value)}`);
  }
  for (const [path, value] of leaves(theirs ?? {})) {
    if (!own.has(path) && deciders.has(path)) news.push(`${what}: ${dotted(path)} is ${JSON.stringify(value)}, here it is missing`);
  }
}

/** Returns the keys of certain trees in the data of all minors. */
function deciding(treesOf) {
  return new Set(minors.flatMap((one) => treesOf(one).flatMap((tree) => [...leaves(tree)].map(([path]) => path))));
}

function isMap(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function isEmptyMap(value) {
  return isMap(value) && Object.keys(value).length === 0;
}

function* leaves(tree, prefix = []) {
  for (const [key, value] of Object.entries(tree ?? {})) {
    if (isMap(value) && !isEmptyMap(value)) yield* leaves(value, [...prefix, key]);
    else if (!Array.isArray(value)) yield [[...prefix, key].join("\0"), value];
  }
}

function dotted(path) {
  return path.replaceAll("\0", ".");
}

function yamlIn(path) {
  return existsSync(path) ? (parse(readFileSync(path, "utf8")) ?? {}) : {};
}

function order(text) {
  const [major = 0, minorNumber = 0, patch = 0] = text.split(/[.-]/).map(Number);
  return (major * 10_000 + minorNumber) * 10_000 + (Number.isNaN(patch) ? 0 : patch);
}
