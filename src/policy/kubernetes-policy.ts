import type { Resource } from "../model/cluster.ts";
import type { Direction, Peer, PodPolicy, PortRange, TrafficRule } from "./pod-policy.ts";
import { isRecord, list, readSelector, record } from "./selector.ts";

/** Reads a NetworkPolicy of Kubernetes. https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export function readKubernetesPolicies({ kind, name, namespace, object }: Resource, at: string): readonly PodPolicy[] {
  const { podSelector, policyTypes, ingress, egress } = record(object.spec);
  const pods = readSelector(podSelector);
  if (!pods || namespace === null || !isRecord(object.spec)) return [];
  const types =
    Array.isArray(policyTypes) && policyTypes.length > 0 ? policyTypes : ["Ingress", ...(list(egress).length > 0 ? ["Egress"] : [])];
  const direction = (type: string, rules: unknown, peers: string, path: string): Direction => ({
    isolates: types.includes(type),
    admits: types.includes(type)
      ? list(rules).map((rule, index) => readKubernetesRule(record(rule), peers, `${at}/object/spec/${path}/${index}`))
      : [],
    denies: [],
    at: `${at}/object/spec/${path}`,
  });
  return [
    {
      ...{ engine: "kubernetes", kind, name, at, namespace, namespaces: [], pods },
      ingress: direction("Ingress", ingress, "from", "ingress"),
      egress: direction("Egress", egress, "to", "egress"),
    },
  ];
}

function readKubernetesRule(rule: Readonly<Record<string, unknown>>, side: string, at: string): TrafficRule {
  const peers = list(rule[side]);
  const ports = list(rule.ports);
  return {
    peers: peers.length === 0 ? null : peers.map((peer) => readKubernetesPeer(record(peer))),
    ports: ports.length === 0 ? null : ports.map((port) => readKubernetesPort(record(port))),
    portLists: ports.length === 0 ? [] : [`${at}/ports`],
    layer7: undefined,
  };
}

function readKubernetesPeer({ ipBlock }: Readonly<Record<string, unknown>>): Peer {
  if (!isRecord(ipBlock)) return { kind: "pods" };
  return { kind: "range", range: String(ipBlock.cidr ?? ""), except: list(ipBlock.except).map(String) };
}

function readKubernetesPort({ port, endPort, protocol }: Readonly<Record<string, unknown>>): PortRange {
  const first = typeof port === "number" || typeof port === "string" ? port : 0;
  const isAll = port === undefined || port === null;
  return { protocol: String(protocol ?? "TCP"), first, last: isAll ? 65_535 : typeof endPort === "number" ? endPort : first };
}
