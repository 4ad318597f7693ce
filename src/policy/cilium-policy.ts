import type { Resource } from "../model/cluster.ts";
import type { Direction, Peer, PodPolicy, PortRange, TrafficRule } from "./pod-policy.ts";
import { isRecord, list, readSelector, record, type Selector, type Term } from "./selector.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Reads a CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. https://docs.cilium.io/en/stable/security/policy/ */
export function readCiliumPolicies(resource: Resource, at: string): readonly PodPolicy[] {
  const { object } = resource;
  const specs = list(object.specs).map((spec, index) => [record(spec), `${at}/object/specs/${index}`] as const);
  const own = isRecord(object.spec) ? [[object.spec, `${at}/object/spec`] as const] : [];
  return [...own, ...specs].flatMap(([spec, path]) => readCiliumSpec(resource, spec, at, path) ?? []);
}

function readCiliumSpec({ kind, name, namespace }: Resource, spec: Fields, at: string, path: string): PodPolicy | undefined {
  // Policies without an endpoint selector are for nodes.
  const selector = isRecord(spec.endpointSelector) ? readSelector(spec.endpointSelector) : undefined;
  const terms = selector && splitTerms(selector);
  const isClusterwide = kind === "CiliumClusterwideNetworkPolicy";
  if (!terms || (!isClusterwide && namespace === null)) return undefined;
  return {
    ...{ engine: "cilium", kind, name, at, namespace: isClusterwide ? null : namespace, ...terms },
    ingress: readCiliumDirection(spec, "ingress", "from", path),
    egress: readCiliumDirection(spec, "egress", "to", path),
  };
}

/** Cilium keeps the labels of a pod and those of its namespace in one list. */
function splitTerms(selector: Selector): Pick<PodPolicy, "pods" | "namespaces"> | undefined {
  const pods: Term[] = [];
  const namespaces: Term[] = [];
  for (const term of selector) {
    const key = term.key.replace(/^(?:k8s|any)[:.]/, "");
    if (key.startsWith("reserved:")) return undefined;
    const ofNamespace =
      key === "io.kubernetes.pod.namespace" ? "kubernetes.io/metadata.name" : /^io\.cilium\.k8s\.namespace\.labels\.(.+)$/.exec(key)?.[1];
    if (ofNamespace === undefined) pods.push({ ...term, key });
    else namespaces.push({ ...term, key: ofNamespace });
  }
  return { pods, namespaces };
}

/**
 * A list of empty rules denies all traffic, while an empty list denies none. Deny rules alone also deny all other traffic that
 * no rule admits.
 */
function readCiliumDirection(spec: Fields, name: "ingress" | "egress", side: "from" | "to", path: string): Direction {
  const rules = list(spec[name]).map(record);
  const denials = list(spec[`${name}Deny`]).map(record);
  const isDenying = record(spec.enableDefaultDeny)[name];
  return {
    isolates: typeof isDenying === "boolean" ? isDenying : rules.length + denials.length > 0,
    admits: rules.map((rule, index) => readCiliumRule(rule, side, `${path}/${name}/${index}`)),
    denies: denials.map((rule, index) => readCiliumRule(rule, side, `${path}/${name}Deny/${index}`)),
    at: rules.length > 0 ? `${path}/${name}` : path,
  };
}

function readCiliumRule(rule: Fields, side: "from" | "to", at: string): TrafficRule {
  const toPorts = list(rule.toPorts).map(record);
  const listed = toPorts.map(({ ports }) => list(ports).map(record));
  const isForAllPorts = toPorts.length === 0 ? !Array.isArray(rule.icmps) : listed.some((ports) => ports.length === 0);
  const layer7 = toPorts.findIndex(({ rules }) => ["http", "kafka", "l7"].some((name) => record(rules)[name] !== undefined));
  return {
    peers: readCiliumPeers(rule, side),
    ports: isForAllPorts ? null : listed.flat().map(readCiliumPort),
    portLists: toPorts.flatMap(({ ports }, index) => (list(ports).length > 0 ? `${at}/toPorts/${index}/ports` : [])),
    layer7: layer7 === -1 ? undefined : `${at}/toPorts/${layer7}/rules`,
  };
}

function readCiliumPeers(rule: Fields, side: "from" | "to"): readonly Peer[] | null {
  const keys = Object.keys(rule).filter(
    (key) => key.startsWith(side) && key !== "toPorts" && rule[key] !== null && rule[key] !== undefined,
  );
  // A rule with only ports applies to all peers; an empty rule applies to none.
  if (keys.length === 0) return rule.toPorts === undefined && rule.icmps === undefined ? [] : null;
  return keys.flatMap((key) => list(rule[key]).map((peer) => readCiliumPeer(key.slice(side.length), peer)));
}

function readCiliumPeer(key: string, peer: unknown): Peer {
  if (key === "Endpoints") return { kind: "pods" };
  if (key === "CIDR") return { kind: "range", range: String(peer), except: [] };
  if (key === "Entities") return { kind: "entity", name: String(peer) };
  const { cidr, except } = record(peer);
  return key === "CIDRSet" && typeof cidr === "string"
    ? { kind: "range", range: cidr, except: list(except).map(String) }
    : { kind: "other" };
}

function readCiliumPort({ port, endPort, protocol }: Fields): PortRange {
  const number = Number(port);
  const first = Number.isInteger(number) ? number : String(port);
  const written = String(protocol ?? "ANY");
  // `0` means every port.
  return {
    protocol: written === "ANY" ? "TCP" : written,
    first,
    last: first === 0 ? 65_535 : typeof endPort === "number" && endPort > 0 ? endPort : first,
  };
}
