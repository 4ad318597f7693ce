import type { Install } from "../model/install.ts";

/** Checks whether a setting comes from the chart, a profile or a tool, because the repository does not set it. */
export function isDefault({ origins }: Pick<Install, "origins">, setting: string): boolean {
  const by = origins[setting]?.by;
  return by !== undefined && by !== "set here" && by !== "this manifest";
}

/** Checks whether a setting cannot be known from the repository. */
export function isUnknown({ unknown }: Pick<Install, "unknown">, setting: string): boolean {
  return unknown.includes(`/effective/${setting}`);
}
