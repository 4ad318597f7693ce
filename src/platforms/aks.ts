import { kubernetesVersion } from "./facts.ts";
import { defineDetector } from "./finder.ts";
import { aksNetworkPolicies } from "./network-policy-facts.ts";
import { command, commands, findOption } from "./shell-finders.ts";
import { terraformBlock, terraformClusterModule, terraformClusters, terraformSetting } from "./terraform-finders.ts";
import { entry, yamlLine, yamlObject } from "./yaml-finders.ts";

const created = { platform: "aks", strength: "strong", message: "an AKS cluster is created here" } as const;
const described = { platform: "aks", strength: "strong", message: "an AKS cluster is described here" } as const;

export default defineDetector("aks", [
  ...aksNetworkPolicies,
  terraformClusters("aks", ["azurerm_kubernetes_cluster"], described),
  terraformBlock(["azurerm_kubernetes_cluster_node_pool"], {
    ...described,
    describes: true,
    message: "nodes of an AKS cluster are described here",
  }),
  terraformClusterModule("aks", "Azure/aks/azurerm", { ...created, message: "this module creates an AKS cluster" }),
  terraformSetting("azurerm_kubernetes_cluster", "kubernetes_version", (match) => kubernetesVersion(match.groups?.value)),
  commands(["az aks"], function* (found) {
    const option = found.program === "az" ? findOption(found, ["--kubernetes-version", "-k"]) : undefined;
    const evidence = kubernetesVersion(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  command("az aks create", created, ["az aks"]),
  command("az aks get-credentials", { ...created, message: "the credentials of an AKS cluster are fetched here" }, ["az aks"]),
  yamlObject({ groups: ["karpenter.azure.com"] }, { ...described, message: "Karpenter runs the nodes of an AKS cluster here" }),
  // https://capz.sigs.k8s.io/managed/managedcluster
  yamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io"], kinds: ["AzureManagedControlPlane"], marker: "AzureManagedControlPlane" },
    { ...described, describes: true },
  ),
  yamlLine([".azmk8s.io"], /^[ \t]{0,200}(?:- )?server:[ \t]*["']?https:\/\/[a-z0-9.-]{1,200}\.azmk8s\.io/m, {
    ...described,
    message: "this address is an AKS cluster's",
  }),
  yamlLine(["kubernetes.azure.com/"], entry("kubernetes\\.azure\\.com/[a-z-]+"), {
    platform: "aks",
    strength: "medium",
    message: "nodes are chosen by a label of AKS' here",
  }),
  yamlLine([".csi.azure.com"], entry("provisioner", "(?:disk|file)\\.csi\\.azure\\.com"), {
    platform: "aks",
    strength: "medium",
    message: "this storage class is served by Azure's driver",
  }),
]);
