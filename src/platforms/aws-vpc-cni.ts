import { defineDetector } from "./finder.ts";
import { commands, helmInstall, literal } from "./shell-finders.ts";
import { terraformLine } from "./terraform-finders.ts";
import { entry, yamlLine, yamlObject } from "./yaml-finders.ts";

const installed = { cni: "aws-vpc-cni", strength: "strong", message: "the VPC CNI is installed here" } as const;

/** Detects the VPC CNI: https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html */
export default defineDetector("aws-vpc-cni", [
  helmInstall(["aws-vpc-cni"], /^eks\/aws-vpc-cni$/, installed),
  commands(["aws-node"], function* (found) {
    const words = found.args.map(literal);
    if (found.program !== "kubectl" || !(words.includes("set") && words.includes("env"))) return;
    const named = words.some((word) => word === "aws-node" || word.endsWith("/aws-node"));
    if (named) yield { ...installed, message: "the VPC CNI is configured here", place: found.place };
  }),
  yamlLine(["aws-vpc-cni"], entry("chart", "aws-vpc-cni[\"']?[ \\t]*$"), installed),
  yamlObject({ groups: ["eksctl.io"], kinds: ["ClusterConfig"], body: entry("name", "vpc-cni\\b") }, installed),
  terraformLine(["vpc-cni"], /^[ \t]{0,200}addon_name[ \t]*=[ \t]*"vpc-cni"|^[ \t]{1,200}"?vpc-cni"?[ \t]*=[ \t]*\{/m, installed),
  yamlObject(
    { groups: ["vpcresources.k8s.aws", "crd.k8s.amazonaws.com"] },
    { ...installed, message: "this object is one that the VPC CNI serves" },
  ),
]);
