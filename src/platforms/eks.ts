import { formatClusterName } from "../model/cluster-name.ts";
import { eksAddonFacts, eksClusterFacts, eksCommandFacts, eksDaemonSetFacts } from "./eks-facts.ts";
import { eksFargateProfiles } from "./fargate-facts.ts";
import { defineDetector } from "./finder.ts";
import { eksNetworkPolicies } from "./network-policy-facts.ts";
import { matchCommand } from "./shell-finders.ts";
import { matchClusterModule, matchTerraformBlock, matchTerraformClusters, matchTerraformModule } from "./terraform-finders.ts";
import { eksWebhookPort } from "./webhook-port-facts.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject, nameInMetadata } from "./yaml-finders.ts";

const created = { platform: "eks", strength: "strong", message: "an EKS cluster is created here" } as const;
const described = { platform: "eks", strength: "strong", message: "an EKS cluster is described here" } as const;
const served = { platform: "eks", strength: "strong", message: "this object is one that EKS' own controllers serve" } as const;

export default defineDetector("eks", [
  ...eksNetworkPolicies,
  ...eksFargateProfiles,
  ...eksWebhookPort,
  matchTerraformClusters("eks", ["aws_eks_cluster"], described),
  matchTerraformBlock(["aws_eks_node_group", "aws_eks_addon", "aws_eks_fargate_profile"], {
    ...described,
    describes: true,
    message: "a part of an EKS cluster is described here",
  }),
  matchClusterModule("eks", "terraform-aws-modules/eks/aws", { ...created, message: "this module creates an EKS cluster" }),
  matchClusterModule("eks", "terraform-aws-modules/terraform-aws-eks", { ...created, message: "this module creates an EKS cluster" }),
  matchTerraformModule("aws-ia/eks-blueprints-addons/aws", {
    ...described,
    describes: true,
    message: "this module adds to an EKS cluster",
  }),
  matchCommand("eksctl create cluster", created),
  matchCommand("aws eks create-cluster", created, ["create-cluster"]),
  matchCommand("aws eks update-kubeconfig", { ...created, message: "the credentials of an EKS cluster are fetched here" }, [
    "update-kubeconfig",
  ]),
  matchYamlObject({ groups: ["eksctl.io"] }, ({ input }) => ({
    ...described,
    describes: true,
    cluster: formatClusterName("eks", nameInMetadata(input)),
  })),
  matchYamlObject({ groups: ["vpcresources.k8s.aws", "networking.k8s.aws", "eks.amazonaws.com"] }, served),
  matchYamlObject({ groups: ["karpenter.k8s.aws"] }, { ...served, message: "Karpenter runs the nodes of an EKS cluster here" }),
  matchYamlLine(
    ["eks.amazonaws.com"],
    /^[ \t]{0,200}(?:- )?server:[ \t]*["']?https:\/\/[0-9A-F]{32}\.[a-z0-9]{1,8}\.[a-z0-9-]{1,40}\.eks\.amazonaws\.com/m,
    {
      ...described,
      message: "this address is an EKS cluster's",
    },
  ),
  matchYamlLine(["eks.amazonaws.com/"], buildEntryPattern("eks\\.amazonaws\\.com/role-arn"), {
    platform: "eks",
    strength: "medium",
    message: "a service account takes an IAM role the way EKS does it",
  }),
  matchYamlLine(
    ["eks.amazonaws.com/"],
    buildEntryPattern("(?:eks\\.amazonaws\\.com/(?:nodegroup|capacityType|compute-type)|alpha\\.eksctl\\.io/[a-z-]+)"),
    {
      platform: "eks",
      strength: "medium",
      message: "nodes are chosen by a label of EKS' here",
    },
  ),
  // https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
  matchYamlLine(["ebs.csi.eks.amazonaws.com"], buildEntryPattern("provisioner", "ebs\\.csi\\.eks\\.amazonaws\\.com"), {
    ...served,
    message: "this storage class is served by EKS Auto Mode",
  }),
  matchYamlLine(["ebs.csi.aws.com"], buildEntryPattern("provisioner", "ebs\\.csi\\.aws\\.com"), {
    platform: "eks",
    strength: "medium",
    message: "this storage class is served by AWS' driver",
  }),
  // https://cluster-api-aws.sigs.k8s.io/topics/eks/
  matchYamlObject(
    { groups: ["controlplane.cluster.x-k8s.io"], kinds: ["AWSManagedControlPlane"], marker: "AWSManagedControlPlane" },
    { ...described, describes: true },
  ),
  ...eksClusterFacts,
  ...eksAddonFacts,
  ...eksCommandFacts,
  ...eksDaemonSetFacts,
]);
