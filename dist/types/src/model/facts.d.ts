import type { Facts } from "./shapes/facts.js";
export type { Facts } from "./shapes/facts.js";
/** The name of a fact. */
export type FactName = Exclude<keyof Facts, "unknown">;
/** How each fact is spelled in a piece of evidence: `kubernetes-version=1.33`. */
export declare const factKeys: Readonly<Record<FactName, string>>;
