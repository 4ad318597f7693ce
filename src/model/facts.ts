import type { Facts } from "./shapes/facts.ts";

export type { Facts } from "./shapes/facts.ts";

/** The name of a fact. */
export type FactName = Exclude<keyof Facts, "unknown">;

/** The spelling of each fact in a piece of evidence: `kubernetes-version=1.33`. */
export const factKeys: Readonly<Record<FactName, string>> = {
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
  istioDownloads: "istio-download",
};
