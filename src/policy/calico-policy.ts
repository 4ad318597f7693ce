import type { Resource } from "../model/cluster.ts";
import { readCalicoSelector } from "./calico-selector.ts";
import type { Direction, Peer, PodPolicy, PortRange, TrafficRule } from "./pod-policy.ts";
import { list, record, type Selector, type Term } from "./selector.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Reads a NetworkPolicy or GlobalNetworkPolicy of Calico, unless its effect may depend on the order of policies. */
export function readCalicoPolicies({ kind, name, namespace, object }: Resource, at: string): readonly PodPolicy[] {
  const spec = record(object.spec);
  const selected = readSelectors(spec);
  const isGlobal = kind === "GlobalNetworkPolicy";
  const rules = [...list(spec.ingress), ...list(spec.egress)].map(record);
  if (!selected || !isPlain(spec, rules) || (!isGlobal && namespace === null)) return [];
  const types = list(spec.types).length > 0 ? list(spec.types) : chooseDefaultTypes(spec);
  const direction = (type: string, path: "ingress" | "egress"): Direction => {
    const own = types.includes(type) ? list(spec[path]).map(record) : [];
    const read = (action: string) =>
      own.flatMap((rule, index) => (rule.action === action ? readCalicoRule(rule, path, `${at}/object/spec/${path}/${index}`) : []));
    return { isolates: types.includes(type), admits: read("Allow"), denies: read("Deny"), at: `${at}/object/spec/${path}` };
  };
  return [
    {
      ...{ engine: "calico", kind, name, at, namespace: isGlobal ? null : namespace, ...selected },
      ingress: direction("Ingress", "ingress"),
      egress: direction("Egress", "egress"),
    },
  ];
}

function chooseDefaultTypes({ ingress, egress }: Fields): readonly string[] {
  if (egress === undefined) return ["Ingress"];
  return ingress === undefined ? ["Egress"] : ["Ingress", "Egress"];
}

/** Rules that pass traffic to another tier, or that apply before ordinary policies, are not evaluated. */
function isPlain({ tier, doNotTrack, preDNAT }: Fields, rules: readonly Fields[]): boolean {
  const isDefaultTier = tier === undefined || tier === "default";
  return (
    isDefaultTier &&
    doNotTrack !== true &&
    preDNAT !== true &&
    rules.every(({ action, notProtocol }) => /^(Allow|Deny)$/.test(String(action)) && notProtocol === undefined)
  );
}

const nameKeys = new Set(["projectcalico.org/namespace", "projectcalico.org/name", "kubernetes.io/metadata.name"]);

function readSelectors({
  selector,
  namespaceSelector,
  serviceAccountSelector,
}: Fields): Pick<PodPolicy, "pods" | "namespaces"> | undefined {
  const all = readCalicoSelector(selector);
  const ofNamespaces = readCalicoSelector(namespaceSelector);
  if (!all || !ofNamespaces || serviceAccountSelector !== undefined) return undefined;
  const isOfNamespace = ({ key }: Term) => key === "projectcalico.org/namespace";
  const namespaces: Selector = [...ofNamespaces, ...all.filter(isOfNamespace)].map((term) =>
    nameKeys.has(term.key) ? { ...term, key: "kubernetes.io/metadata.name" } : term,
  );
  return { pods: all.filter((term) => !isOfNamespace(term)), namespaces };
}

function readCalicoRule({ protocol, source, destination }: Fields, path: "ingress" | "egress", at: string): TrafficRule {
  const { ports, notPorts } = record(destination);
  const written = list(ports);
  const isOther = protocol !== undefined && !/^(TCP|6)$/i.test(String(protocol));
  const known = written.map((port) => readCalicoPort(port, String(protocol ?? "TCP")));
  return {
    peers: readCalicoPeers(record(path === "ingress" ? source : destination)),
    ports: written.length > 0 || isOther ? known : null,
    portLists: written.length > 0 && notPorts === undefined ? [`${at}/destination/ports`] : [],
    layer7: undefined,
  };
}

function readCalicoPeers({ selector, notSelector, namespaceSelector, nets, notNets, domains, services }: Fields): readonly Peer[] | null {
  const ranges = list(nets).map((range): Peer => ({ kind: "range", range: String(range), except: list(notNets).map(String) }));
  if (ranges.length > 0) return ranges;
  if (selector !== undefined || notSelector !== undefined || namespaceSelector !== undefined) return [{ kind: "pods" }];
  return domains !== undefined || services !== undefined ? [{ kind: "other" }] : null;
}

/** Reads a port: `8080`, `"8000:9000"` or a name. */
function readCalicoPort(port: unknown, protocol: string): PortRange {
  const [, first, last] = /^(\d+)(?::(\d+))?$/.exec(String(port)) ?? [];
  if (first === undefined) return { protocol, first: String(port), last: String(port) };
  return { protocol: protocol.toUpperCase(), first: Number(first), last: Number(last ?? first) };
}
