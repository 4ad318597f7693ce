import {
  bookComparisons
} from "./comparisons.js";

// src/policy/addresses.ts
function isWithin(address, range) {
  const [written = "", length] = range.split("/");
  const first = parseAddress(written);
  const wanted = parseAddress(address);
  if (!first || !wanted || length !== void 0 && !/^\d{1,3}$/.test(length)) return void 0;
  if (first.bits !== wanted.bits) return false;
  const prefix = length === void 0 ? first.bits : Number(length);
  if (prefix > first.bits) return void 0;
  const shift = BigInt(first.bits - prefix);
  return first.value >> shift === wanted.value >> shift;
}
function asRange(address) {
  return `${address}/${address.includes(":") ? 128 : 32}`;
}
function parseAddress(text) {
  return text.includes(":") ? parseSix(text) : parseFour(text);
}
function parseFour(text) {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts?.every((part) => part < 256)) return void 0;
  return { bits: 32, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) };
}
function parseSix(text) {
  const [before = "", after, ...more] = text.toLowerCase().split("::");
  const head = parseAddressGroups(before);
  const tail = after === void 0 ? [] : parseAddressGroups(after);
  const missing = 8 - (head?.length ?? 9) - (tail?.length ?? 9);
  if (!head || !tail || more.length > 0 || (after === void 0 ? missing !== 0 : missing < 1)) return void 0;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return { bits: 128, value: groups.reduce((value, group) => value * 65536n + BigInt(group), 0n) };
}
function parseAddressGroups(text) {
  if (text === "") return [];
  const groups = text.split(":");
  return groups.every((group) => /^[\da-f]{1,4}$/.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : void 0;
}

// src/policy/selector.ts
var countNothing = () => void 0;
function readSelector(written) {
  if (written === void 0 || written === null) return [];
  if (!isRecord(written)) return void 0;
  const { matchLabels, matchExpressions } = written;
  const equals = Object.entries(isRecord(matchLabels) ? matchLabels : {}).map(([key, value]) => buildEqualTerm(key, value));
  const terms = (Array.isArray(matchExpressions) ? matchExpressions : []).map(readTerm);
  return terms.every((term) => term !== void 0) ? [...equals, ...terms] : void 0;
}
function buildEqualTerm(key, value) {
  return { key, operator: "In", values: [String(value ?? "")] };
}
var operators = ["In", "NotIn", "Exists", "DoesNotExist"];
function readTerm(written) {
  if (!isRecord(written) || typeof written.key !== "string") return void 0;
  const operator = operators.find((one) => one === written.operator);
  const values = Array.isArray(written.values) ? written.values.map(String) : [];
  return operator && { key: written.key, operator, values };
}
function selects(selector, labels, count = countNothing) {
  return selector.every((term) => {
    count(1 + term.values.length);
    return holds(term, labels);
  });
}
function holds({ key, operator, values }, labels) {
  const value = Object.hasOwn(labels, key) ? labels[key] : void 0;
  if (value === void 0 || value === null) return operator === "NotIn" || operator === "DoesNotExist";
  if (operator === "Exists" || operator === "DoesNotExist") return operator === "Exists";
  return values.includes(String(value)) === (operator === "In");
}
function covers(wider, narrower, count = countNothing) {
  return wider.every((term) => {
    count(1 + narrower.length);
    return narrower.some((known) => {
      if (known.key !== term.key) return false;
      count(known.values.length * term.values.length);
      return implies(known, term);
    });
  });
}
function implies(known, term) {
  if (known.operator === "In") {
    if (term.operator === "In") return known.values.every((value) => term.values.includes(value));
    return term.operator === "Exists" || term.operator === "NotIn" && !known.values.some((value) => term.values.includes(value));
  }
  if (known.operator === "NotIn") return term.operator === "NotIn" && term.values.every((value) => known.values.includes(value));
  return known.operator === term.operator || known.operator === "DoesNotExist" && term.operator === "NotIn";
}
function excludes(one, other, count = countNothing) {
  return one.some((term) => {
    count(1 + other.length);
    return other.some((second) => {
      if (term.key !== second.key) return false;
      count(term.values.length * second.values.length);
      return contradicts(term, second) || contradicts(second, term);
    });
  });
}
function contradicts(term, other) {
  if (term.operator === "NotIn" || term.operator === "DoesNotExist") return false;
  if (other.operator === "DoesNotExist") return true;
  if (term.operator === "Exists") return false;
  if (other.operator === "In") return !term.values.some((value) => other.values.includes(value));
  return other.operator === "NotIn" && term.values.every((value) => other.values.includes(value));
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function record(value) {
  return isRecord(value) ? value : {};
}
function list(value) {
  return Array.isArray(value) ? value : [];
}

// src/policy/enrolment.ts
var modeLabel = "istio.io/dataplane-mode";
function enrolledNamespaces({ resources }) {
  return resources.flatMap((resource, index) => {
    const labels = readLabels(resource);
    if (resource.kind !== "Namespace" || labels[modeLabel] !== "ambient") return [];
    const own = { "kubernetes.io/metadata.name": resource.name };
    return { name: resource.name, labels: { ...labels, ...own }, at: `/resources/${index}` };
  });
}
function readLabels({ object }) {
  return record(record(object.metadata).labels);
}
function workloadsOf({ resources }) {
  return resources.flatMap((resource, index) => {
    const template = findPodTemplate(resource);
    if (!template || resource.namespace === null) return [];
    const { labels } = record(template.metadata);
    const spec = record(template.spec);
    const isEnrollable = record(labels)[modeLabel] !== "none" && spec.hostNetwork !== true;
    const { kind, name, namespace } = resource;
    const runtimeClassName = typeof spec.runtimeClassName === "string" ? spec.runtimeClassName : null;
    const isSandboxed = /^(gvisor|runsc|kata.*)$/.test(runtimeClassName ?? "");
    const network = { isEnrollable, runtimeClassName, isSandboxed, isCaptured: isEnrollable && !isSandboxed };
    const place = { at: `/resources/${index}`, template: templates[kind] ?? "/spec/template" };
    return { kind, name, namespace, labels: record(labels), probePorts: listProbePorts(spec), ...network, ...place };
  });
}
var templates = { Pod: "", CronJob: "/spec/jobTemplate/spec/template" };
function findPodTemplate({ kind, object }) {
  if (kind === "Pod") return object;
  const spec = record(object.spec);
  const template = kind === "CronJob" ? record(record(spec.jobTemplate).spec).template : spec.template;
  return /^(Deployment|StatefulSet|DaemonSet|Job|CronJob)$/.test(kind) && isRecord(template) ? template : void 0;
}
var probes = ["livenessProbe", "readinessProbe", "startupProbe"];
function listProbePorts(spec) {
  const containers = [...list(spec.containers), ...list(spec.initContainers)].map(record);
  return containers.flatMap((container) => {
    const named = new Map(list(container.ports).map((port) => [record(port).name, record(port).containerPort]));
    return probes.flatMap((name) => {
      const probe = record(container[name]);
      const target = [probe.httpGet, probe.tcpSocket, probe.grpc].find(isRecord);
      if (!target) return [];
      const port = Number(named.get(target.port) ?? target.port);
      return Number.isInteger(port) ? port : null;
    });
  });
}

// src/model/facts.ts
var factKeys = {
  kubernetesVersion: "kubernetes-version",
  k3sVersion: "k3s-version",
  k3sFlannel: "k3s-flannel",
  k3dFlannel: "k3d-flannel",
  k3dTraefik: "k3d-traefik",
  minikubeDriver: "minikube-driver",
  minikubeRuntime: "minikube-runtime",
  minikubeVersion: "minikube-version",
  nodeIpv6: "node-ipv6",
  ipFamily: "ip-family",
  calicoVersion: "calico-version",
  gkeAutopilot: "gke-autopilot",
  enablePodEni: "enable-pod-eni",
  podSecurityGroupEnforcingMode: "pod-security-group-enforcing-mode",
  tcpEarlyDemuxDisabled: "tcp-early-demux-disabled",
  networkPolicy: "network-policy",
  routingViaHost: "routing-via-host",
  networkType: "network-type",
  gatewayApi: "gateway-api",
  gatewayApiChannel: "gateway-api-channel",
  selinux: "selinux",
  podSecurityDefault: "pod-security-default",
  podSecurityExempt: "pod-security-exempt",
  nodeTaints: "node-taint",
  privateNodes: "private-nodes",
  firewallRules: "firewall-rules",
  webhookPort: "webhook-port",
  fargateNamespaces: "fargate-namespace",
  multus: "multus",
  multusConfDirs: "multus-conf-dir",
  desktop: "desktop",
  istioDownloads: "istio-download"
};

// src/policy/facts.ts
function factEvidence({ evidence }, name) {
  const start = `${factKeys[name]}=`;
  return evidence.flatMap(
    ({ fact, strength }, index) => fact?.startsWith(start) && strength !== "weak" ? { value: fact.slice(start.length), strength, at: `/evidence/${index}` } : []
  );
}

// src/policy/namespaces.ts
function labelledNamespaces({ resources }) {
  const found = [...resources.entries()].filter(([, resource]) => resource.kind === "Namespace" && hasKnownLabels(resource));
  return found.map(([index, { name, object }]) => ({ name, labels: record(record(object.metadata).labels), resource: index }));
}
function isNamespaceUnknown({ resources }, name) {
  return resources.some((resource) => resource.kind === "Namespace" && resource.name === name && !hasKnownLabels(resource));
}
function hasKnownLabels({ unknown = [] }) {
  return !unknown.some((pointer) => pointer === "" || pointer === "/metadata" || pointer.startsWith("/metadata/labels"));
}

// src/policy/calico-selector.ts
function readCalicoSelector(written) {
  if (written === void 0 || written === null || written === "") return [];
  if (typeof written !== "string" || written.length > longest) return void 0;
  const terms = [];
  for (const part of written.split("&&")) {
    const text = part.trim();
    if (/^all\(\)$/.test(text)) continue;
    const term = parseSelectorTerm(text);
    if (!term) return void 0;
    terms.push(term);
  }
  return terms;
}
var longest = 1e4;
function parseSelectorTerm(text) {
  const [, key, sign, value] = /^([\w./-]+)\s*(==|!=)\s*["']([^"']*)["']$/.exec(text) ?? [];
  if (key !== void 0 && value !== void 0) return { key, operator: sign === "==" ? "In" : "NotIn", values: [value] };
  const [, not, present] = /^(!?)\s*has\(\s*([\w./-]+)\s*\)$/.exec(text) ?? [];
  if (present !== void 0) return { key: present, operator: not ? "DoesNotExist" : "Exists", values: [] };
  const [, listed, negated, items = ""] = /^([\w./-]+)\s+(not\s+)?in\s*\{([^{}]*)\}$/.exec(text) ?? [];
  if (listed === void 0) return void 0;
  return { key: listed, operator: negated ? "NotIn" : "In", values: [...items.matchAll(/["']([^"']*)["']/g)].map(([, item = ""]) => item) };
}

// src/policy/calico-policy.ts
function readCalicoPolicies({ kind, name, namespace, object }, at) {
  const spec = record(object.spec);
  const selected = readSelectors(spec);
  const isGlobal = kind === "GlobalNetworkPolicy";
  const rules = [...list(spec.ingress), ...list(spec.egress)].map(record);
  if (!selected || !isPlain(spec, rules) || !isGlobal && namespace === null) return [];
  const types = list(spec.types).length > 0 ? list(spec.types) : chooseDefaultTypes(spec);
  const direction = (type, path) => {
    const own = types.includes(type) ? list(spec[path]).map(record) : [];
    const read = (action) => own.flatMap((rule, index) => rule.action === action ? readCalicoRule(rule, path, `${at}/object/spec/${path}/${index}`) : []);
    return { isolates: types.includes(type), admits: read("Allow"), denies: read("Deny"), at: `${at}/object/spec/${path}` };
  };
  return [
    {
      ...{ engine: "calico", kind, name, at, namespace: isGlobal ? null : namespace, ...selected },
      ingress: direction("Ingress", "ingress"),
      egress: direction("Egress", "egress")
    }
  ];
}
function chooseDefaultTypes({ ingress, egress }) {
  if (egress === void 0) return ["Ingress"];
  return ingress === void 0 ? ["Egress"] : ["Ingress", "Egress"];
}
function isPlain({ tier, doNotTrack, preDNAT }, rules) {
  const isDefaultTier = tier === void 0 || tier === "default";
  return isDefaultTier && doNotTrack !== true && preDNAT !== true && rules.every(({ action, notProtocol }) => /^(Allow|Deny)$/.test(String(action)) && notProtocol === void 0);
}
var nameKeys = /* @__PURE__ */ new Set(["projectcalico.org/namespace", "projectcalico.org/name", "kubernetes.io/metadata.name"]);
function readSelectors({
  selector,
  namespaceSelector,
  serviceAccountSelector
}) {
  const all = readCalicoSelector(selector);
  const ofNamespaces = readCalicoSelector(namespaceSelector);
  if (!all || !ofNamespaces || serviceAccountSelector !== void 0) return void 0;
  const isOfNamespace = ({ key }) => key === "projectcalico.org/namespace";
  const namespaces = [...ofNamespaces, ...all.filter(isOfNamespace)].map(
    (term) => nameKeys.has(term.key) ? { ...term, key: "kubernetes.io/metadata.name" } : term
  );
  return { pods: all.filter((term) => !isOfNamespace(term)), namespaces };
}
function readCalicoRule({ protocol, source, destination }, path, at) {
  const { ports, notPorts } = record(destination);
  const written = list(ports);
  const isOther = protocol !== void 0 && !/^(TCP|6)$/i.test(String(protocol));
  const known = written.map((port) => readCalicoPort(port, String(protocol ?? "TCP")));
  return {
    peers: readCalicoPeers(record(path === "ingress" ? source : destination)),
    ports: written.length > 0 || isOther ? known : null,
    portLists: written.length > 0 && notPorts === void 0 ? [`${at}/destination/ports`] : [],
    layer7: void 0
  };
}
function readCalicoPeers({ selector, notSelector, namespaceSelector, nets, notNets, domains, services }) {
  const ranges = list(nets).map((range) => ({ kind: "range", range: String(range), except: list(notNets).map(String) }));
  if (ranges.length > 0) return ranges;
  if (selector !== void 0 || notSelector !== void 0 || namespaceSelector !== void 0) return [{ kind: "pods" }];
  return domains !== void 0 || services !== void 0 ? [{ kind: "other" }] : null;
}
function readCalicoPort(port, protocol) {
  const [, first, last] = /^(\d+)(?::(\d+))?$/.exec(String(port)) ?? [];
  if (first === void 0) return { protocol, first: String(port), last: String(port) };
  return { protocol: protocol.toUpperCase(), first: Number(first), last: Number(last ?? first) };
}

// src/policy/cilium-policy.ts
function readCiliumPolicies(resource, at) {
  const { object } = resource;
  const specs = list(object.specs).map((spec, index) => [record(spec), `${at}/object/specs/${index}`]);
  const own = isRecord(object.spec) ? [[object.spec, `${at}/object/spec`]] : [];
  return [...own, ...specs].flatMap(([spec, path]) => readCiliumSpec(resource, spec, at, path) ?? []);
}
function readCiliumSpec({ kind, name, namespace }, spec, at, path) {
  const selector = isRecord(spec.endpointSelector) ? readSelector(spec.endpointSelector) : void 0;
  const terms = selector && splitTerms(selector);
  const isClusterwide = kind === "CiliumClusterwideNetworkPolicy";
  if (!terms || !isClusterwide && namespace === null) return void 0;
  return {
    ...{ engine: "cilium", kind, name, at, namespace: isClusterwide ? null : namespace, ...terms },
    ingress: readCiliumDirection(spec, "ingress", "from", path),
    egress: readCiliumDirection(spec, "egress", "to", path)
  };
}
function splitTerms(selector) {
  const pods = [];
  const namespaces = [];
  for (const term of selector) {
    const key = term.key.replace(/^(?:k8s|any)[:.]/, "");
    if (key.startsWith("reserved:")) return void 0;
    const ofNamespace = key === "io.kubernetes.pod.namespace" ? "kubernetes.io/metadata.name" : /^io\.cilium\.k8s\.namespace\.labels\.(.+)$/.exec(key)?.[1];
    if (ofNamespace === void 0) pods.push({ ...term, key });
    else namespaces.push({ ...term, key: ofNamespace });
  }
  return { pods, namespaces };
}
function readCiliumDirection(spec, name, side, path) {
  const rules = list(spec[name]).map(record);
  const denials = list(spec[`${name}Deny`]).map(record);
  const isDenying = record(spec.enableDefaultDeny)[name];
  return {
    isolates: typeof isDenying === "boolean" ? isDenying : rules.length + denials.length > 0,
    admits: rules.map((rule, index) => readCiliumRule(rule, side, `${path}/${name}/${index}`)),
    denies: denials.map((rule, index) => readCiliumRule(rule, side, `${path}/${name}Deny/${index}`)),
    at: rules.length > 0 ? `${path}/${name}` : path
  };
}
function readCiliumRule(rule, side, at) {
  const toPorts = list(rule.toPorts).map(record);
  const listed = toPorts.map(({ ports }) => list(ports).map(record));
  const isForAllPorts = toPorts.length === 0 ? !Array.isArray(rule.icmps) : listed.some((ports) => ports.length === 0);
  const layer7 = toPorts.findIndex(({ rules }) => ["http", "kafka", "l7"].some((name) => record(rules)[name] !== void 0));
  return {
    peers: readCiliumPeers(rule, side),
    ports: isForAllPorts ? null : listed.flat().map(readCiliumPort),
    portLists: toPorts.flatMap(({ ports }, index) => list(ports).length > 0 ? `${at}/toPorts/${index}/ports` : []),
    layer7: layer7 === -1 ? void 0 : `${at}/toPorts/${layer7}/rules`
  };
}
function readCiliumPeers(rule, side) {
  const keys = Object.keys(rule).filter(
    (key) => key.startsWith(side) && key !== "toPorts" && rule[key] !== null && rule[key] !== void 0
  );
  if (keys.length === 0) return rule.toPorts === void 0 && rule.icmps === void 0 ? [] : null;
  return keys.flatMap((key) => list(rule[key]).map((peer) => readCiliumPeer(key.slice(side.length), peer)));
}
function readCiliumPeer(key, peer) {
  if (key === "Endpoints") return { kind: "pods" };
  if (key === "CIDR") return { kind: "range", range: String(peer), except: [] };
  if (key === "Entities") return { kind: "entity", name: String(peer) };
  const { cidr, except } = record(peer);
  return key === "CIDRSet" && typeof cidr === "string" ? { kind: "range", range: cidr, except: list(except).map(String) } : { kind: "other" };
}
function readCiliumPort({ port, endPort, protocol }) {
  const number = Number(port);
  const first = Number.isInteger(number) ? number : String(port);
  const written = String(protocol ?? "ANY");
  return {
    protocol: written === "ANY" ? "TCP" : written,
    first,
    last: first === 0 ? 65535 : typeof endPort === "number" && endPort > 0 ? endPort : first
  };
}

// src/policy/kubernetes-policy.ts
function readKubernetesPolicies({ kind, name, namespace, object }, at) {
  const { podSelector, policyTypes, ingress, egress } = record(object.spec);
  const pods = readSelector(podSelector);
  if (!pods || namespace === null || !isRecord(object.spec)) return [];
  const types = Array.isArray(policyTypes) && policyTypes.length > 0 ? policyTypes : ["Ingress", ...list(egress).length > 0 ? ["Egress"] : []];
  const direction = (type, rules, peers, path) => ({
    isolates: types.includes(type),
    admits: types.includes(type) ? list(rules).map((rule, index) => readKubernetesRule(record(rule), peers, `${at}/object/spec/${path}/${index}`)) : [],
    denies: [],
    at: `${at}/object/spec/${path}`
  });
  return [
    {
      ...{ engine: "kubernetes", kind, name, at, namespace, namespaces: [], pods },
      ingress: direction("Ingress", ingress, "from", "ingress"),
      egress: direction("Egress", egress, "to", "egress")
    }
  ];
}
function readKubernetesRule(rule, side, at) {
  const peers = list(rule[side]);
  const ports = list(rule.ports);
  return {
    peers: peers.length === 0 ? null : peers.map((peer) => readKubernetesPeer(record(peer))),
    ports: ports.length === 0 ? null : ports.map((port) => readKubernetesPort(record(port))),
    portLists: ports.length === 0 ? [] : [`${at}/ports`],
    layer7: void 0
  };
}
function readKubernetesPeer({ ipBlock }) {
  if (!isRecord(ipBlock)) return { kind: "pods" };
  return { kind: "range", range: String(ipBlock.cidr ?? ""), except: list(ipBlock.except).map(String) };
}
function readKubernetesPort({ port, endPort, protocol }) {
  const first = typeof port === "number" || typeof port === "string" ? port : 0;
  const isAll = port === void 0 || port === null;
  return { protocol: String(protocol ?? "TCP"), first, last: isAll ? 65535 : typeof endPort === "number" ? endPort : first };
}

// src/policy/pod-policy.ts
function podPolicies({ resources }) {
  return resources.flatMap((resource, index) => isKnownPolicy(resource) ? readPodPolicies(resource, `/resources/${index}`) : []);
}
function undeployedPodPolicies({ undeployed = [] }) {
  return undeployed.flatMap((resource, index) => isKnownPolicy(resource) ? readPodPolicies(resource, `/undeployed/${index}`) : []);
}
function isKnownPolicy({ unknown = [] }) {
  return !unknown.some((pointer) => pointer === "" || pointer.startsWith("/spec"));
}
function readPodPolicies(resource, at) {
  if (!resource.kind.endsWith("NetworkPolicy")) return [];
  if (resource.apiVersion.startsWith("cilium.io/")) return readCiliumPolicies(resource, at);
  if (/^(crd\.)?projectcalico\.org\//.test(resource.apiVersion)) return readCalicoPolicies(resource, at);
  return resource.kind === "NetworkPolicy" ? readKubernetesPolicies(resource, at) : [];
}

// src/policy/pod-traffic.ts
function isForNamespace({ namespace, namespaces }, { name, labels }, count) {
  return (namespace === null || namespace === name) && selects(namespaces, labels, count);
}
function meshNamespaces(policy, enrolled, count) {
  const mode = policy.pods.filter(({ key }) => key === modeLabel);
  const isOut = mode.some(
    ({ operator, values }) => operator === "In" ? !values.includes("ambient") : operator === "NotIn" && values.includes("ambient")
  );
  if (isOut) return [];
  const found = enrolled.filter((namespace) => isForNamespace(policy, namespace, count));
  const isByLabel = mode.some(({ operator, values }) => operator === "In" && values.every((value) => value === "ambient"));
  if (found.length === 0 && enrolled.length === 0 && policy.namespace === null) return isForNamespace(policy, somewhere) ? [somewhere] : [];
  if (found.length > 0 || !isByLabel || policy.namespace === null) return found;
  return [{ name: policy.namespace, labels: { "kubernetes.io/metadata.name": policy.namespace }, at: policy.at }];
}
var somewhere = { name: "", labels: { [modeLabel]: "ambient" }, at: "" };
function isForAddress({ peers }, address) {
  return peers === null || peers.some((peer) => holdsAddress(peer, address));
}
function holdsAddress(peer, address) {
  if (peer.kind === "range") return isWithin(address, peer.range) === true && !peer.except.some((range) => isWithin(address, range));
  if (peer.kind !== "entity") return false;
  const family = address.includes(":") ? "world-ipv6" : "world-ipv4";
  return peer.name === "all" || peer.name === "world" || peer.name === family;
}
function isForPort({ ports }, port) {
  if (ports === null) return true;
  const tcp = ports.filter(({ protocol }) => protocol.toUpperCase() === "TCP");
  if (tcp.some((range) => holdsPort(range, port))) return true;
  return tcp.some(({ first }) => typeof first === "string") ? void 0 : false;
}
function holdsPort({ first, last }, port) {
  return typeof first === "number" && typeof last === "number" && first <= port && port <= last;
}

// src/policy/pod-index.ts
function indexPods(cluster) {
  const policies = podPolicies(cluster);
  const enrolled = enrolledNamespaces(cluster);
  const byNamespace = groupBy(policies, ({ namespace }) => namespace);
  const workloads = groupBy(workloadsOf(cluster), ({ namespace }) => namespace);
  const enrolledByName = groupBy(enrolled, ({ name }) => name);
  const unknown = new Set(
    cluster.resources.filter((resource) => resource.kind.endsWith("NetworkPolicy") && !isKnownPolicy(resource)).map(({ namespace }) => namespace)
  );
  const counting = ({ at }) => (steps) => bookComparisons(cluster, steps, at);
  const order = new Map(policies.map((policy, index) => [policy, index]));
  const known = /* @__PURE__ */ new Map();
  return {
    policies,
    counting,
    meshNamespacesOf: (policy) => {
      const candidates = policy.namespace === null ? enrolled : enrolledByName.get(policy.namespace) ?? [];
      const count = counting(policy);
      count(1 + candidates.length);
      return meshNamespaces(policy, candidates, count);
    },
    policiesIn: (namespace, count) => {
      const found = known.get(namespace);
      if (found) return found;
      const candidates = [...byNamespace.get(namespace.name) ?? [], ...byNamespace.get(null) ?? []];
      count(1 + 4 * candidates.length);
      const own = candidates.filter((policy) => isForNamespace(policy, namespace, count));
      const sorted = own.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
      known.set(namespace, sorted);
      return sorted;
    },
    workloadsIn: (namespace) => workloads.get(namespace) ?? [],
    isUnknownIn: (namespace) => unknown.has(null) || unknown.has(namespace)
  };
}
function groupBy(items, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

// src/policy/policy-definition.ts
function definePolicy(policy) {
  return policy;
}

// src/policy/probe-admission.ts
var meshPorts = /* @__PURE__ */ new Set([15006, 15008, 15020, 15021, 15090]);
function createAddressReader(address) {
  const known = /* @__PURE__ */ new Map();
  return (policy) => {
    const found = known.get(policy) ?? readAddressRules(policy, address);
    known.set(policy, found);
    return found;
  };
}
function readAddressRules({ ingress }, address) {
  const admitting = ingress.admits.filter((rule) => isForAddress(rule, address));
  return {
    isDenied: ingress.denies.some((rule) => rule.ports === null && isForAddress(rule, address)),
    admitsAll: admitting.some(({ ports }) => ports === null),
    rules: admitting.filter(
      ({ ports }) => ports?.some((range) => range.protocol.toUpperCase() === "TCP" && !isOfMesh(range.first, range.last))
    )
  };
}
function admitsSome({ isDenied, admitsAll, rules }) {
  return !isDenied && (admitsAll || rules.length > 0);
}
function joinAdmissions(policies) {
  if (policies.some(({ isDenied }) => isDenied)) return { kind: "none", isDenied: true };
  if (policies.some(({ admitsAll }) => admitsAll)) return { kind: "all" };
  const rules = policies.flatMap((policy) => policy.rules);
  return rules.length === 0 ? { kind: "none", isDenied: false } : { kind: "ports", rules };
}
function isOfMesh(first, last) {
  return first === last && meshPorts.has(first);
}

// src/policy/probe-isolation.ts
function droppedProbes(cluster, addresses, further = []) {
  const pods = indexPods(cluster);
  const policies = [...pods.policies.filter(({ engine }) => engine !== "calico"), ...further];
  const known = /* @__PURE__ */ new Map();
  const policiesIn = (namespace, count) => {
    const found = known.get(namespace);
    if (found) return found;
    const own = pods.policiesIn(namespace, count).filter(({ engine }) => engine !== "calico");
    const here = [...own, ...further.filter((other) => isForNamespace(other, namespace))];
    count(4 * here.length);
    known.set(namespace, here);
    return here;
  };
  const readings = addresses.map((address) => ({ address, rulesOf: createAddressReader(address) }));
  return policies.flatMap((policy) => policy.ingress.isolates ? findFirstDropped(policy, pods, readings, policiesIn) ?? [] : []);
}
function findFirstDropped(policy, pods, readings, policiesIn) {
  const count = pods.counting(policy);
  for (const namespace of pods.meshNamespacesOf(policy)) {
    if (pods.isUnknownIn(namespace.name)) continue;
    const here = policiesIn(namespace, count);
    const found = judgeIsolation({ policy, here, namespace, workloads: pods.workloadsIn(namespace.name), count }, readings);
    if (found) return found;
  }
  return void 0;
}
function judgeIsolation(isolation, readings) {
  const verdicts = readings.flatMap((reading) => {
    const verdict = judgePolicy(isolation, reading.rulesOf);
    return verdict ? [{ ...verdict, address: reading.address }] : [];
  });
  const [first] = verdicts;
  if (!first) return void 0;
  const { policy, namespace } = isolation;
  const { isCertain, workload, port, isDenied } = first;
  return { policy, namespace: namespace.name, addresses: verdicts.map(({ address }) => address), isCertain, workload, port, isDenied };
}
function judgePolicy(isolation, rulesOf) {
  const { policy, here, workloads, count } = isolation;
  count(1 + workloads.length);
  const own = workloads.filter(({ labels }) => selects(policy.pods, labels, count));
  const probed = own.filter(({ isCaptured, probePorts }) => isCaptured && probePorts.length > 0);
  const isPartial = policy.pods.length > 0;
  for (const workload of probed) {
    const verdict = judgeWorkload(workload, isolation, rulesOf);
    if (verdict) return verdict;
  }
  if (isPartial ? own.length > 0 : probed.length > 0) return void 0;
  count(1 + here.length);
  const admission = joinAdmissions(here.filter((other) => covers(other.pods, policy.pods, count)).map(rulesOf));
  if (admission.kind !== "none") return void 0;
  const isOpenToSome = here.some((other) => admitsSome(rulesOf(other)) && !excludes(other.pods, policy.pods, count));
  if (isOpenToSome && !admission.isDenied) return void 0;
  return { isCertain: !isPartial, workload: void 0, port: void 0, isDenied: admission.isDenied };
}
function judgeWorkload(workload, { here, count }, rulesOf) {
  count(1 + here.length);
  const admission = joinAdmissions(here.filter(({ pods }) => selects(pods, workload.labels, count)).map(rulesOf));
  if (admission.kind === "none") return { isCertain: true, workload, port: void 0, isDenied: admission.isDenied };
  if (admission.kind === "all") return void 0;
  const isMissed = (port2) => port2 !== null && admission.rules.every((rule) => {
    count(1 + (rule.ports?.length ?? 0));
    return isForPort(rule, port2) === false;
  });
  const port = workload.probePorts.find(isMissed);
  return port === void 0 ? void 0 : { isCertain: false, workload, port, isDenied: false };
}

// src/policy/setting-origin.ts
function isDefault({ origins }, setting) {
  const by = origins[setting]?.by;
  return by !== void 0 && by !== "set here" && by !== "this manifest";
}
function isUnknown({ unknown }, setting) {
  return unknown.includes(`/effective/${setting}`);
}

export {
  isWithin,
  asRange,
  readSelector,
  selects,
  covers,
  excludes,
  record,
  enrolledNamespaces,
  workloadsOf,
  factKeys,
  factEvidence,
  labelledNamespaces,
  isNamespaceUnknown,
  podPolicies,
  undeployedPodPolicies,
  isForNamespace,
  meshNamespaces,
  isForAddress,
  isForPort,
  indexPods,
  definePolicy,
  droppedProbes,
  isDefault,
  isUnknown
};
