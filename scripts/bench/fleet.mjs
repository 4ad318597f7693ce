import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const platforms = ["gke", "k3s", "microk8s", "openshift", "k3d"];
const perCluster = ["base", "istiod", "cni", "ztunnel", "gateway", "gateway", "gateway", "gateway", "gateway", "cilium"];

/** Creates the repository of a fleet: ten installs per cluster, each cluster with its own values, resources and evidence. */
export function generateFleet(root, clusters) {
  mkdirSync(root, { recursive: true });
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (let cluster = 1; cluster <= clusters; cluster++) writeCluster(write, cluster);
  execFileSync("git", ["add", "--all"], { cwd: root });
  return root;
}

function writeCluster(write, cluster) {
  const name = `cluster-${cluster}`;
  const platform = platforms[cluster % platforms.length];
  for (const [index, chart] of perCluster.entries()) {
    const release = `${chart}-${index}`;
    write(`clusters/${name}/apps/${release}.yaml`, application(name, chart, release, platform));
    write(`clusters/${name}/values/${release}.yaml`, values(name, chart));
  }
  write(`clusters/${name}/resources/quota.yaml`, quota);
  write(`clusters/${name}/resources/host-probes.yaml`, hostProbes);
  write(`clusters/${name}/nodes.yaml`, node(name, platform));
}

function application(cluster, chart, release, platform) {
  const isIstio = chart !== "cilium";
  const repository = isIstio ? "https://blob.istio.io/istio-release/charts" : "https://helm.cilium.io";
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${cluster}-${release}
  namespace: argocd
spec:
  project: platform
  sources:
    - repoURL: ${repository}
      chart: ${chart}
      targetRevision: ${isIstio ? "1.29.1" : "1.17.4"}
      helm:
        releaseName: ${release}
        valueFiles:
          - $config/clusters/${cluster}/values/${release}.yaml
        parameters:
          - name: global.platform
            value: ${platform}
    - repoURL: https://git.example.com/platform/fleet.git
      targetRevision: main
      ref: config
  destination:
    name: ${cluster}
    namespace: ${isIstio && chart !== "gateway" ? "kube-system" : "istio-ingress"}
`;
}

function values(cluster, chart) {
  if (chart === "cilium") return "cni:\n  exclusive: false\nsocketLB:\n  hostNamespaceOnly: true\n";
  return `profile: ambient
global:
  multiCluster:
    clusterName: ${cluster}
  network: ${cluster}-network
resources:
  requests:
    cpu: 100m
`;
}

const quota = `apiVersion: v1
kind: ResourceQuota
metadata:
  name: node-critical
  namespace: kube-system
spec:
  hard:
    pods: "1000"
  scopeSelector:
    matchExpressions:
      - operator: In
        scopeName: PriorityClass
        values: [system-node-critical]
`;

const hostProbes = `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata:
  name: allow-ambient-hostprobes
spec:
  enableDefaultDeny:
    egress: false
    ingress: false
  endpointSelector: {}
  ingress:
    - fromCIDR: [169.254.7.127/32]
`;

function node(cluster, platform) {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${cluster}
  namespace: fleet
data:
  provider: ${platform}
`;
}
