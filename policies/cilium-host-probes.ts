import { type ClusterDocument, definePolicy, type Resource, type Violation } from "../src/policy/define.ts";

/** Where Istio says that probes come from: https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium */
const probeSources = { ipv4: "169.254.7.127/32", ipv6: "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128" } as const;

type Family = keyof typeof probeSources;

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
    if (!runsCilium(cluster)) return;
    const namespaces = ambientNamespaces(cluster.resources);
    const admitted = new Set(cluster.resources.flatMap((resource) => admittedFamilies(resource, namespaces)));
    const families = familiesOf(cluster);
    const missing = families ? families.filter((family) => !admitted.has(family)) : admitted.size > 0 ? [] : ["ipv4" as const];
    if (missing.length === 0) return;
    const open = new Set([...namespaces].filter((namespace) => admitsAll(missing, namespace, cluster.resources)));
    const denying = [...cluster.resources.entries()].filter(
      ([, resource]) => deniesAmbient(resource, namespaces) && !isOpen(resource, namespaces, open),
    );
    const [first, ...others] = denying;
    if (!first) return;
    const [index, { kind, name }] = first;
    const sources = missing.map((family) => probeSources[family]);
    const idle = [...(cluster.undeployed ?? []).entries()].find(([, resource]) => isFor(missing, resource));
    yield {
      at: `/resources/${index}/object/metadata/name`,
      message: `${kind} \`${name}\` denies by default, and no CiliumClusterwideNetworkPolicy admits health probes from ${sources.map((source) => `\`${source}\``).join(" and ")}${idle ? `; one exists in \`${idle[1].file}\`, and nothing deploys it` : ""}`,
      ...(admitted.size > 0 ? onlyAnotherFamily(families) : undefined),
      ...(idle && { remedy: deployIt(idle[1]) }),
      ...(admitted.size === 0 &&
        !idle && {
          fix: {
            title: "Admit the probes' address",
            safe: false,
            changes: [{ add: probesPolicy(sources), beside: `/resources/${index}` }],
          },
        }),
      related: [
        ...(idle ? [{ at: `/undeployed/${idle[0]}`, message: "this policy admits the probes, and nothing deploys it" }] : []),
        ...others.map(([other]) => ({ at: `/resources/${other}/object/metadata/name`, message: "this policy denies by default, too" })),
      ],
    };
  },
});

/** Whether a policy admits all that is missing. */
function isFor(missing: readonly Family[], resource: Resource): boolean {
  const admitted = admittedFamilies(resource, new Set());
  return missing.every((family) => admitted.includes(family));
}

function deployIt({ file }: Resource): string {
  return `List \`${file}\` (or its directory) in a kustomization that this cluster deploys.`;
}

function probesPolicy(sources: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumClusterwideNetworkPolicy",
    metadata: { name: "allow-ambient-hostprobes" },
    spec: {
      description: "Admits the kubelet's health probes of ambient pods, whose source Istio rewrites to this address",
      enableDefaultDeny: { egress: false, ingress: false },
      endpointSelector: {},
      ingress: [{ fromCIDR: sources }],
    },
  };
}

/** Where pods have addresses of both families, the kubelet probes the first one, which need not be the one that is missing. */
function onlyAnotherFamily(families: readonly Family[] | undefined): Partial<Violation> {
  const remedy = `Add the address to the CiliumClusterwideNetworkPolicy that admits the other one.`;
  return families?.length === 2 ? { severity: "warning", remedy } : { remedy };
}

/** The families of the addresses that pods have, where that is written. */
function familiesOf({ installs, evidence }: ClusterDocument): readonly Family[] | undefined {
  const facts = new Set(evidence.flatMap(({ fact, strength }) => (strength === "strong" && fact?.startsWith("ip-family=") ? fact : [])));
  if (facts.size === 1) return facts.has("ip-family=ipv6") ? ["ipv6"] : ["ipv4", "ipv6"];
  const values = installs.filter(({ component }) => component === "cilium").map((install) => record(install.values));
  if (!values.some(({ ipv6 }) => record(ipv6).enabled === true)) return undefined;
  return values.some(({ ipv4 }) => record(ipv4).enabled === false) ? ["ipv6"] : ["ipv4", "ipv6"];
}

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
  if (resource.kind === "CiliumClusterwideNetworkPolicy")
    return rulesOf(resource).some((rule) => deniesAll(rule) && !leavesMeshOut(rule.endpointSelector, namespaces));
  if (resource.namespace === null || !namespaces.has(resource.namespace)) return false;
  if (resource.kind === "CiliumNetworkPolicy") return rulesOf(resource).some(deniesAll);
  return resource.kind === "NetworkPolicy" && deniesAllIngress(record(resource.object.spec));
}

function deniesAllIngress({ podSelector, policyTypes, ingress }: Fields): boolean {
  const isForIngress = policyTypes === undefined || (Array.isArray(policyTypes) && policyTypes.includes("Ingress"));
  return (
    isForIngress && isForAll(podSelector) && (ingress === undefined || ingress === null || (Array.isArray(ingress) && ingress.length === 0))
  );
}

/** For Cilium a list of empty rules denies everything, and an empty list nothing; what is denied besides needs something to be admitted. */
function deniesAll({ endpointSelector, ingress, ingressDeny, enableDefaultDeny }: Fields): boolean {
  const isDenying = record(enableDefaultDeny).ingress;
  if (isDenying === false || !selectsEverything(endpointSelector)) return false;
  const rules: readonly unknown[] = Array.isArray(ingress) ? ingress : [];
  const denies = Array.isArray(ingressDeny) && ingressDeny.length > 0;
  return rules.length === 0 ? isDenying === true || denies : rules.every(isEmpty);
}

/** All pods, but for those of namespaces that are named as exceptions. */
function selectsEverything(selector: unknown): boolean {
  if (isForAll(selector)) return true;
  const { matchLabels, matchExpressions } = record(selector);
  const terms: readonly unknown[] = Array.isArray(matchExpressions) ? matchExpressions : [];
  return (
    (matchLabels === undefined || isEmpty(matchLabels)) && terms.length > 0 && terms.every((term) => record(term).operator === "NotIn")
  );
}

/** Whether the exceptions of a selector are all that is known to be in the mesh. */
function leavesMeshOut(selector: unknown, namespaces: ReadonlySet<string>): boolean {
  const { matchExpressions } = record(selector);
  const terms: readonly unknown[] = Array.isArray(matchExpressions) ? matchExpressions : [];
  return terms.some((term) => {
    const { key, operator, values } = record(term);
    if (operator !== "NotIn" || typeof key !== "string" || !Array.isArray(values)) return false;
    if (/(^|[:./])istio\.io\/dataplane-mode$/.test(key)) return values.includes("ambient");
    return namespaceLabel.test(key) && namespaces.size > 0 && [...namespaces].every((namespace) => values.includes(namespace));
  });
}

/** Policies add up: one of the namespace's own that admits the addresses to all its pods does as well. */
function admitsAll(missing: readonly Family[], namespace: string, resources: readonly Resource[]): boolean {
  const admitted = new Set(resources.flatMap((resource) => (resource.namespace === namespace ? familiesWithin(resource) : [])));
  return missing.every((family) => admitted.has(family));
}

function familiesWithin(resource: Resource): Family[] {
  if (resource.kind === "CiliumNetworkPolicy") return ingressFamilies(rulesOf(resource).filter((rule) => isForAll(rule.endpointSelector)));
  const { podSelector, ingress } = record(resource.object.spec);
  if (resource.kind !== "NetworkPolicy" || !isForAll(podSelector) || !Array.isArray(ingress)) return [];
  return ingress.flatMap((rule) => peersOf(record(rule)).flatMap(probeFamilies));
}

/** Without `from` a rule is for everyone. */
function peersOf({ from }: Fields): readonly unknown[] {
  if (from === undefined || from === null) return ["all"];
  return Array.isArray(from) ? sourcesOf({ fromCIDRSet: from.map((peer) => record(record(peer).ipBlock)) }) : [];
}

function isOpen({ namespace }: Resource, namespaces: ReadonlySet<string>, open: ReadonlySet<string>): boolean {
  return namespace === null ? namespaces.size > 0 && open.size === namespaces.size : open.has(namespace);
}

/** The families of the probes' addresses that a policy admits. */
function admittedFamilies(resource: Resource, namespaces: ReadonlySet<string>): Family[] {
  if (resource.kind !== "CiliumClusterwideNetworkPolicy") return [];
  return ingressFamilies(rulesOf(resource).filter(({ endpointSelector }) => !isForOthers(endpointSelector, namespaces)));
}

/** Whether it is for the pods of one namespace, and that is none of the mesh. */
function isForOthers(selector: unknown, namespaces: ReadonlySet<string>): boolean {
  return Object.entries(record(record(selector).matchLabels)).some(([key, value]) => {
    return namespaceLabel.test(key) && namespaces.size > 0 && typeof value === "string" && !namespaces.has(value);
  });
}

const namespaceLabel = /^(k8s:|any:)?io\.kubernetes\.pod\.namespace$/;

function ingressFamilies(rules: readonly Fields[]): Family[] {
  const admitting = rules.flatMap(({ ingress }) => (Array.isArray(ingress) ? ingress : []));
  return admitting.flatMap((rule) => sourcesOf(record(rule)).flatMap(probeFamilies));
}

function sourcesOf({ fromCIDR, fromCIDRSet, fromEntities }: Fields): readonly unknown[] {
  const sets = Array.isArray(fromCIDRSet) ? fromCIDRSet.map(record).flatMap((set) => (excepts(set) ? [] : [set.cidr])) : [];
  return [...(Array.isArray(fromCIDR) ? fromCIDR : []), ...sets, ...(Array.isArray(fromEntities) ? fromEntities : [])];
}

function excepts({ except }: Fields): boolean {
  return Array.isArray(except) && except.some((range) => probeFamilies(range).length > 0);
}

/** To Cilium, the probes' address is one outside the cluster. */
function probeFamilies(source: unknown): Family[] {
  if (typeof source !== "string") return [];
  if (source === "all" || source === "world") return ["ipv4", "ipv6"];
  if (source === "world-ipv4" || holdsProbes(source)) return ["ipv4"];
  return source === "world-ipv6" || holdsProbes6(source) ? ["ipv6"] : [];
}

/** Whether a range of IPv4 addresses holds 169.254.7.127. */
function holdsProbes(range: string): boolean {
  const [, a, b, c, d, bits] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(range) ?? [];
  if (a === undefined) return false;
  const size = 2 ** (32 - Math.min(32, Number(bits ?? 32)));
  return Math.floor(numberOf(a, b, c, d) / size) === Math.floor(numberOf(169, 254, 7, 127) / size);
}

/** Whether a range of IPv6 addresses holds the probes' one. */
function holdsProbes6(range: string): boolean {
  const [address = "", bits = "128"] = range.split("/");
  const [groups, probe] = [groupsOf(address), groupsOf("fd16:9254:7127:1337:ffff:ffff:ffff:ffff")];
  if (!groups || !probe || !/^\d{1,3}$/.test(bits)) return false;
  const digits = (list: readonly string[]) => list.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
  return digits(groups).slice(0, Number(bits)) === digits(probe).slice(0, Number(bits));
}

/** The eight groups of an IPv6 address; `::` stands for as many zeros as are missing. */
function groupsOf(address: string): readonly string[] | undefined {
  const [before = "", after] = address.split("::");
  const [first, last] = [before, after ?? ""].map((text) => (text === "" ? [] : text.split(":"))) as [string[], string[]];
  const zeros = after === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array<string>(Math.max(0, zeros)).fill("0"), ...last];
  return groups.length === 8 && groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups : undefined;
}

function numberOf(a: unknown, b: unknown, c: unknown, d: unknown): number {
  return ((Number(a) * 256 + Number(b)) * 256 + Number(c)) * 256 + Number(d);
}

type Fields = Readonly<Record<string, unknown>>;

function rulesOf({ object }: Resource): Fields[] {
  const list: readonly unknown[] = Array.isArray(object.specs) ? object.specs : [];
  return [object.spec, ...list].filter((spec) => typeof spec === "object" && spec !== null).map(record);
}

function record(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** A selector without a term. */
function isForAll(selector: unknown): boolean {
  return typeof selector === "object" && selector !== null && Object.values(selector).every(isEmpty);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
