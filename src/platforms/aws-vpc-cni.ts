import { defineDetector } from "./finder.ts";
import { matchCommands, matchHelmInstall, readLiteral } from "./shell-finders.ts";
import { matchTerraformLine } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const installed = { cni: "aws-vpc-cni", strength: "strong", message: "the VPC CNI is installed here" } as const;

/** Detects the VPC CNI: https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html */
export default defineDetector("aws-vpc-cni", [
  matchHelmInstall(["aws-vpc-cni"], /^eks\/aws-vpc-cni$/, installed),
  matchCommands(["aws-node"], function* (found) {
    const words = found.args.map(readLiteral);
    if (found.program !== "kubectl" || !(words.includes("set") && words.includes("env"))) return;
    const named = words.some((word) => word === "aws-node" || word.endsWith("/aws-node"));
    if (named) yield { ...installed, message: "the VPC CNI is configured here", place: found.place };
  }),
  matchYamlLine(["aws-vpc-cni"], buildEntryPattern("chart", "aws-vpc-cni[\"']?[ \\t]*$"), installed),
  matchYamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: buildEntryPattern("name", "vpc-cni\\b") }, installed),
  matchTerraformLine(["vpc-cni"], /^[ \t]{0,200}addon_name[ \t]*=[ \t]*"vpc-cni"|^[ \t]{1,200}"?vpc-cni"?[ \t]*=[ \t]*\{/m, installed),
  matchYamlObject(
    { groups: ["vpcresources.k8s.aws", "crd.k8s.amazonaws.com"] },
    { ...installed, message: "this object is one that the VPC CNI serves" },
  ),
]);
