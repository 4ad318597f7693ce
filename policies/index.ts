import type { Policy } from "../src/policy/define.ts";
import { policyFromJson } from "../src/policy/schema.ts";
import aksAdmissionsEnforcer from "./aks-admissions-enforcer.ts";
import ambientProfile from "./ambient-profile.ts";
import calicoConnectTimeLb from "./calico-connect-time-lb.ts";
import calicoEbpf from "./calico-ebpf.ts";
import ciliumBpfMasquerade from "./cilium-bpf-masquerade.ts";
import ciliumCniExclusive from "./cilium-cni-exclusive.ts";
import ciliumHostProbes from "./cilium-host-probes.ts";
import ciliumHostRouting from "./cilium-host-routing.ts";
import ciliumL7Policy from "./cilium-l7-policy.ts";
import ciliumSocketLb from "./cilium-socket-lb.ts";
import clusterName from "./cluster-name.ts";
import cniConfFileName from "./cni-conf-file-name.ts";
import dataPlaneLabels from "./data-plane-labels.ts";
import desktopCluster from "./desktop-cluster.ts";
import discoverySelectors from "./discovery-selectors.ts";
import eksPodEniEnforcingMode from "./eks-pod-eni-enforcing-mode.ts";
import gatewayApiCrds from "./gateway-api-crds.ts";
import gatewayInjection from "./gateway-injection.ts";
import gkeAutopilot from "./gke-autopilot.ts";
import gkeCniBinDir from "./gke-cni-bin-dir.ts";
import gkeCriticalPodsQuota from "./gke-critical-pods-quota.ts";
import gkeDuplicateQuota from "./gke-duplicate-quota.ts";
import gkePlatform from "./gke-platform.ts";
import hbonePort from "./hbone-port.ts";
import helm4WebhookConflict from "./helm4-webhook-conflict.ts";
import hostProbes from "./host-probes.ts";
import ineffectiveValue from "./ineffective-value.ts";
import istioctlKnownValue from "./istioctl-known-value.ts";
import istiodNamespace from "./istiod-namespace.ts";
import k3dCniDirs from "./k3d-cni-dirs.ts";
import k3dTraefik from "./k3d-traefik.ts";
import k3sCniDirs from "./k3s-cni-dirs.ts";
import knownPlatform from "./known-platform.ts";
import knownProfile from "./known-profile.ts";
import kubernetesVersion from "./kubernetes-version.ts";
import microk8sCniDirs from "./microk8s-cni-dirs.ts";
import minikubeNetnsDir from "./minikube-netns-dir.ts";
import minikubeVmDriver from "./minikube-vm-driver.ts";
import multusCniDirs from "./multus-cni-dirs.ts";
import nativeNftables from "./native-nftables.ts";
import openshiftInjectedPlatform from "./openshift-injected-platform.json" with { type: "json" };
import openshiftNodeNamespace from "./openshift-node-namespace.ts";
import openshiftOvnGateway from "./openshift-ovn-gateway.ts";
import openshiftPlatform from "./openshift-platform.ts";
import overriddenValue from "./overridden-value.ts";
import platformOnEveryChart from "./platform-on-every-chart.ts";
import podSecurity from "./pod-security.ts";
import retiredRegistry from "./retired-registry.ts";
import selinuxType from "./selinux-type.ts";
import uncapturablePods from "./uncapturable-pods.ts";
import untaintController from "./untaint-controller.ts";
import versionSkew from "./version-skew.ts";
import webhookPort from "./webhook-port.ts";
import ztunnelIstiodAddress from "./ztunnel-istiod-address.ts";
import ztunnelNetwork from "./ztunnel-network.ts";
import ztunnelTrust from "./ztunnel-trust.ts";
import ztunnelWithoutCni from "./ztunnel-without-cni.ts";

/** The built-in rules, one per line, grouped by subject. */
export const policyGroups: Readonly<Record<string, readonly Policy[]>> = {
  "Charts and values": [
    retiredRegistry,
    knownPlatform,
    knownProfile,
    istioctlKnownValue,
    ineffectiveValue,
    overriddenValue,
    ambientProfile,
    platformOnEveryChart,
  ],
  "Parts that have to agree": [
    istiodNamespace,
    ztunnelIstiodAddress,
    ztunnelTrust,
    clusterName,
    ztunnelNetwork,
    discoverySelectors,
    versionSkew,
    ztunnelWithoutCni,
    gatewayInjection,
    untaintController,
    nativeNftables,
  ],
  "The cluster below": [
    kubernetesVersion,
    gatewayApiCrds,
    helm4WebhookConflict,
    cniConfFileName,
    multusCniDirs,
    podSecurity,
    selinuxType,
    webhookPort,
  ],
  Clouds: [gkePlatform, gkeCniBinDir, gkeCriticalPodsQuota, gkeAutopilot, gkeDuplicateQuota, eksPodEniEnforcingMode, aksAdmissionsEnforcer],
  "Local clusters and small distributions": [
    k3dCniDirs,
    k3dTraefik,
    k3sCniDirs,
    microk8sCniDirs,
    minikubeNetnsDir,
    minikubeVmDriver,
    desktopCluster,
  ],
  OpenShift: [openshiftPlatform, openshiftNodeNamespace, openshiftOvnGateway, policyFromJson(openshiftInjectedPlatform)],
  "Cilium, Calico and network policies": [
    ciliumCniExclusive,
    ciliumBpfMasquerade,
    ciliumHostRouting,
    ciliumHostProbes,
    hostProbes,
    ciliumL7Policy,
    ciliumSocketLb,
    calicoEbpf,
    calicoConnectTimeLb,
    hbonePort,
  ],
  "Namespaces and pods": [dataPlaneLabels, uncapturablePods],
};

/** The built-in rules in one list, in the order of documentation and reports. */
export const policies: readonly Policy[] = Object.values(policyGroups).flat();
