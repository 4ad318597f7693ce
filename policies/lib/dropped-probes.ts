import { type ClusterDocument, type DroppedProbes, droppedProbes, type PodPolicy, type RelatedPointer } from "../../src/policy/define.ts";
import { findProbeSources, listWrittenSources } from "./probe-sources.ts";

/** The effect of a cluster's policies on probes: the most severe case, and all others. */
export interface Dropping {
  readonly first: DroppedProbes;
  readonly others: readonly DroppedProbes[];
  /** The addresses to admit. */
  readonly addresses: readonly string[];
  /** True if only one of two address families is missing. */
  readonly isOneOfTwo: boolean;
}

/** Finds the policies that drop probes of a cluster's pods; undefined if none exist, or the addresses are unknown. */
export function findDropping(cluster: ClusterDocument, further: readonly PodPolicy[] = []): Dropping | undefined {
  const sources = findProbeSources(cluster);
  if (!sources) return undefined;
  const written = listWrittenSources(cluster, sources);
  const found = written ? droppedProbes(cluster, written, further) : findDroppedInBoth(cluster, [sources.ipv4, sources.ipv6], further);
  const [first, ...others] = found.toSorted((one, other) => rank(one) - rank(other));
  if (!first) return undefined;
  const addresses = [...new Set([first, ...others].flatMap((each) => each.addresses))];
  return { first, others, addresses, isOneOfTwo: written?.length === 2 && addresses.length === 1 };
}

/** If the address family of the pods is unknown, policies that admit probes of either family are accepted. */
function findDroppedInBoth(
  cluster: ClusterDocument,
  [ipv4, ipv6]: readonly [string, string | null],
  further: readonly PodPolicy[],
): readonly DroppedProbes[] {
  const found = droppedProbes(cluster, [ipv4], further);
  if (found.length === 0 || ipv6 === null) return found;
  return droppedProbes(cluster, [ipv6], further).length > 0 ? found : [];
}

/** Splits the result by namespace, because the policy that admits probes may be needed in each namespace. */
export function splitByNamespace({ first, others, addresses, isOneOfTwo }: Dropping): readonly Dropping[] {
  const namespaces = new Map<string, DroppedProbes[]>();
  for (const each of [first, ...others]) {
    const known = namespaces.get(each.namespace);
    if (known) known.push(each);
    else namespaces.set(each.namespace, [each]);
  }
  return [...namespaces.values()].flatMap(([own, ...rest]) => (own ? { first: own, others: rest, addresses, isOneOfTwo } : []));
}

/** Ranks certain cases first, and among those the policies that deny everything. */
function rank(dropped: DroppedProbes): number {
  if (dropped.port !== undefined) return 3;
  if (!dropped.isCertain) return 2;
  return deniesAll(dropped) ? 0 : 1;
}

function deniesAll({ policy }: DroppedProbes): boolean {
  return policy.ingress.admits.every(({ peers }) => peers?.length === 0);
}

/** Describes the effect of a policy on probes, as a clause. */
export function describeDroppedProbes(dropped: DroppedProbes): string {
  const { policy, workload, port, namespace } = dropped;
  const { kind, name } = policy;
  if (port !== undefined)
    return `${kind} \`${name}\` admits other ports than \`${port}\`, on which ${workload?.kind} \`${workload?.name}\` is probed`;
  const pods = workload ? `${workload.kind} \`${workload.name}\`` : `ambient pods${namespace === "" ? "" : ` of \`${namespace}\``}`;
  return deniesAll(dropped) ? `${kind} \`${name}\` denies by default` : `${kind} \`${name}\` isolates ${pods}`;
}

/** Lists the other policies that drop probes for the same reason. */
export function listRelatedPolicies({ first, others }: Dropping): RelatedPointer[] {
  const workload = first.workload ? [{ at: first.workload.at, message: "its probes are dropped" }] : [];
  const further = others.map((other) => ({ at: pointToPolicy(other), message: "this policy drops probes, too" }));
  return [...workload, ...further];
}

/** A pointer to the name of the isolating policy. */
export function pointToPolicy({ policy }: DroppedProbes): string {
  return `${policy.at}/object/metadata/name`;
}
