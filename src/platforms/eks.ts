import { formatClusterName } from "../model/cluster-name.ts";
import { eksAddonFacts, eksClusterFacts, eksCommandFacts, eksDaemonSetFacts } from "./eks-facts.ts";
import { eksFargateProfiles } from "./fargate-facts.ts";
import { defineDetector } from "./finder.ts";
import { eksNetworkPolicies } from "./network-policy-facts.ts";
import { command } from "./shell-finders.ts";
import { terraformBlock, terraformClusterModule, terraformClusters, terraformModule } from "./terraform-finders.ts";
import { eksWebhookPort } from "./webhook-port-facts.ts";
import { entry, nameInMetadata, yamlLine, yamlObject } from "./yaml-finders.ts";

const created = { platform: "eks", strength: "strong", message: "an EKS cluster is created here" } as const;
const described = { platform: "eks", strength: "strong", message: "an EKS cluster is described here" } as const;
const served = { platform: "eks", strength: "strong", message: "this object is one that EKS' own controllers serve" } as const;

export default defineDetector("eks", [
  ...eksNetworkPolicies,
  ...eksFargateProfiles,
  ...eksWebhookPort,
  terraformClusters("eks", ["aws_eks_cluster"], described),
  terraformBlock(["aws_eks_node_group", "aws_eks_addon", "aws_eks_fargate_profile"], {
    ...described,
    describes: true,
    message: "a part of an EKS cluster is described here",
  }),
  terraformClusterModule("eks", "terraform-aws-modules/eks/aws", { ...created, message: "this module creates an EKS cluster" }),
  terraformClusterModule("eks", "terraform-aws-modules/terraform-aws-eks", { ...created, message: "this module creates an EKS cluster" }),
  terraformModule("aws-ia/eks-blueprints-addons/aws", { ...described, describes: true, message: "this module adds to an EKS cluster" }),
  command("eksctl create cluster", created),
  command("aws eks create-cluster", created, ["create-cluster"]),
  command("aws eks update-kubeconfig", { ...created, message: "the credentials of an EKS cluster are fetched here" }, [
    "update-kubeconfig",
  ]),
  yamlObject({ groups: ["eksctl.io"] }, ({ input }) => ({
    ...described,
    describes: true,
    cluster: formatClusterName("eks", nameInMetadata(input)),
  })),
  yamlObject({ groups: ["vpcresources.k8s.aws", "networking.k8s.aws", "eks.amazonaws.com"] }, served),
  yamlObject({ groups: ["karpenter.k8s.aws"] }, { ...served, message: "Karpenter runs the nodes of an EKS cluster here" }),
  yamlLine(
    ["eks.amazonaws.com"],
    /^[ \t]{0,200}(?:- )?server:[ \t]*["']?https:\/\/[0-9A-F]{32}\.[a-z0-9]{1,8}\.[a-z0-9-]{1,40}\.eks\.amazonaws\.com/m,
    {
      ...described,
      message: "this address is an EKS cluster's",
    },
  ),
  yamlLine(["eks.amazonaws.com/"], entry("eks\\.amazonaws\\.com/role-arn"), {
    platform: "eks",
    strength: "medium",
    message: "a service account takes an IAM role the way EKS does it",
  }),
  yamlLine(["eks.amazonaws.com/"], entry("(?:eks\\.amazonaws\\.com/(?:nodegroup|capacityType|compute-type)|alpha\\.eksctl\\.io/[a-z-]+)"), {
    platform: "eks",
    strength: "medium",
    message: "nodes are chosen by a label of EKS' here",
  }),
  // https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
  yamlLine(["ebs.csi.eks.amazonaws.com"], entry("provisioner", "ebs\\.csi\\.eks\\.amazonaws\\.com"), {
    ...served,
    message: "this storage class is served by EKS Auto Mode",
  }),
  yamlLine(["ebs.csi.aws.com"], entry("provisioner", "ebs\\.csi\\.aws\\.com"), {
    platform: "eks",
    strength: "medium",
    message: "this storage class is served by AWS' driver",
  }),
  // https://cluster-api-aws.sigs.k8s.io/topics/eks/
  yamlObject(
    { groups: ["controlplane.cluster.x-k8s.io"], kinds: ["AWSManagedControlPlane"], marker: "AWSManagedControlPlane" },
    { ...described, describes: true },
  ),
  ...eksClusterFacts,
  ...eksAddonFacts,
  ...eksCommandFacts,
  ...eksDaemonSetFacts,
]);
