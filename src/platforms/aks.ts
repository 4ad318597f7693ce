import { command } from "./shell-signals.ts";
import { defineDetector } from "./signal.ts";
import { terraformBlock, terraformModule } from "./terraform-signals.ts";
import { entry, yamlLine, yamlObject } from "./yaml-signals.ts";

const created = { platform: "aks", strength: "strong", message: "an AKS cluster is created here" } as const;
const described = { platform: "aks", strength: "strong", message: "an AKS cluster is described here" } as const;

export default defineDetector("aks", [
  terraformBlock(["azurerm_kubernetes_cluster", "azurerm_kubernetes_cluster_node_pool"], described),
  terraformModule("Azure/aks/azurerm", { ...created, message: "this module creates an AKS cluster" }),
  command("az aks create", created, ["az aks"]),
  command("az aks get-credentials", { ...created, message: "the credentials of an AKS cluster are fetched here" }, ["az aks"]),
  yamlObject({ groups: ["karpenter.azure.com"] }, { ...described, message: "Karpenter runs the nodes of an AKS cluster here" }),
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
