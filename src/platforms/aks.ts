import { buildKubernetesVersionFact } from "./facts.ts";
import { defineDetector } from "./finder.ts";
import { aksNetworkPolicies } from "./network-policy-facts.ts";
import { findOption, matchCommand, matchCommands } from "./shell-finders.ts";
import { matchClusterModule, matchTerraformBlock, matchTerraformClusters, matchTerraformSetting } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const created = { platform: "aks", strength: "strong", message: "an AKS cluster is created here" } as const;
const described = { platform: "aks", strength: "strong", message: "an AKS cluster is described here" } as const;

export default defineDetector("aks", [
  ...aksNetworkPolicies,
  matchTerraformClusters("aks", ["azurerm_kubernetes_cluster"], described),
  matchTerraformBlock(["azurerm_kubernetes_cluster_node_pool"], {
    ...described,
    describes: true,
    message: "nodes of an AKS cluster are described here",
  }),
  matchClusterModule("aks", "Azure/aks/azurerm", { ...created, message: "this module creates an AKS cluster" }),
  matchTerraformSetting("azurerm_kubernetes_cluster", "kubernetes_version", (match) => buildKubernetesVersionFact(match.groups?.value)),
  matchCommands(["az aks"], function* (found) {
    const option = found.program === "az" ? findOption(found, ["--kubernetes-version", "-k"]) : undefined;
    const evidence = buildKubernetesVersionFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  matchCommand("az aks create", created, ["az aks"]),
  matchCommand("az aks get-credentials", { ...created, message: "the credentials of an AKS cluster are fetched here" }, ["az aks"]),
  matchYamlObject({ groups: ["karpenter.azure.com"] }, { ...described, message: "Karpenter runs the nodes of an AKS cluster here" }),
  // https://capz.sigs.k8s.io/managed/managedcluster
  matchYamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io"], kinds: ["AzureManagedControlPlane"], marker: "AzureManagedControlPlane" },
    { ...described, describes: true },
  ),
  matchYamlLine([".azmk8s.io"], /^[ \t]{0,200}(?:- )?server:[ \t]*["']?https:\/\/[a-z0-9.-]{1,200}\.azmk8s\.io/m, {
    ...described,
    message: "this address is an AKS cluster's",
  }),
  matchYamlLine(["kubernetes.azure.com/"], buildEntryPattern("kubernetes\\.azure\\.com/[a-z-]+"), {
    platform: "aks",
    strength: "medium",
    message: "nodes are chosen by a label of AKS' here",
  }),
  matchYamlLine([".csi.azure.com"], buildEntryPattern("provisioner", "(?:disk|file)\\.csi\\.azure\\.com"), {
    platform: "aks",
    strength: "medium",
    message: "this storage class is served by Azure's driver",
  }),
]);
