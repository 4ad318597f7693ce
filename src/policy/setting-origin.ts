import type { Install } from "../model/install.ts";

/** Whether a setting is what the chart, a profile or a tool makes of it because the repository does not write it. */
export function isDefault({ origins }: Pick<Install, "origins">, setting: string): boolean {
  const by = origins[setting]?.by;
  return by !== undefined && by !== "set here" && by !== "this manifest";
}

/** Whether a setting cannot be known from the repository. */
export function isUnknown({ unknown }: Pick<Install, "unknown">, setting: string): boolean {
  return unknown.includes(`/effective/${setting}`);
}
