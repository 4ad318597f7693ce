import type { ClusterDocument, Resource } from "../model/cluster.ts";
import { calicoPolicies } from "./calico-policy.ts";
import { ciliumPolicies } from "./cilium-policy.ts";
import { kubernetesPolicies } from "./kubernetes-policy.ts";
import type { Selector } from "./selector.ts";

/** What a network policy says of pods, whoever enforces it. */
export interface PodPolicy {
  readonly engine: "kubernetes" | "cilium" | "calico";
  readonly kind: string;
  readonly name: string;
  /** A JSON pointer to the object. */
  readonly at: string;
  /** The one namespace that it is for; null for all that `namespaces` selects. */
  readonly namespace: string | null;
  /** Conditions on the labels of namespaces. */
  readonly namespaces: Selector;
  /** Conditions on the labels of pods. */
  readonly pods: Selector;
  readonly ingress: Direction;
  readonly egress: Direction;
}

/** Traffic in one direction. */
export interface Direction {
  /** Whether pods that it selects refuse what no policy admits. */
  readonly isolates: boolean;
  readonly admits: readonly TrafficRule[];
  readonly denies: readonly TrafficRule[];
  /** A JSON pointer to its rules. */
  readonly at: string;
}

/** One rule: from or to these peers, on these ports. */
export interface TrafficRule {
  /** Null where it is for everyone. */
  readonly peers: readonly Peer[] | null;
  /** Null where it is for all ports. */
  readonly ports: readonly PortRange[] | null;
  /** JSON pointers to its lists of ports. */
  readonly portLists: readonly string[];
  /** A JSON pointer to what it says of HTTP and the like; undefined where it says nothing of them. */
  readonly layer7: string | undefined;
}

export type Peer =
  | { readonly kind: "pods" }
  | { readonly kind: "range"; readonly range: string; readonly except: readonly string[] }
  | { readonly kind: "entity"; readonly name: string }
  | { readonly kind: "other" };

/** Ports from the first to the last; a name is a port that the pod gives it to. */
export interface PortRange {
  readonly protocol: string;
  readonly first: number | string;
  readonly last: number | string;
}

/** The network policies of a cluster that are wholly known, Kubernetes', Cilium's and Calico's. */
export function podPolicies({ resources }: ClusterDocument): readonly PodPolicy[] {
  return resources.flatMap((resource, index) => (isKnownPolicy(resource) ? readPodPolicies(resource, `/resources/${index}`) : []));
}

/** The same of what lies beside the cluster's and nothing deploys. */
export function undeployedPodPolicies({ undeployed = [] }: ClusterDocument): readonly PodPolicy[] {
  return undeployed.flatMap((resource, index) => (isKnownPolicy(resource) ? readPodPolicies(resource, `/undeployed/${index}`) : []));
}

/** Whether a network policy is wholly known. */
export function isKnownPolicy({ unknown = [] }: Resource): boolean {
  return !unknown.some((pointer) => pointer === "" || pointer.startsWith("/spec"));
}

function readPodPolicies(resource: Resource, at: string): readonly PodPolicy[] {
  if (!resource.kind.endsWith("NetworkPolicy")) return [];
  if (resource.apiVersion.startsWith("cilium.io/")) return ciliumPolicies(resource, at);
  if (/^(crd\.)?projectcalico\.org\//.test(resource.apiVersion)) return calicoPolicies(resource, at);
  return resource.kind === "NetworkPolicy" ? kubernetesPolicies(resource, at) : [];
}
