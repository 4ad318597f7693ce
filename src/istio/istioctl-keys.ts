import { remembered } from "../model/remembered.ts";
import { acceptedKeys, undescribedKeys } from "./data/istioctl-values.ts";
import { compareVersions, minorOf } from "./versions.ts";

/** Whether the keys that a release accepts were read: not those of older ones, of later ones, nor of a vendor's builds. */
export function hasReadKeys(version: string): boolean {
  const suffix = /^v?\d+\.\d+\.\d+-(.*)$/.exec(version)?.[1] ?? "rc";
  if (!/^(alpha|beta|rc|distroless|debug)\b/.test(suffix)) return false;
  return compareVersions(version, "1.20.0") >= 0 && compareVersions(version, minorOf(version).newest) <= 0;
}

/** The keys that istioctl accepts in a map below `values`, each with the key that it is read as; undefined where any is accepted. */
export function keysAccepted(path: readonly string[], version: string): ReadonlyMap<string, string> | undefined {
  return acceptedAt(`${formatRelease(version)} ${path.join(".")}`);
}

/** Whether the charts of a release read a key that its istioctl refuses. */
export function isUndescribed(path: readonly string[], version: string): boolean {
  const key = path.join(".");
  return undescribed.some((one) => one.key === key && isIn(one.ranges, formatRelease(version)));
}

interface RangedKey {
  readonly key: string;
  /** What the key is read as. */
  readonly name: string;
  /** Such as `1.23.4-1.23.6,1.27.0-`; empty for all releases. */
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

/** A candidate has the keys of its release, and so has an image's variant. */
function formatRelease(version: string): string {
  return /^v?(\d+\.\d+\.\d+)/.exec(version)?.[1] ?? version;
}
