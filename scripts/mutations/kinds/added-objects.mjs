import { commandBefore, deployedWith } from "../adding.mjs";
import { minorOf } from "../mesh.mjs";

/** Objects and commands beside an install that it does not get on with. */
export function* addedObjectMutations(world) {
  for (const cluster of world.clusters) {
    const place = cluster.installs.find(({ component, form }) => /^(ztunnel|cni|istiod)$/.test(component) && form !== "helm-values");
    if (!place || cluster.ambient === null || cluster.installs.some(hasSelectors)) continue;
    for (const { kind, texts, expect } of objects) {
      const expected = expect(cluster);
      const made = expected && deployedWith(world, place, texts);
      if (made) yield { kind, ...made, expect: expected };
    }
    yield* namespacesOfInstalls(world, cluster, place);
    yield* newerGatewayApi(world, cluster);
    yield* onDesktop(world, cluster);
  }
}

/** What an istiod with selectors thinks of a new namespace is another matter. */
function hasSelectors({ effective, unknown }) {
  return effective?.discoverySelectors?.length > 0 || unknown.includes("/effective/discoverySelectors");
}

const enrolled = namespace("orders", { "istio.io/dataplane-mode": "ambient" });

const objects = [
  {
    kind: "namespace in both data planes",
    texts: [namespace("orders", { "istio.io/dataplane-mode": "ambient", "istio-injection": "enabled" })],
    expect: (cluster) => inAmbient(cluster, ["data-plane-labels"]),
  },
  {
    kind: "policy without the tunnel's port",
    texts: [enrolled, policy(["  policyTypes: [Ingress]", "  ingress:", "    - ports:", "        - port: 8080"])],
    expect: (cluster) => (hasPolicies(cluster) ? undefined : inAmbient(cluster, ["hbone-port"])),
  },
  {
    kind: "default deny",
    texts: [enrolled, policy(["  policyTypes: [Ingress]"])],
    expect: (cluster) => (hasPolicies(cluster) ? undefined : denied(cluster)),
  },
  {
    kind: "pods in a sandbox",
    texts: [enrolled, sandboxed()],
    expect: (cluster) => inAmbient(cluster, ["uncapturable-pods"]),
  },
  {
    kind: "Cilium's HTTP rules",
    texts: [enrolled, httpRules()],
    expect: (cluster) => (hasPolicies(cluster) ? undefined : inAmbient(cluster, ["cilium-l7-policy"])),
  },
];

function namespace(name, labels) {
  const lines = Object.entries(labels).map(([key, value]) => `    ${key}: ${value}`);
  return ["apiVersion: v1", "kind: Namespace", "metadata:", `  name: ${name}`, "  labels:", ...lines];
}

function policy(spec) {
  const head = ["apiVersion: networking.k8s.io/v1", "kind: NetworkPolicy", "metadata:", "  name: orders", "  namespace: orders"];
  return [...head, "spec:", "  podSelector: {}", ...spec];
}

function sandboxed() {
  const head = ["apiVersion: apps/v1", "kind: Deployment", "metadata:", "  name: orders", "  namespace: orders", "spec:"];
  const pod = ["      runtimeClassName: gvisor", "      containers:", "        - name: orders", "          image: example.com/orders:1.0"];
  const selector = ["  selector:", "    matchLabels:", "      app: orders", "  template:", "    metadata:", "      labels:"];
  return [...head, ...selector, "        app: orders", "    spec:", ...pod];
}

/** Everything is admitted by the first of the rules. */
function httpRules() {
  const head = ["apiVersion: cilium.io/v2", "kind: CiliumNetworkPolicy", "metadata:", "  name: orders", "  namespace: orders", "spec:"];
  const rules = ["    - toPorts:", "        - ports:", '            - port: "8080"', "          rules:", "            http:"];
  return [...head, "  endpointSelector: {}", "  ingress:", "    - fromEntities: [all]", ...rules, "              - method: GET"];
}

function inAmbient({ ambient }, rules) {
  return ambient ? { rules } : { silence: "the cluster is not ambient" };
}

/** What admits or isolates pods already would have to be weighed. */
function hasPolicies({ resources, installs }) {
  return resources.some(({ kind }) => /NetworkPolicy$/.test(kind)) || installs.some(({ component }) => component === "calico");
}

/** Which engine drops the probes of pods that a policy isolates, by the catalogue's table. */
function denied(cluster) {
  const { ambient, installs, evidence, facts, platform } = cluster;
  const cilium = installs.find(({ component }) => component === "cilium");
  const hasCilium = cilium !== undefined || evidence.some(({ cni }) => cni === "cilium");
  if (!ambient) return { silence: "the cluster is not ambient" };
  if (hasCilium) return cilium ? { rules: ["cilium-host-probes"] } : undefined;
  if (["vpc-cni", "dataplane-v2", "aks-cilium", "terway"].includes(facts.networkPolicy) || facts.gkeAutopilot)
    return { rules: ["host-probes"] };
  if (platform === "openshift" || installs.some(({ component }) => component === "aws-vpc-cni")) return undefined;
  const isBundled = !evidence.some(({ cni }) => cni !== null && cni !== "flannel") && !facts.k3sFlannel && facts.networkPolicy !== "none";
  if (platform === "k3s" && isBundled) return { rules: ["host-probes"] };
  return { silence: "no engine that is known to drop them" };
}

/** Namespaces of installs that no file describes yet. */
function* namespacesOfInstalls(world, cluster, place) {
  const isDescribed = (name) => cluster.resources.some((resource) => resource.kind === "Namespace" && resource.name === name);
  const ofNodes = cluster.installs.filter(({ component, tool }) => /^(cni|ztunnel)$/.test(component) && tool === "helm");
  const node = ofNodes.find(({ namespace: name, unknown }) => name !== null && !unknown.includes("/namespace") && !isDescribed(name));
  const baseline = node && deployedWith(world, place, [namespace(node.namespace, { "pod-security.kubernetes.io/enforce": "baseline" })]);
  if (baseline) {
    const installs = ofNodes.filter((install) => install.namespace === node.namespace);
    yield { kind: "namespace labelled baseline", ...baseline, expect: { rules: ["pod-security"], installs } };
  }
  const gateways = cluster.installs.filter(
    ({ component, tool, unknown }) => component === "gateway" && tool === "helm" && unknown.length === 0,
  );
  const [gateway] = gateways.filter(({ namespace: name }) => name !== null && !isDescribed(name));
  const isByHelm = cluster.installs.some(({ component, tool }) => component === "istiod" && tool === "helm");
  const closed = gateway && isByHelm && deployedWith(world, place, [namespace(gateway.namespace, { "istio-injection": "disabled" })]);
  if (closed)
    yield { kind: "gateway's namespace closed to injection", ...closed, expect: { rules: ["gateway-injection"], installs: gateways } };
}

/** CRDs that serve no TLSRoute as `v1alpha2` any more. */
function* newerGatewayApi(world, cluster) {
  const istiods = cluster.installs.filter(({ component }) => component === "istiod");
  const [istiod] = istiods;
  const isRoute = ({ kind, apiVersion }) => /Route$/.test(kind) && apiVersion.startsWith("gateway.");
  if (
    !istiod ||
    istiods.length > 1 ||
    cluster.resources.some(isRoute) ||
    cluster.evidence.some(({ fact }) => /gateway-api/.test(fact ?? ""))
  )
    return;
  if (istiod.unknown.length > 0 || /^(gke|openshift)$/.test(cluster.platform ?? "")) return;
  const url = "https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.5.1/standard-install.yaml";
  const made = commandBefore(world, istiod, `kubectl apply -f ${url}`);
  if (made) yield { kind: "newer CRDs of the Gateway API", ...made, expect: waiting(istiod) };
}

function waiting(istiod) {
  const minor = minorOf(istiod);
  const patch = Number(/\.(\d+)$/.exec(istiod.version ?? "")?.[1]);
  if (minor === undefined) return { silence: "istiod's version is not written" };
  const [first] = [{ 27: 9, 28: 6, 29: 2 }[minor] ?? (minor < 27 ? Number.POSITIVE_INFINITY : 0)];
  return patch < first ? { rules: ["gateway-api-crds"], installs: [istiod] } : { silence: "that istiod asks for other versions" };
}

/** The cluster of a desktop, in a script that names none. */
function* onDesktop(world, cluster) {
  const [install] = cluster.installs;
  const isNamed = cluster.platform !== null || cluster.evidence.length > 0 || /[#(]/.test(cluster.name);
  if (isNamed || cluster.installs.some(({ file, form }) => file !== install.file || !/-cli$/.test(form))) return;
  if (world.lines(install.file).some((text) => /context|kubeconfig/i.test(text))) return;
  const made = commandBefore(world, install, "kubectl config use-context docker-desktop");
  if (made) yield { kind: "context of a desktop", ...made, expect: inAmbient(cluster, ["desktop-cluster"]) };
}
