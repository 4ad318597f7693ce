import { matchesVersions } from "../istio/versions.ts";

/** Checks whether an Istio version is in a range such as `>=1.25 <1.28.7`. An unknown version is in no range. */
export function isInRange(version: string | null, range: string): boolean {
  return version !== null && matchesVersions(version, range);
}
