import { isWithin } from "./addresses.ts";
import { type KnownNamespace, modeLabel } from "./enrolment.ts";
import type { Peer, PodPolicy, PortRange, TrafficRule } from "./pod-policy.ts";
import { type Count, selects } from "./selector.ts";

/** Checks whether a policy applies to pods of a namespace. */
export function isForNamespace({ namespace, namespaces }: PodPolicy, { name, labels }: KnownNamespace, count?: Count): boolean {
  return (namespace === null || namespace === name) && selects(namespaces, labels, count);
}

/**
 * Returns the namespaces with pods of the mesh that a policy selects: enrolled namespaces, or the policy's own namespace if it
 * selects enrolled pods by label.
 */
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

/**
 * A placeholder for the enrolled namespaces of a cluster, if the repository contains none: a policy for every namespace also
 * applies to them.
 */
const somewhere: KnownNamespace = { name: "", labels: { [modeLabel]: "ambient" }, at: "" };

/** Checks whether a rule applies to an address outside the cluster's pods and nodes. */
export function isForAddress({ peers }: TrafficRule, address: string): boolean {
  return peers === null || peers.some((peer) => holdsAddress(peer, address));
}

function holdsAddress(peer: Peer, address: string): boolean {
  if (peer.kind === "range") return isWithin(address, peer.range) === true && !peer.except.some((range) => isWithin(address, range));
  if (peer.kind !== "entity") return false;
  const family = address.includes(":") ? "world-ipv6" : "world-ipv4";
  return peer.name === "all" || peer.name === "world" || peer.name === family;
}

/** Checks whether a rule applies to a TCP port; undefined if only the pod knows the number of a named port. */
export function isForPort({ ports }: TrafficRule, port: number): boolean | undefined {
  if (ports === null) return true;
  const tcp = ports.filter(({ protocol }) => protocol.toUpperCase() === "TCP");
  if (tcp.some((range) => holdsPort(range, port))) return true;
  return tcp.some(({ first }) => typeof first === "string") ? undefined : false;
}

function holdsPort({ first, last }: PortRange, port: number): boolean {
  return typeof first === "number" && typeof last === "number" && first <= port && port <= last;
}
