import type { Install } from "../../src/policy/define.ts";

/** The release of Istio that an install names exactly; undefined for a range, for none, and for one newer than what is known. */
export function exactVersion({ version, versionWritten, versionAssumed, versionNewerThanData }: Install): string | undefined {
  if (version === null || versionAssumed || versionNewerThanData) return undefined;
  return /^v?\d+\.\d+\.\d+$/.test(versionWritten ?? "") ? version : undefined;
}
