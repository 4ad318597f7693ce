import { type KnownNamespace } from "./enrolment.js";
import type { PodPolicy, TrafficRule } from "./pod-policy.js";
import { type Count } from "./selector.js";
/** Checks whether a policy applies to pods of a namespace. */
export declare function isForNamespace({ namespace, namespaces }: PodPolicy, { name, labels }: KnownNamespace, count?: Count): boolean;
/**
 * Returns the namespaces with pods of the mesh that a policy selects: enrolled namespaces, or the policy's own namespace if it
 * selects enrolled pods by label.
 */
export declare function meshNamespaces(policy: PodPolicy, enrolled: readonly KnownNamespace[], count?: Count): readonly KnownNamespace[];
/** Checks whether a rule applies to an address outside the cluster's pods and nodes. */
export declare function isForAddress({ peers }: TrafficRule, address: string): boolean;
/** Checks whether a rule applies to a TCP port; undefined if only the pod knows the number of a named port. */
export declare function isForPort({ ports }: TrafficRule, port: number): boolean | undefined;
