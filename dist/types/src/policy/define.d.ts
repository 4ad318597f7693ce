import type { Policy } from "../model/policy.js";
export type { ClusterDocument, Evidence, Platform, Resource } from "../model/cluster.js";
export type { RelatedPointer, Severity, Violation } from "../model/finding.js";
export type { Change, Proposal } from "../model/fix.js";
export type { Effective, IgnoredValue, Install, OverriddenValue, RejectedValue } from "../model/install.js";
export type { Policy, PolicyMetadata } from "../model/policy.js";
export { valueAt } from "./value-at.js";
export { isInRange } from "./version-range.js";
/** Declares a policy, with types. Built-in policies and users' policies are made the same way. */
export declare function definePolicy(policy: Policy): Policy;
