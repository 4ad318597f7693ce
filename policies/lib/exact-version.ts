import type { Install } from "../../src/policy/define.ts";

/** The exact Istio release of an install; undefined for a range, for a missing version, and for one newer than the data. */
export function readExactVersion({ version, versionWritten, versionAssumed, versionNewerThanData }: Install): string | undefined {
  if (version === null || versionAssumed || versionNewerThanData) return undefined;
  return /^v?\d+\.\d+\.\d+$/.test(versionWritten ?? "") ? version : undefined;
}
