import { type PodIndex, type PodPolicy, selects } from "../../src/policy/define.ts";

/** Whether a policy is for pods of a namespace that are in the mesh, as far as is known: opted out are those that say so themselves. */
export function hasCapturedPods(policy: PodPolicy, namespace: string, pods: PodIndex): boolean {
  const count = pods.counting(policy);
  const workloads = pods.workloadsIn(namespace);
  count(1 + workloads.length);
  const own = workloads.filter(({ labels }) => selects(policy.pods, labels, count));
  return own.length === 0 || own.some(({ isCaptured }) => isCaptured);
}
