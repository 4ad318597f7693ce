import { type ClusterDocument, definePolicy, type Resource } from "../src/policy/define.ts";

const probeAddress = "169.254.7.127";

export default definePolicy({
  id: "cilium-host-probes",
  title: "Admit health probes where a policy denies by default under Cilium",
  severity: "error",
  ambient: true,
  description:
    "Cilium exempts the kubelet's health probes from network policies by their source, the node. In ambient mode Istio gives these probes the source 169.254.7.127, which Cilium does not know, so every policy that denies by default drops them. Pods of the mesh that were healthy become unready and restart as soon as the policy or the mesh reaches them; nothing is wrong with the application.",
  remedy:
    "Apply a CiliumClusterwideNetworkPolicy with `endpointSelector: {}`, `enableDefaultDeny: {egress: false, ingress: false}` and `ingress: [{fromCIDR: [169.254.7.127/32]}]`. With IPv6, add `fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128`.",
  links: ["https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium", "https://github.com/istio/istio/issues/49277"],
  *check(cluster) {
    if (!runsCilium(cluster) || cluster.resources.some(admitsProbes)) return;
    const namespaces = ambientNamespaces(cluster.resources);
    const denying = [...cluster.resources.entries()].filter(([, resource]) => deniesAmbient(resource, namespaces));
    const [first, ...others] = denying;
    if (!first) return;
    const [index, { kind, name }] = first;
    yield {
      at: `/resources/${index}/object/metadata/name`,
      message: `${kind} \`${name}\` denies by default, and no CiliumClusterwideNetworkPolicy admits health probes from \`${probeAddress}/32\``,
      fix: { title: "Admit the probes' address", safe: false, changes: [{ add: probesPolicy, beside: `/resources/${index}` }] },
      related: others.map(([other]) => ({ at: `/resources/${other}/object/metadata/name`, message: "this policy denies by default, too" })),
    };
  },
});

/** https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium */
const probesPolicy = {
  apiVersion: "cilium.io/v2",
  kind: "CiliumClusterwideNetworkPolicy",
  metadata: { name: "allow-ambient-hostprobes" },
  spec: {
    description: "Admits the kubelet's health probes of ambient pods, whose source Istio rewrites to this address",
    enableDefaultDeny: { egress: false, ingress: false },
    endpointSelector: {},
    ingress: [{ fromCIDR: [`${probeAddress}/32`] }],
  },
};

function runsCilium({ installs, evidence }: ClusterDocument): boolean {
  return (
    installs.some(({ component }) => component === "cilium") ||
    evidence.some(({ cni, strength }) => cni === "cilium" && strength !== "weak")
  );
}

function ambientNamespaces(resources: readonly Resource[]): ReadonlySet<string> {
  const enrolled = resources.filter(({ kind, object }) => {
    const labels = record(record(object.metadata).labels);
    return kind === "Namespace" && labels["istio.io/dataplane-mode"] === "ambient";
  });
  return new Set(enrolled.map(({ name }) => name));
}

/** Policies of namespaces that are not known to be in the mesh are none of our business. */
function deniesAmbient(resource: Resource, namespaces: ReadonlySet<string>): boolean {
  if (resource.kind === "CiliumClusterwideNetworkPolicy") return rulesOf(resource).some(deniesAll);
  if (resource.namespace === null || !namespaces.has(resource.namespace)) return false;
  if (resource.kind === "CiliumNetworkPolicy") return rulesOf(resource).some(deniesAll);
  return resource.kind === "NetworkPolicy" && deniesAllIngress(record(resource.object.spec));
}

function deniesAllIngress({ podSelector, policyTypes, ingress }: Fields): boolean {
  const isForIngress = policyTypes === undefined || (Array.isArray(policyTypes) && policyTypes.includes("Ingress"));
  return (
    isForIngress && isEmpty(podSelector) && (ingress === undefined || ingress === null || (Array.isArray(ingress) && ingress.length === 0))
  );
}

/** For Cilium a list of empty rules denies everything, and an empty list nothing. */
function deniesAll({ endpointSelector, ingress, enableDefaultDeny }: Fields): boolean {
  const isDenying = record(enableDefaultDeny).ingress;
  if (isDenying === false || !selectsEverything(endpointSelector)) return false;
  const rules: readonly unknown[] = Array.isArray(ingress) ? ingress : [];
  return rules.length === 0 ? isDenying === true : rules.every(isEmpty);
}

/** All pods, but for those of namespaces that are named as exceptions. */
function selectsEverything(selector: unknown): boolean {
  if (isEmpty(selector)) return true;
  const { matchLabels, matchExpressions } = record(selector);
  const terms: readonly unknown[] = Array.isArray(matchExpressions) ? matchExpressions : [];
  return matchLabels === undefined && terms.length > 0 && terms.every((term) => record(term).operator === "NotIn");
}

function admitsProbes(resource: Resource): boolean {
  if (resource.kind !== "CiliumClusterwideNetworkPolicy") return false;
  const rules = rulesOf(resource).flatMap(({ ingress }) => (Array.isArray(ingress) ? ingress : []));
  return rules.some((rule) => sourcesOf(record(rule)).some(isProbeSource));
}

function sourcesOf({ fromCIDR, fromCIDRSet, fromEntities }: Fields): readonly unknown[] {
  const sets = Array.isArray(fromCIDRSet) ? fromCIDRSet.map((set) => record(set).cidr) : [];
  return [...(Array.isArray(fromCIDR) ? fromCIDR : []), ...sets, ...(Array.isArray(fromEntities) ? fromEntities : [])];
}

/** To Cilium, the probes' address is one outside the cluster. */
function isProbeSource(source: unknown): boolean {
  return (
    typeof source === "string" &&
    (source === "all" || source === "world" || /^(169\.254\.|fd16:9254:7127:|0\.0\.0\.0\/0$|::\/0$)/i.test(source))
  );
}

type Fields = Readonly<Record<string, unknown>>;

function rulesOf({ object }: Resource): Fields[] {
  const list: readonly unknown[] = Array.isArray(object.specs) ? object.specs : [];
  return [object.spec, ...list].filter((spec) => typeof spec === "object" && spec !== null).map(record);
}

function record(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
