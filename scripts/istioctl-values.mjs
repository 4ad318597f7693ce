// Reads the keys that istioctl accepts below `values` in each release, and writes src/istio/data/istioctl-values.ts:
// node scripts/istioctl-values.mjs REPOSITORY [VERSION=REF…]
// REPOSITORY is a clone of istio/istio with its tags; VERSION=REF reads a release without a tag from another commit.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chartKeys } from "./istioctl-values/charts.mjs";
import { acceptedKeys } from "./istioctl-values/proto.mjs";
import { releaseRanges } from "./istioctl-values/ranges.mjs";

const first = [1, 20];
const [repository, ...named] = process.argv.slice(2);
if (!repository) {
  console.error("usage: node scripts/istioctl-values.mjs REPOSITORY [VERSION=REF…]");
  process.exit(2);
}
const releases = readReleases();
const keys = releases.map(({ ref }) => acceptedKeys(protoAt(ref)));
const charts = releases.map(({ ref }, index) => chartKeys((path) => show(`${ref}:manifests/charts/${path}`), keys[index]));
const versions = releases.map(({ version }) => version);
const accepted = byParent(keys);
const undescribed = releaseRanges(versions, charts);
writeFileSync(join(import.meta.dirname, "../src/istio/data/istioctl-values.ts"), moduleText());
console.log(`${versions.length} releases, ${versions[0]} to ${versions.at(-1)}`);
console.log(`${accepted.size} maps, ${undescribed.length} keys of charts that istioctl refuses in some release:`);
for (const { key, ranges } of undescribed) console.log(`  ${key} ${ranges}`);

/** Reads the tagged releases; a release candidate must be named. */
function readReleases() {
  const tags = git("tag", "--list", "1.*").split("\n");
  const plain = tags.filter((tag) => /^1\.\d+\.\d+$/.test(tag)).map((tag) => ({ version: tag, ref: `refs/tags/${tag}` }));
  const others = named.map((one) => ({ version: one.split("=")[0], ref: one.slice(one.indexOf("=") + 1) }));
  const all = [...plain, ...others].map((one) => ({ ...one, numbers: one.version.split(".").map(Number) }));
  return all.filter(({ numbers }) => compare(numbers, first) >= 0).sort((one, other) => compare(one.numbers, other.numbers));
}

function compare(one, other) {
  for (const [index, part] of other.entries()) if (one[index] !== part) return one[index] - part;
  return 0;
}

/** Up to 1.23, the description was in another folder. */
function protoAt(ref) {
  const text = show(`${ref}:operator/pkg/apis/values_types.proto`) ?? show(`${ref}:operator/pkg/apis/istio/v1alpha1/values_types.proto`);
  if (text === undefined) throw new Error(`${ref} has no values_types.proto`);
  return text;
}

/** Returns the keys of each map, with the releases that have a key if not all releases with the map have it. */
function byParent(all) {
  const maps = new Map();
  for (const path of new Set(all.flatMap((one) => [...one.keys()]))) {
    const fields = all.map((one) => one.get(path));
    const known = versions.filter((_, index) => fields[index] !== undefined);
    const ranged = releaseRanges(
      known,
      fields.filter((one) => one !== undefined),
    );
    maps.set(path, ranged.map(({ key, ranges }) => (ranges === "" ? key : `${key}@${ranges}`)).join(" "));
  }
  return maps;
}

function moduleText() {
  const maps = [...accepted]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, text]) => `  ${JSON.stringify(path)}: ${JSON.stringify(text)},`);
  const read = named.length === 0 ? "" : `\n * Read from other commits than their tags: ${named.join(", ").replaceAll("=", " from ")}.`;
  return `/**
 * The keys that istioctl accepts below \`values\` in the releases from ${versions[0]} to ${versions.at(-1)}, by the path of the map that has
 * them; a map that is not listed takes any key. Behind \`@\` are the releases that accept a key, where they are not all that have
 * the map; behind \`=\` is the name of which a key is another spelling. Written by scripts/istioctl-values.mjs.${read}
 * https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/values_types.proto
 */
export const acceptedKeys: Readonly<Record<string, string>> = {
${maps.join("\n")}
};

/** The keys that the charts' values.yaml have and istioctl refuses, with the releases in which that is so. */
export const undescribedKeys =
  ${JSON.stringify(undescribed.map(({ key, ranges }) => (ranges === "" ? key : `${key}@${ranges}`)).join(" "))};
`;
}

function show(object) {
  try {
    return git("show", object);
  } catch {
    return undefined;
  }
}

function git(...args) {
  return execFileSync("git", ["-C", repository, ...args], { encoding: "utf8", maxBuffer: 2 ** 26, stdio: ["ignore", "pipe", "ignore"] });
}
