import type { Policy } from "../model/policy.ts";

export { newestRetired, retiredCharts, retiredDownloads, retiredHubs } from "../istio/retired.ts";
export type { ClusterDocument, Evidence, Platform, Resource } from "../model/cluster.ts";
export type { RelatedPointer, Severity, Violation } from "../model/finding.ts";
export type { Change, Proposal } from "../model/fix.ts";
export type { Effective, IgnoredValue, Install, OverriddenValue, RejectedValue } from "../model/install.ts";
export { nearestName } from "../model/nearest-name.ts";
export type { Policy, PolicyMetadata } from "../model/policy.ts";
export { asRange, isWithin } from "./addresses.ts";
export { enrolledNamespaces, type KnownNamespace, type Workload, workloadsOf } from "./enrolment.ts";
export { type Direction, type PodPolicy, podPolicies, type TrafficRule, undeployedPodPolicies } from "./pod-policy.ts";
export { isForAddress, isForNamespace, isForPort, meshNamespaces } from "./pod-traffic.ts";
export { type DroppedProbes, droppedProbes } from "./probe-isolation.ts";
export { covers, excludes, record, selects } from "./selector.ts";
export { isDefault, isUnknown } from "./setting-origin.ts";
export { valueAt } from "./value-at.ts";
export { isInRange } from "./version-range.ts";

/** Declares a policy, with types. Built-in policies and users' policies are made the same way. */
export function definePolicy(policy: Policy): Policy {
  return policy;
}
