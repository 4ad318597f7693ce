import { minorOf } from "../mesh.mjs";

/** What a cluster brings along: its Kubernetes, its CRDs of the Gateway API, its firewall, the driver of its nodes. */
export function* surroundingMutations(world) {
  for (const cluster of world.clusters) {
    for (const evidence of cluster.evidence) {
      const [, name, value] = /^([a-z-]+)=(.*)$/.exec(evidence.fact ?? "") ?? [];
      const change = changes[name]?.(cluster, evidence, value);
      const edit = change && everywhere(world.lines(evidence.file), change.pattern, change.replacement);
      const site = { file: evidence.file, line: evidence.line, column: evidence.column };
      if (edit) yield { kind: change.kind, site, edit, expect: change.expect };
    }
  }
}

const changes = {
  "kubernetes-version": olderKubernetes,
  "gateway-api": newerGatewayApi,
  "webhook-port": closedPort,
  "minikube-driver": virtualMachine,
};

/** The same text in all lines of a file; comments stay. */
function everywhere(lines, pattern, replacement) {
  const changed = lines.map((text) => (/^\s*(#|\/\/)/.test(text) ? text : text.replace(pattern, replacement)));
  const at = lines.flatMap((text, index) => (changed[index] === text ? [] : index + 1));
  return at.length > 0 ? { lines: changed, at, from: lines.length, delta: 0 } : undefined;
}

function istiodsIn({ installs }) {
  return installs.filter(({ component }) => component === "istiod");
}

/** Whether only that file says something of a fact. */
function isAlone({ evidence }, { file }, start) {
  return evidence.every((other) => !other.fact?.startsWith(start) || other.file === file);
}

/** Every Istio since 1.20 supports none before 1.25. */
function olderKubernetes(cluster, evidence, value) {
  const minor = /^v?1\.\d+/.exec(value)?.[0];
  const istiods = istiodsIn(cluster);
  if (minor === undefined || !isAlone(cluster, evidence, "kubernetes-version=") || cluster.evidence.some(isOfK3s)) return undefined;
  const pattern = new RegExp(`(?<![\\d.])${value.replaceAll(".", "\\.")}(?!\\d)`, "g");
  const isTold = cluster.ambient && istiods.length === 1 && minorOf(istiods[0]) !== undefined;
  const isOld = Number(minor.split(".")[1]) < 25;
  if (istiods.length !== 1 || isOld) return undefined;
  return {
    kind: "older Kubernetes",
    pattern,
    replacement: value.replace(minor, minor.startsWith("v") ? "v1.24" : "1.24"),
    expect: isTold ? { rules: ["kubernetes-version"], installs: istiods } : { silence: "not ambient, or istiod's version is not written" },
  };
}

function isOfK3s({ fact }) {
  return fact?.startsWith("k3s-version=");
}

/** Bundle 1.5.1 of the standard channel serves no TLSRoute as `v1alpha2`. */
function newerGatewayApi(cluster, evidence, value) {
  const istiods = istiodsIn(cluster);
  const isStandard = cluster.facts.gatewayApiChannel === "standard" && isAlone(cluster, evidence, "gateway-api");
  const isServed = /^(gke|openshift)$/.test(cluster.platform ?? "");
  const isRoute = ({ kind, apiVersion }) => /Route$|BackendTLSPolicy/.test(kind) && apiVersion.startsWith("gateway.");
  if (istiods.length !== 1 || !isStandard || isServed || value === "1.5.1" || cluster.resources.some(isRoute)) return undefined;
  const [istiod] = istiods;
  const first = { 27: 9, 28: 6, 29: 2 }[minorOf(istiod)] ?? (minorOf(istiod) < 27 ? Number.POSITIVE_INFINITY : 0);
  const isWaiting = minorOf(istiod) !== undefined && Number(/\.(\d+)$/.exec(istiod.version)?.[1]) < first;
  if (istiod.unknown.length > 0) return undefined;
  return {
    kind: "newer CRDs of the Gateway API",
    pattern: new RegExp(`(?<![\\d.])${value.replaceAll(".", "\\.")}(?!\\d)`, "g"),
    replacement: "1.5.1",
    expect: isWaiting ? { rules: ["gateway-api-crds"], installs: istiods } : { silence: "that istiod asks for other versions" },
  };
}

/** The rule for istiod's webhooks admits another port. */
function closedPort(cluster, evidence, value) {
  const istiods = istiodsIn(cluster);
  if (value !== "open" || cluster.platform !== "eks" || istiods.length === 0 || !isAlone(cluster, evidence, "webhook-port="))
    return undefined;
  const expect = cluster.ambient ? { rules: ["webhook-port"], installs: istiods } : { silence: "the cluster is not ambient" };
  return { kind: "webhook's port closed", pattern: /\b15017\b/g, replacement: "15018", expect };
}

/** Nodes of kvm2 have no ip6tables. */
function virtualMachine(cluster, _, value) {
  const nodes = cluster.installs.filter(({ component }) => component === "cni");
  if (
    cluster.platform !== "minikube" ||
    value === "kvm2" ||
    nodes.some(({ effective, unknown }) => effective === null || unknown.length > 0)
  )
    return undefined;
  const wrong = nodes.filter(({ effective }) => effective.ipv6 !== false);
  const expect =
    cluster.ambient && wrong.length > 0
      ? { rules: ["minikube-vm-driver"], installs: wrong }
      : { silence: "not ambient, or istio-cni leaves IPv6 alone" };
  return { kind: "minikube in a virtual machine", pattern: /(driver[= ]+["']?)[\w-]+/g, replacement: "$1kvm2", expect };
}
