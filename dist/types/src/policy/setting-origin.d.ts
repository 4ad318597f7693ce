import type { Install } from "../model/install.js";
/** Whether a setting is what the chart, a profile or a tool makes of it because the repository does not write it. */
export declare function isDefault({ origins }: Pick<Install, "origins">, setting: string): boolean;
/** Whether a setting cannot be known from the repository. */
export declare function isUnknown({ unknown }: Pick<Install, "unknown">, setting: string): boolean;
