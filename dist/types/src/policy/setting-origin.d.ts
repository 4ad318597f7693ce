import type { Install } from "../model/install.js";
/** Checks whether a setting comes from the chart, a profile or a tool, because the repository does not set it. */
export declare function isDefault({ origins }: Pick<Install, "origins">, setting: string): boolean;
/** Checks whether a setting cannot be known from the repository. */
export declare function isUnknown({ unknown }: Pick<Install, "unknown">, setting: string): boolean;
