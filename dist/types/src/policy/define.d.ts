import type { Policy } from "../model/policy.js";
export { newestRetired, retiredCharts, retiredDownloads, retiredHubs } from "../istio/retired.js";
export type { ClusterDocument, Evidence, Platform, Resource } from "../model/cluster.js";
export type { RelatedPointer, Severity, Violation } from "../model/finding.js";
export type { Change, Proposal } from "../model/fix.js";
export type { Effective, IgnoredValue, Install, OverriddenValue, RejectedValue } from "../model/install.js";
export { nearestName } from "../model/nearest-name.js";
export type { Policy, PolicyMetadata } from "../model/policy.js";
export { asRange, isWithin } from "./addresses.js";
export { enrolledNamespaces, type KnownNamespace, type Workload, workloadsOf } from "./enrolment.js";
export { type Direction, type PodPolicy, podPolicies, type TrafficRule, undeployedPodPolicies } from "./pod-policy.js";
export { isForAddress, isForNamespace, isForPort, meshNamespaces } from "./pod-traffic.js";
export { type DroppedProbes, droppedProbes } from "./probe-isolation.js";
export { covers, excludes, record, selects } from "./selector.js";
export { isDefault, isUnknown } from "./setting-origin.js";
export { valueAt } from "./value-at.js";
export { isInRange } from "./version-range.js";
/** Declares a policy, with types. Built-in policies and users' policies are made the same way. */
export declare function definePolicy(policy: Policy): Policy;
