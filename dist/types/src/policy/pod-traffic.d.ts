import { type KnownNamespace } from "./enrolment.js";
import type { PodPolicy, TrafficRule } from "./pod-policy.js";
import { type Count } from "./selector.js";
/** Whether a policy is for pods of a namespace. */
export declare function isForNamespace({ namespace, namespaces }: PodPolicy, { name, labels }: KnownNamespace, count?: Count): boolean;
/** The namespaces with pods of the mesh that a policy is for: enrolled ones, or its own where it selects enrolled pods by label. */
export declare function meshNamespaces(policy: PodPolicy, enrolled: readonly KnownNamespace[], count?: Count): readonly KnownNamespace[];
/** Whether a rule is for an address that is neither a pod's nor a node's. */
export declare function isForAddress({ peers }: TrafficRule, address: string): boolean;
/** Whether a rule is for a TCP port; undefined where only the pod knows which port a name stands for. */
export declare function isForPort({ ports }: TrafficRule, port: number): boolean | undefined;
