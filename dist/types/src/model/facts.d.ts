import type { Facts } from "./shapes/facts.js";
export type { Facts } from "./shapes/facts.js";
/** The name of a fact. */
export type FactName = Exclude<keyof Facts, "unknown">;
/** The spelling of each fact in a piece of evidence: `kubernetes-version=1.33`. */
export declare const factKeys: Readonly<Record<FactName, string>>;
