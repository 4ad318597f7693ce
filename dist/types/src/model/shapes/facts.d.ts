/**
 * Facts about a cluster beside its platform, where some file says them. A fact that is absent is not written anywhere, or listed in
 * `unknown`. A JSON pointer such as `/facts/k3sVersion` leads to the first line that says it.
 */
export interface Facts {
    /** The version of Kubernetes, as much of it as all files agree on: `1.33`, `1.33.4`. */
    readonly kubernetesVersion?: string;
    /** The version of K3s: `v1.33.4+k3s1`. */
    readonly k3sVersion?: string;
    /** `none` where K3s runs without Flannel. */
    readonly k3sFlannel?: string;
    /** `none` where k3d runs without Flannel. */
    readonly k3dFlannel?: string;
    /** Whether the k3d cluster comes with Traefik. */
    readonly k3dTraefik?: boolean;
    readonly minikubeDriver?: string;
    /** `docker`, `containerd` or `cri-o`. */
    readonly minikubeRuntime?: string;
    readonly minikubeVersion?: string;
    /** False where the kernel of the nodes has no IPv6. */
    readonly nodeIpv6?: boolean;
    /** `ipv6` or `dual` where pods have IPv6 addresses. */
    readonly ipFamily?: string;
    readonly calicoVersion?: string;
    /** Whether the cluster is one of GKE Autopilot. */
    readonly gkeAutopilot?: boolean;
    /** `ENABLE_POD_ENI` of the VPC CNI. */
    readonly enablePodEni?: boolean;
    /** `POD_SECURITY_GROUP_ENFORCING_MODE` of the VPC CNI. */
    readonly podSecurityGroupEnforcingMode?: string;
    /** `DISABLE_TCP_EARLY_DEMUX` of the VPC CNI. */
    readonly tcpEarlyDemuxDisabled?: boolean;
    /** Which engine of a provider enforces network policies: `vpc-cni`, `dataplane-v2`, `aks-cilium`, `terway`, or `none`. */
    readonly networkPolicy?: string;
    /** Whether OVN-Kubernetes routes via the host. */
    readonly routingViaHost?: boolean;
    /** `networkType` of OpenShift's install-config.yaml. */
    readonly networkType?: string;
    /** The version of the Gateway API's CRDs. */
    readonly gatewayApi?: string;
    /** `standard` or `experimental`. */
    readonly gatewayApiChannel?: string;
    /** `enforcing` where the nodes run with SELinux. */
    readonly selinux?: string;
    /** The Pod Security level that namespaces without a label of their own have: `baseline`, `restricted`. */
    readonly podSecurityDefault?: string;
    /** Namespaces that this default leaves out. */
    readonly podSecurityExempt?: readonly string[];
    /** Keys of the taints that new nodes start with. */
    readonly nodeTaints?: readonly string[];
    /** True where the nodes are reachable from inside the network only. */
    readonly privateNodes?: boolean;
    /** True where rules of Google's firewall are managed beside the cluster. */
    readonly firewallRules?: boolean;
    /** Whether the API server reaches TCP 15017 on the nodes: `open` or `closed`. */
    readonly webhookPort?: string;
    /** Namespaces whose pods, all of them, run on Fargate. */
    readonly fargateNamespaces?: readonly string[];
    /** True where Multus is installed. */
    readonly multus?: boolean;
    /** The directories of network configurations that Multus reads. */
    readonly multusConfDirs?: readonly string[];
    /** The program that runs the cluster on a desktop: `docker-desktop`, `orbstack`, `colima`. */
    readonly desktop?: string;
    /** Addresses of releases of Istio that are downloaded. */
    readonly istioDownloads?: readonly string[];
    /** Names of facts that are written, but cannot be known: by a variable, or in several ways. */
    readonly unknown: readonly string[];
}
