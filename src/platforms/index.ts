import aks from "./aks.ts";
import awsVpcCni from "./aws-vpc-cni.ts";
import calico from "./calico.ts";
import cilium from "./cilium.ts";
import desktop from "./desktop.ts";
import type { Detector } from "./detector.ts";
import eks from "./eks.ts";
import flannel from "./flannel.ts";
import gatewayApi from "./gateway-api.ts";
import gke from "./gke.ts";
import istioDownload from "./istio-download.ts";
import k3d from "./k3d.ts";
import k3s from "./k3s.ts";
import kind from "./kind.ts";
import kindnet from "./kindnet.ts";
import microk8s from "./microk8s.ts";
import minikube from "./minikube.ts";
import multus from "./multus.ts";
import nodes from "./nodes.ts";
import openshift from "./openshift.ts";
import ovnKubernetes from "./ovn-kubernetes.ts";
import rke2 from "./rke2.ts";
import talos from "./talos.ts";
import terway from "./terway.ts";

/** All detectors: for platforms, CNI plugins and other facts about a cluster. */
export const detectors: readonly Detector[] = [
  ...[gke, eks, aks, k3d, k3s, rke2, microk8s, minikube, kind, openshift, talos],
  ...[istioDownload, gatewayApi, nodes, desktop],
  ...[cilium, calico, flannel, awsVpcCni, kindnet, multus, ovnKubernetes, terway],
];
