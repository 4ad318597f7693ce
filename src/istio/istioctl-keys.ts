import { remembered } from "../model/remembered.ts";
import { acceptedKeys, undescribedKeys } from "./data/istioctl-values.ts";
import { compareVersions, minorOf } from "./versions.ts";

/** Checks whether the data contains the accepted keys of a release. It lacks older releases, newer ones, and a vendor's builds. */
export function hasReadKeys(version: string): boolean {
  const suffix = /^v?\d+\.\d+\.\d+-(.*)$/.exec(version)?.[1] ?? "rc";
  if (!/^(alpha|beta|rc|distroless|debug)\b/.test(suffix)) return false;
  return compareVersions(version, "1.20.0") >= 0 && compareVersions(version, minorOf(version).newest) <= 0;
}

/** Lists the keys that istioctl accepts in a map below `values`, each with its canonical name; undefined if all keys are accepted. */
export function listAcceptedKeys(path: readonly string[], version: string): ReadonlyMap<string, string> | undefined {
  return acceptedAt(`${cutRelease(version)} ${path.join(".")}`);
}

/** Checks whether the charts of a release read a key that its istioctl rejects. */
export function isUndescribed(path: readonly string[], version: string): boolean {
  const key = path.join(".");
  return undescribed.some((one) => one.key === key && isIn(one.ranges, cutRelease(version)));
}

interface RangedKey {
  readonly key: string;
  /** The canonical name of the key. */
  readonly name: string;
  /** Ranges of releases, such as `1.23.4-1.23.6,1.27.0-`; empty for all releases. */
  readonly ranges: string;
}

const acceptedAt = remembered((place: string): ReadonlyMap<string, string> | undefined => {
  const [release = "", path = ""] = place.split(" ");
  const text = Object.hasOwn(acceptedKeys, path) ? acceptedKeys[path] : undefined;
  if (text === undefined) return undefined;
  const keys = parseKeys(text).filter(({ ranges }) => isIn(ranges, release));
  return new Map(keys.map(({ key, name }) => [key, name]));
});

const undescribed = parseKeys(undescribedKeys);

function parseKeys(text: string): RangedKey[] {
  return text.split(" ").map((entry) => {
    const [keys = "", ranges = ""] = entry.split("@");
    const [key = "", name = key] = keys.split("=");
    return { key, name, ranges };
  });
}

function isIn(ranges: string, release: string): boolean {
  if (ranges === "") return true;
  return ranges.split(",").some((range) => {
    const [first = "", last = ""] = range.split("-");
    return (first === "" || compareVersions(release, first) >= 0) && (last === "" || compareVersions(release, last) <= 0);
  });
}

/** Drops the suffix: a release candidate and an image variant have the keys of their release. */
function cutRelease(version: string): string {
  return /^v?(\d+\.\d+\.\d+)/.exec(version)?.[1] ?? version;
}
