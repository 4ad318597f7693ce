import { Type } from "typebox";
import { allowOmission, defineNamedShape } from "./vocabulary.ts";

export const Facts = defineNamedShape(
  "Facts",
  "Facts about a cluster beside its platform, where some file says them. A fact that is absent is not written anywhere, or listed in `unknown`. A JSON pointer such as `/facts/k3sVersion` leads to the first line that says it.",
  {
    kubernetesVersion: allowOmission(
      Type.String({ description: "The version of Kubernetes, as much of it as all files agree on: `1.33`, `1.33.4`." }),
    ),
    k3sVersion: allowOmission(Type.String({ description: "The version of K3s: `v1.33.4+k3s1`." })),
    k3sFlannel: allowOmission(Type.String({ description: "`none` where K3s runs without Flannel." })),
    k3dFlannel: allowOmission(Type.String({ description: "`none` where k3d runs without Flannel." })),
    k3dTraefik: allowOmission(Type.Boolean({ description: "Whether the k3d cluster comes with Traefik." })),
    minikubeDriver: allowOmission(Type.String()),
    minikubeRuntime: allowOmission(Type.String({ description: "`docker`, `containerd` or `cri-o`." })),
    minikubeVersion: allowOmission(Type.String()),
    nodeIpv6: allowOmission(Type.Boolean({ description: "False where the kernel of the nodes has no IPv6." })),
    ipFamily: allowOmission(Type.String({ description: "`ipv6` or `dual` where pods have IPv6 addresses." })),
    calicoVersion: allowOmission(Type.String()),
    gkeAutopilot: allowOmission(Type.Boolean({ description: "Whether the cluster is one of GKE Autopilot." })),
    enablePodEni: allowOmission(Type.Boolean({ description: "`ENABLE_POD_ENI` of the VPC CNI." })),
    podSecurityGroupEnforcingMode: allowOmission(Type.String({ description: "`POD_SECURITY_GROUP_ENFORCING_MODE` of the VPC CNI." })),
    tcpEarlyDemuxDisabled: allowOmission(Type.Boolean({ description: "`DISABLE_TCP_EARLY_DEMUX` of the VPC CNI." })),
    networkPolicy: allowOmission(
      Type.String({
        description: "Which engine of a provider enforces network policies: `vpc-cni`, `dataplane-v2`, `aks-cilium`, `terway`, or `none`.",
      }),
    ),
    routingViaHost: allowOmission(Type.Boolean({ description: "Whether OVN-Kubernetes routes via the host." })),
    networkType: allowOmission(Type.String({ description: "`networkType` of OpenShift's install-config.yaml." })),
    gatewayApi: allowOmission(Type.String({ description: "The version of the Gateway API's CRDs." })),
    gatewayApiChannel: allowOmission(Type.String({ description: "`standard` or `experimental`." })),
    selinux: allowOmission(Type.String({ description: "`enforcing` where the nodes run with SELinux." })),
    podSecurityDefault: allowOmission(
      Type.String({ description: "The Pod Security level that namespaces without a label of their own have: `baseline`, `restricted`." }),
    ),
    podSecurityExempt: allowOmission(Type.Array(Type.String(), { description: "Namespaces that this default leaves out." })),
    nodeTaints: allowOmission(Type.Array(Type.String(), { description: "Keys of the taints that new nodes start with." })),
    privateNodes: allowOmission(Type.Boolean({ description: "True where the nodes are reachable from inside the network only." })),
    firewallRules: allowOmission(Type.Boolean({ description: "True where rules of Google's firewall are managed beside the cluster." })),
    webhookPort: allowOmission(Type.String({ description: "Whether the API server reaches TCP 15017 on the nodes: `open` or `closed`." })),
    fargateNamespaces: allowOmission(Type.Array(Type.String(), { description: "Namespaces whose pods, all of them, run on Fargate." })),
    multus: allowOmission(Type.Boolean({ description: "True where Multus is installed." })),
    multusConfDirs: allowOmission(
      Type.Array(Type.String(), { description: "The directories of network configurations that Multus reads." }),
    ),
    desktop: allowOmission(
      Type.String({ description: "The program that runs the cluster on a desktop: `docker-desktop`, `orbstack`, `colima`." }),
    ),
    istioDownloads: allowOmission(Type.Array(Type.String(), { description: "Addresses of releases of Istio that are downloaded." })),
    unknown: Type.Array(Type.String(), {
      description: "Names of facts that are written, but cannot be known: by a variable, or in several ways.",
    }),
  },
);
