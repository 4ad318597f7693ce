import type { ClusterDocument } from "../model/cluster.ts";
import type { KnownNamespace, Workload } from "./enrolment.ts";
import { indexPods, type PodIndex } from "./pod-index.ts";
import type { PodPolicy } from "./pod-policy.ts";
import { isForNamespace, isForPort } from "./pod-traffic.ts";
import { type AddressRules, admitsSome, createAddressReader, joinAdmissions } from "./probe-admission.ts";
import { type Count, covers, excludes, selects } from "./selector.ts";

/** Health probes to pods of the mesh that network policies drop. */
export interface DroppedProbes {
  /** The policy that isolates the pods. */
  readonly policy: PodPolicy;
  readonly namespace: string;
  /** The source addresses of probes that no policy admits. */
  readonly addresses: readonly string[];
  /** True if all pods of the policy are affected, or certainly a workload in the repository. */
  readonly isCertain: boolean;
  /** The workload whose probes are dropped, if it is in the repository, and the port that is not admitted. */
  readonly workload: Workload | undefined;
  readonly port: number | undefined;
  /** True if a rule denies the address, because then no other policy can admit it. */
  readonly isDenied: boolean;
}

/** Finds the policies that, together with all others, isolate pods of the mesh from the source addresses of the kubelet's probes. */
export function droppedProbes(cluster: ClusterDocument, addresses: readonly string[], further: readonly PodPolicy[] = []): DroppedProbes[] {
  const pods = indexPods(cluster);
  const policies = [...pods.policies.filter(({ engine }) => engine !== "calico"), ...further];
  const known = new Map<KnownNamespace, readonly PodPolicy[]>();
  const policiesIn = (namespace: KnownNamespace, count: Count) => {
    const found = known.get(namespace);
    if (found) return found;
    const own = pods.policiesIn(namespace, count).filter(({ engine }) => engine !== "calico");
    const here = [...own, ...further.filter((other) => isForNamespace(other, namespace))];
    count(4 * here.length);
    known.set(namespace, here);
    return here;
  };
  const readings = addresses.map((address) => ({ address, rulesOf: createAddressReader(address) }));
  return policies.flatMap((policy) => (policy.ingress.isolates ? (findFirstDropped(policy, pods, readings, policiesIn) ?? []) : []));
}

/** Finds the probes that a policy drops in the first affected namespace. */
function findFirstDropped(
  policy: PodPolicy,
  pods: PodIndex,
  readings: readonly Reading[],
  policiesIn: (namespace: KnownNamespace, count: Count) => readonly PodPolicy[],
): DroppedProbes | undefined {
  const count = pods.counting(policy);
  for (const namespace of pods.meshNamespacesOf(policy)) {
    if (pods.isUnknownIn(namespace.name)) continue;
    const here = policiesIn(namespace, count);
    const found = judgeIsolation({ policy, here, namespace, workloads: pods.workloadsIn(namespace.name), count }, readings);
    if (found) return found;
  }
  return undefined;
}

/** An address, and each policy's rules for it. */
interface Reading {
  readonly address: string;
  readonly rulesOf: (policy: PodPolicy) => AddressRules;
}

interface Isolation {
  readonly policy: PodPolicy;
  /** All policies of the namespace. */
  readonly here: readonly PodPolicy[];
  readonly namespace: KnownNamespace;
  /** The workloads of the namespace. */
  readonly workloads: readonly Workload[];
  readonly count: Count;
}

function judgeIsolation(isolation: Isolation, readings: readonly Reading[]): DroppedProbes | undefined {
  const verdicts = readings.flatMap((reading) => {
    const verdict = judgePolicy(isolation, reading.rulesOf);
    return verdict ? [{ ...verdict, address: reading.address }] : [];
  });
  const [first] = verdicts;
  if (!first) return undefined;
  const { policy, namespace } = isolation;
  const { isCertain, workload, port, isDenied } = first;
  return { policy, namespace: namespace.name, addresses: verdicts.map(({ address }) => address), isCertain, workload, port, isDenied };
}

type Verdict = Pick<DroppedProbes, "isCertain" | "workload" | "port" | "isDenied">;

function judgePolicy(isolation: Isolation, rulesOf: Reading["rulesOf"]): Verdict | undefined {
  const { policy, here, workloads, count } = isolation;
  count(1 + workloads.length);
  const own = workloads.filter(({ labels }) => selects(policy.pods, labels, count));
  const probed = own.filter(({ isCaptured, probePorts }) => isCaptured && probePorts.length > 0);
  const isPartial = policy.pods.length > 0;
  for (const workload of probed) {
    const verdict = judgeWorkload(workload, isolation, rulesOf);
    if (verdict) return verdict;
  }
  // All pods of the policy are known: none of them is in the mesh and has probes, or all probes are admitted.
  if (isPartial ? own.length > 0 : probed.length > 0) return undefined;
  count(1 + here.length);
  const admission = joinAdmissions(here.filter((other) => covers(other.pods, policy.pods, count)).map(rulesOf));
  if (admission.kind !== "none") return undefined;
  const isOpenToSome = here.some((other) => admitsSome(rulesOf(other)) && !excludes(other.pods, policy.pods, count));
  if (isOpenToSome && !admission.isDenied) return undefined;
  return { isCertain: !isPartial, workload: undefined, port: undefined, isDenied: admission.isDenied };
}

function judgeWorkload(workload: Workload, { here, count }: Isolation, rulesOf: Reading["rulesOf"]): Verdict | undefined {
  count(1 + here.length);
  const admission = joinAdmissions(here.filter(({ pods }) => selects(pods, workload.labels, count)).map(rulesOf));
  if (admission.kind === "none") return { isCertain: true, workload, port: undefined, isDenied: admission.isDenied };
  if (admission.kind === "all") return undefined;
  const isMissed = (port: number | null): port is number =>
    port !== null &&
    admission.rules.every((rule) => {
      count(1 + (rule.ports?.length ?? 0));
      return isForPort(rule, port) === false;
    });
  const port = workload.probePorts.find(isMissed);
  return port === undefined ? undefined : { isCertain: false, workload, port, isDenied: false };
}
