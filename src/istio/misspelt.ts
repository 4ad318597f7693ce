import type { Scalar } from "../model/cursor.ts";
import { findAt } from "../model/cursor.ts";
import { nearestName } from "../model/nearest-name.ts";
import { remembered } from "../model/remembered.ts";
import { minors } from "./data/index.ts";
import { readPaths } from "./ignored-keys.ts";
import { type IneffectiveKey, listScalarLeaves } from "./ineffective.ts";
import type { ReadChart } from "./read-chart.ts";
import { minorOf } from "./versions.ts";

/** Finds keys that differ from a relevant key by one or two letters, with a value that only such a key would have. */
export function* findMisspeltKeys(chart: ReadChart): Generator<IneffectiveKey> {
  const targets = targetsOf(`${chart.name} ${chart.version}`);
  for (const [path, value] of listScalarLeaves(chart.values)) {
    if (path.length > longest || targets.some((target) => isSame(path, target.path))) continue;
    const meant = targets.find((target) => target.fits(value) && isNear(path, target.path));
    if (!meant || findAt(chart.values, ...meant.path) !== undefined) continue;
    yield { path, reason: "Istio's charts have no such key", instead: meant.isRead ? meant.path : null };
  }
}

const longest = 2;

interface Target {
  readonly path: readonly string[];
  /** False if this version has no such setting; a misspelt key is ineffective all the same. */
  readonly isRead: boolean;
  readonly fits: (value: Scalar) => boolean;
}

const targetsOf = remembered((chart) =>
  findTargets(chart.slice(0, chart.indexOf(" ")) as ReadChart["name"], chart.slice(chart.indexOf(" ") + 1)),
);

function findTargets(name: ReadChart["name"], version: string): Target[] {
  const { profileKeys, platformKeys } = minorOf(version).charts;
  const isUmbrella = name === "ambient";
  const selector = (key: string, selectorKeys: typeof profileKeys, names: ReadonlySet<string>): Target[] =>
    (selectorKeys.length > 0 ? selectorKeys : (["root", "global"] as const)).flatMap((where) => {
      if (isUmbrella && (where === "root" || key === "profile")) return [];
      const path = where === "root" ? [key] : ["global", key];
      return { path, isRead: selectorKeys.length > 0, fits: (value) => typeof value === "string" && names.has(value) };
    });
  const directories = [...readPaths({ name, version })].filter(([key]) => /Dir$/.test(key)).flatMap(([, paths]) => paths);
  return [
    ...selector("platform", platformKeys, platformNames),
    ...selector("profile", profileKeys, profileNames),
    ...directories.map((path) => ({ path, isRead: true, fits: (value: Scalar) => typeof value === "string" && value.startsWith("/") })),
  ];
}

const platformNames: ReadonlySet<string> = new Set(minors.flatMap(({ platforms }) => Object.keys(platforms)));
const profileNames: ReadonlySet<string> = new Set(minors.flatMap(({ profiles }) => Object.keys(profiles)));

function isSame(path: readonly string[], target: readonly string[]): boolean {
  return path.length === target.length && path.every((step, index) => step === target[index]);
}

/** Checks whether exactly one step of the path is misspelt. */
function isNear(path: readonly string[], target: readonly string[]): boolean {
  if (path.length !== target.length) return false;
  const wrong = path.flatMap((step, index) => (step === target[index] ? [] : index));
  const [index] = wrong;
  if (index === undefined || wrong.length > 1) return false;
  return nearestName(path[index] ?? "", [target[index] ?? ""]) !== undefined;
}
