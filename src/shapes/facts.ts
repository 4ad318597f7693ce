import { Type } from "typebox";
import { named, optional } from "./vocabulary.ts";

export const Facts = named(
  "Facts",
  "Facts about a cluster beside its platform, where some file says them. A fact that is absent is not written anywhere, or listed in `unknown`. A JSON pointer such as `/facts/k3sVersion` leads to the first line that says it.",
  {
    kubernetesVersion: optional(
      Type.String({ description: "The version of Kubernetes, as much of it as all files agree on: `1.33`, `1.33.4`." }),
    ),
    k3sVersion: optional(Type.String({ description: "The version of K3s: `v1.33.4+k3s1`." })),
    k3sFlannel: optional(Type.String({ description: "`none` where K3s runs without Flannel." })),
    k3dFlannel: optional(Type.String({ description: "`none` where k3d runs without Flannel." })),
    k3dTraefik: optional(Type.Boolean({ description: "Whether the k3d cluster comes with Traefik." })),
    minikubeDriver: optional(Type.String()),
    minikubeRuntime: optional(Type.String({ description: "`docker`, `containerd` or `cri-o`." })),
    minikubeVersion: optional(Type.String()),
    nodeIpv6: optional(Type.Boolean({ description: "False where the kernel of the nodes has no IPv6." })),
    ipFamily: optional(Type.String({ description: "`ipv6` or `dual` where pods have IPv6 addresses." })),
    calicoVersion: optional(Type.String()),
    gkeAutopilot: optional(Type.Boolean({ description: "Whether the cluster is one of GKE Autopilot." })),
    enablePodEni: optional(Type.Boolean({ description: "`ENABLE_POD_ENI` of the VPC CNI." })),
    podSecurityGroupEnforcingMode: optional(Type.String({ description: "`POD_SECURITY_GROUP_ENFORCING_MODE` of the VPC CNI." })),
    tcpEarlyDemuxDisabled: optional(Type.Boolean({ description: "`DISABLE_TCP_EARLY_DEMUX` of the VPC CNI." })),
    networkPolicy: optional(
      Type.String({
        description: "Which engine of a provider enforces network policies: `vpc-cni`, `dataplane-v2`, `aks-cilium`, `terway`, or `none`.",
      }),
    ),
    routingViaHost: optional(Type.Boolean({ description: "Whether OVN-Kubernetes routes via the host." })),
    networkType: optional(Type.String({ description: "`networkType` of OpenShift's install-config.yaml." })),
    gatewayApi: optional(Type.String({ description: "The version of the Gateway API's CRDs." })),
    gatewayApiChannel: optional(Type.String({ description: "`standard` or `experimental`." })),
    selinux: optional(Type.String({ description: "`enforcing` where the nodes run with SELinux." })),
    podSecurityDefault: optional(
      Type.String({ description: "The Pod Security level that namespaces without a label of their own have: `baseline`, `restricted`." }),
    ),
    podSecurityExempt: optional(Type.Array(Type.String(), { description: "Namespaces that this default leaves out." })),
    nodeTaints: optional(Type.Array(Type.String(), { description: "Keys of the taints that new nodes start with." })),
    privateNodes: optional(Type.Boolean({ description: "True where the nodes are reachable from inside the network only." })),
    firewallRules: optional(Type.Boolean({ description: "True where rules of Google's firewall are managed beside the cluster." })),
    webhookPort: optional(Type.String({ description: "Whether the API server reaches TCP 15017 on the nodes: `open` or `closed`." })),
    fargateNamespaces: optional(Type.Array(Type.String(), { description: "Namespaces whose pods, all of them, run on Fargate." })),
    multus: optional(Type.Boolean({ description: "True where Multus is installed." })),
    multusConfDirs: optional(Type.Array(Type.String(), { description: "The directories of network configurations that Multus reads." })),
    desktop: optional(
      Type.String({ description: "The program that runs the cluster on a desktop: `docker-desktop`, `orbstack`, `colima`." }),
    ),
    istioDownloads: optional(Type.Array(Type.String(), { description: "Addresses of releases of Istio that are downloaded." })),
    unknown: Type.Array(Type.String(), {
      description: "Names of facts that are written, but cannot be known: by a variable, or in several ways.",
    }),
  },
);
