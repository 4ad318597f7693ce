import { platforms } from "./cluster.ts";

/** The names of each environment, mapped to its main name. */
const environments: ReadonlyMap<string, string> = new Map(
  [
    ["dev", "develop", "development"],
    ["test", "tests", "testing", "tst"],
    ["qa"],
    ["uat"],
    ["int", "integration"],
    ["stage", "staging", "stg"],
    ["preprod", "preproduction"],
    ["prod", "production", "prd", "live"],
    ["nonprod", "nonproduction"],
    ...[
      ["local", "localhost"],
      ["lab", "labs"],
      ["sandbox", "sandboxes", "sbx"],
      ["demo", "demos"],
      ["ci"],
      ["e2e"],
      ["bench", "benchmark", "benchmarks", "perf"],
    ],
    ...[["playground", "playgrounds"], ["preview", "previews"], ["canary"], ["dr"]],
  ].flatMap(([name = "", ...others]) => [name, ...others].map((word) => [word, name] as const)),
);

/** Words that distinguish clusters of one environment: `prod-eu`, `dev-cluster`, `staging-1`. */
const beside =
  /^(?:\d+|[a-z]|[a-z]{1,4}\d{1,3}|clusters?|k8s|kubernetes|eu|us|ap|asia|emea|apac|na|sa|uk|de|east|west|north|south|central|northeast|southeast|northwest|southwest|aws|gcp|azure|mgmt|hub|edge|primary|secondary|remote)$/;

const platformNames: ReadonlyMap<string, string> = new Map<string, string>([
  ...platforms.filter((platform) => platform !== "other").map((platform) => [platform, platform] as const),
  ["ocp", "openshift"],
  ["okd", "openshift"],
]);

/** Directories of third-party code, code that is no longer used, and examples. */
const setAside =
  /^(?:[_.]|zz?[-_])?(?:vendor|vendored|third[-_]?party|node_modules|archie?ves?|archived|old|oldstuff|obsolete|legacy|deprecated|disabled|unused|backup|attic|graveyard|examples?|samples?|istio-\d+\.\d+[\w.-]*)$/i;

/** Those of them whose installs are no longer run either. */
const outOfUse =
  /^(?:[_.]|zz?[-_])?(?:vendor|vendored|third[-_]?party|node_modules|archie?ves?|archived|old|obsolete|deprecated|disabled|unused|attic|graveyard|istio-\d+\.\d+[\w.-]*)$/i;

/** Test directories have many names: `apptests`, `e2etests`. */
const isTests = /^[a-z0-9]+tests$/;

/** Finds the environment that a directory is named after: `prod`, `prod-eu`; undefined if none exists. */
export function findEnvironmentName(directory: string): string | undefined {
  const words = directory
    .toLowerCase()
    .split(/[-_.]+/)
    .filter((word) => word !== "");
  const own = words.filter((word) => environments.has(word));
  if (words.length === 1 && words[0] !== undefined && isTests.test(words[0])) return "test";
  if (own.length !== 1) return own.length === 0 || words.some((word) => !environments.has(word)) ? undefined : words.join("-");
  const isOther = (word: string) => !environments.has(word) && !beside.test(word) && !platformNames.has(word);
  return words.some(isOther) ? undefined : words.map((word) => environments.get(word) ?? word).join("-");
}

/** Finds the platforms that a directory or a cluster is named after: `gke`, `eks-prod`, `ocp`. */
export function findNamedPlatforms(name: string): readonly string[] {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const named = [...new Set(words.flatMap((word) => platformNames.get(word) ?? []))];
  return named.includes("k3d") && !named.includes("k3s") ? [...named, "k3s"] : named;
}

/** Checks whether a directory's whole name is that of a platform. */
export function isPlatformName(directory: string): boolean {
  return platformNames.has(directory.toLowerCase());
}

/** Checks whether the files in a directory give no evidence about clusters outside it. */
export function isSetAside(directory: string): boolean {
  return setAside.test(directory);
}

/** Checks whether the files in a directory are no longer used. */
export function isOutOfUse(directory: string): boolean {
  return outOfUse.test(directory);
}
