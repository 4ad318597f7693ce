import type { ClusterDocument } from "../model/cluster.ts";
import { enrolledNamespaces, type KnownNamespace, type Workload, workloadsOf } from "./enrolment.ts";
import { hasUnknownPolicies, type PodPolicy, podPolicies, type TrafficRule } from "./pod-policy.ts";
import { isForAddress, isForNamespace, isForPort, meshNamespaces } from "./pod-traffic.ts";
import { covers, excludes, selects } from "./selector.ts";

/** Pods of the mesh whose health probes network policies drop. */
export interface DroppedProbes {
  /** The policy that isolates them. */
  readonly policy: PodPolicy;
  readonly namespace: string;
  /** The sources of probes that nothing admits to them. */
  readonly addresses: readonly string[];
  /** True where all of the policy's pods are concerned, or a workload of the repository certainly is. */
  readonly isCertain: boolean;
  /** The workload whose probes are dropped, where it is in the repository, and the port that is not among those admitted. */
  readonly workload: Workload | undefined;
  readonly port: number | undefined;
  /** True where a rule denies the address: no other policy can admit it then. */
  readonly isDenied: boolean;
}

/** Finds the policies that isolate pods of the mesh from the sources of the kubelet's probes, taken together with all others. */
export function droppedProbes(cluster: ClusterDocument, addresses: readonly string[], further: readonly PodPolicy[] = []): DroppedProbes[] {
  const enrolled = enrolledNamespaces(cluster);
  const policies = [...podPolicies(cluster).filter(({ engine }) => engine !== "calico"), ...further];
  const workloads = workloadsOf(cluster);
  return policies.flatMap((policy) => {
    if (!policy.ingress.isolates) return [];
    const found = meshNamespaces(policy, enrolled).flatMap((namespace) => {
      if (hasUnknownPolicies(cluster, namespace.name)) return [];
      const here = policies.filter((other) => isForNamespace(other, namespace));
      const own = workloads.filter((workload) => workload.namespace === namespace.name);
      return dropped({ policy, here, namespace, workloads: own }, addresses) ?? [];
    });
    return found.slice(0, 1);
  });
}

interface Isolation {
  readonly policy: PodPolicy;
  /** All policies of the namespace. */
  readonly here: readonly PodPolicy[];
  readonly namespace: KnownNamespace;
  /** The workloads of the namespace. */
  readonly workloads: readonly Workload[];
}

function dropped(isolation: Isolation, addresses: readonly string[]): DroppedProbes | undefined {
  const verdicts = addresses.flatMap((address) => {
    const verdict = verdictFor(isolation, address);
    return verdict ? [{ ...verdict, address }] : [];
  });
  const [first] = verdicts;
  if (!first) return undefined;
  const { policy, namespace } = isolation;
  const { isCertain, workload, port, isDenied } = first;
  return { policy, namespace: namespace.name, addresses: verdicts.map(({ address }) => address), isCertain, workload, port, isDenied };
}

type Verdict = Pick<DroppedProbes, "isCertain" | "workload" | "port" | "isDenied">;

function verdictFor({ policy, here, workloads }: Isolation, address: string): Verdict | undefined {
  const own = workloads.filter(({ labels }) => selects(policy.pods, labels));
  const probed = own.filter(({ isCaptured, probePorts }) => isCaptured && probePorts.length > 0);
  const isPartial = policy.pods.length > 0;
  for (const workload of probed) {
    const verdict = workloadVerdict(workload, here, address);
    if (verdict) return verdict;
  }
  // Its pods are all known: none is in the mesh and probed, or all are reached.
  if (isPartial ? own.length > 0 : probed.length > 0) return undefined;
  const admission = admissionBy(
    here.filter((other) => covers(other.pods, policy.pods)),
    address,
  );
  if (admission.kind !== "none") return undefined;
  const isOpenToSome = here.some((other) => !excludes(other.pods, policy.pods) && admissionBy([other], address).kind !== "none");
  if (isOpenToSome && !admission.isDenied) return undefined;
  return { isCertain: !isPartial, workload: undefined, port: undefined, isDenied: admission.isDenied };
}

function workloadVerdict(workload: Workload, here: readonly PodPolicy[], address: string): Verdict | undefined {
  const admission = admissionBy(
    here.filter(({ pods }) => selects(pods, workload.labels)),
    address,
  );
  if (admission.kind === "none") return { isCertain: true, workload, port: undefined, isDenied: admission.isDenied };
  if (admission.kind === "all") return undefined;
  const isMissed = (port: number | null): port is number =>
    port !== null && admission.rules.every((rule) => isForPort(rule, port) === false);
  const port = workload.probePorts.find(isMissed);
  return port === undefined ? undefined : { isCertain: false, workload, port, isDenied: false };
}

type Admission =
  | { readonly kind: "none"; readonly isDenied: boolean }
  | { readonly kind: "all" }
  | { readonly kind: "ports"; readonly rules: readonly TrafficRule[] };

/** Ports of the mesh, on which no application is probed. */
const meshPorts: ReadonlySet<unknown> = new Set([15_006, 15_008, 15_020, 15_021, 15_090]);

/** What policies that all select some pods admit to them from an address. */
function admissionBy(policies: readonly PodPolicy[], address: string): Admission {
  const isDenied = policies.some(({ ingress }) => ingress.denies.some((rule) => rule.ports === null && isForAddress(rule, address)));
  if (isDenied) return { kind: "none", isDenied };
  const rules = policies.flatMap(({ ingress }) => ingress.admits.filter((rule) => isForAddress(rule, address)));
  if (rules.some(({ ports }) => ports === null)) return { kind: "all" };
  const ofApplications = rules.filter(({ ports }) =>
    ports?.some((range) => range.protocol.toUpperCase() === "TCP" && !isOfMesh(range.first, range.last)),
  );
  return ofApplications.length === 0 ? { kind: "none", isDenied } : { kind: "ports", rules: ofApplications };
}

function isOfMesh(first: unknown, last: unknown): boolean {
  return first === last && meshPorts.has(first);
}
