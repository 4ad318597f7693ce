import { type PodIndex, type PodPolicy, selects } from "../../src/policy/define.ts";

/** Checks whether a policy may select pods of a namespace that are in the mesh: all pods except those that opt out by label. */
export function hasCapturedPods(policy: PodPolicy, namespace: string, pods: PodIndex): boolean {
  const count = pods.counting(policy);
  const workloads = pods.workloadsIn(namespace);
  count(1 + workloads.length);
  const own = workloads.filter(({ labels }) => selects(policy.pods, labels, count));
  return own.length === 0 || own.some(({ isCaptured }) => isCaptured);
}
