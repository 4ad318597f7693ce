import type { ClusterDocument } from "../model/cluster.ts";
import { bookComparisons } from "./comparisons.ts";
import { enrolledNamespaces, type KnownNamespace, type Workload, workloadsOf } from "./enrolment.ts";
import { isKnownPolicy, type PodPolicy, podPolicies } from "./pod-policy.ts";
import { isForNamespace, meshNamespaces } from "./pod-traffic.ts";
import type { Count } from "./selector.ts";

/** The network policies of a cluster, and the pods that they may select, by namespace. */
export interface PodIndex {
  readonly policies: readonly PodPolicy[];
  /** Returns the namespaces with pods of the mesh that a policy selects. */
  readonly meshNamespacesOf: (policy: PodPolicy) => readonly KnownNamespace[];
  /** Returns all policies that apply to pods of a namespace. */
  readonly policiesIn: (namespace: KnownNamespace, count: Count) => readonly PodPolicy[];
  readonly workloadsIn: (namespace: string) => readonly Workload[];
  /** Checks whether a namespace has a policy that is not fully known, and so may admit any traffic. */
  readonly isUnknownIn: (namespace: string) => boolean;
  /** Returns a function that counts the comparisons for a policy, and throws if there are too many. */
  readonly counting: (policy: PodPolicy) => Count;
}

/** Groups the network policies and the workloads of a cluster by namespace. */
export function indexPods(cluster: ClusterDocument): PodIndex {
  const policies = podPolicies(cluster);
  const enrolled = enrolledNamespaces(cluster);
  const byNamespace = groupBy(policies, ({ namespace }) => namespace);
  const workloads = groupBy(workloadsOf(cluster), ({ namespace }) => namespace);
  const enrolledByName = groupBy(enrolled, ({ name }) => name);
  const unknown = new Set(
    cluster.resources
      .filter((resource) => resource.kind.endsWith("NetworkPolicy") && !isKnownPolicy(resource))
      .map(({ namespace }) => namespace),
  );
  const counting =
    ({ at }: PodPolicy) =>
    (steps: number) =>
      bookComparisons(cluster, steps, at);
  const order = new Map(policies.map((policy, index) => [policy, index]));
  const known = new Map<KnownNamespace, readonly PodPolicy[]>();
  return {
    policies,
    counting,
    meshNamespacesOf: (policy) => {
      const candidates = policy.namespace === null ? enrolled : (enrolledByName.get(policy.namespace) ?? []);
      const count = counting(policy);
      count(1 + candidates.length);
      return meshNamespaces(policy, candidates, count);
    },
    policiesIn: (namespace, count) => {
      const found = known.get(namespace);
      if (found) return found;
      const candidates = [...(byNamespace.get(namespace.name) ?? []), ...(byNamespace.get(null) ?? [])];
      // The result for each namespace takes memory, which counts too.
      count(1 + 4 * candidates.length);
      const own = candidates.filter((policy) => isForNamespace(policy, namespace, count));
      const sorted = own.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
      known.set(namespace, sorted);
      return sorted;
    },
    workloadsIn: (namespace) => workloads.get(namespace) ?? [],
    isUnknownIn: (namespace) => unknown.has(null) || unknown.has(namespace),
  };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
