import { isWithin } from "./addresses.ts";
import { type KnownNamespace, modeLabel } from "./enrolment.ts";
import type { Peer, PodPolicy, PortRange, TrafficRule } from "./pod-policy.ts";
import { type Count, selects } from "./selector.ts";

/** Whether a policy is for pods of a namespace. */
export function isForNamespace({ namespace, namespaces }: PodPolicy, { name, labels }: KnownNamespace, count?: Count): boolean {
  return (namespace === null || namespace === name) && selects(namespaces, labels, count);
}

/** The namespaces with pods of the mesh that a policy is for: enrolled ones, or its own where it selects enrolled pods by label. */
export function meshNamespaces(policy: PodPolicy, enrolled: readonly KnownNamespace[], count?: Count): readonly KnownNamespace[] {
  const mode = policy.pods.filter(({ key }) => key === modeLabel);
  const isOut = mode.some(({ operator, values }) =>
    operator === "In" ? !values.includes("ambient") : operator === "NotIn" && values.includes("ambient"),
  );
  if (isOut) return [];
  const found = enrolled.filter((namespace) => isForNamespace(policy, namespace, count));
  const isByLabel = mode.some(({ operator, values }) => operator === "In" && values.every((value) => value === "ambient"));
  if (found.length === 0 && enrolled.length === 0 && policy.namespace === null) return isForNamespace(policy, somewhere) ? [somewhere] : [];
  if (found.length > 0 || !isByLabel || policy.namespace === null) return found;
  return [{ name: policy.namespace, labels: { "kubernetes.io/metadata.name": policy.namespace }, at: policy.at }];
}

/** Stands for the enrolled namespaces of a cluster whose repository has none: what is for every namespace is for them, too. */
const somewhere: KnownNamespace = { name: "", labels: { [modeLabel]: "ambient" }, at: "" };

/** Whether a rule is for an address that is neither a pod's nor a node's. */
export function isForAddress({ peers }: TrafficRule, address: string): boolean {
  return peers === null || peers.some((peer) => holdsAddress(peer, address));
}

function holdsAddress(peer: Peer, address: string): boolean {
  if (peer.kind === "range") return isWithin(address, peer.range) === true && !peer.except.some((range) => isWithin(address, range));
  if (peer.kind !== "entity") return false;
  const family = address.includes(":") ? "world-ipv6" : "world-ipv4";
  return peer.name === "all" || peer.name === "world" || peer.name === family;
}

/** Whether a rule is for a TCP port; undefined where only the pod knows which port a name stands for. */
export function isForPort({ ports }: TrafficRule, port: number): boolean | undefined {
  if (ports === null) return true;
  const tcp = ports.filter(({ protocol }) => protocol.toUpperCase() === "TCP");
  if (tcp.some((range) => holdsPort(range, port))) return true;
  return tcp.some(({ first }) => typeof first === "string") ? undefined : false;
}

function holdsPort({ first, last }: PortRange, port: number): boolean {
  return typeof first === "number" && typeof last === "number" && first <= port && port <= last;
}
