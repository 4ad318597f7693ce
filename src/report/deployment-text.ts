import type { Colors } from "picocolors/types";
import type { ClusterDeployments, DeploymentTree } from "../model/deployment-tree.ts";
import { columns } from "./columns.ts";
import { deploymentLabel, gathered } from "./deployment-label.ts";
import { enumerate } from "./wording.ts";

/** Renders what deploys what in a cluster as a tree; objects that nothing deploys come last. */
export function deploymentLines({ trees, loose, undeployed }: ClusterDeployments, colors: Colors): string[] {
  const rows = [
    ...listTreeRows(trees, ""),
    ...(loose.length > 0 ? [["by nothing known here", ""], ...listTreeRows(loose, "   ")] : []),
    ...(undeployed.length > 0 ? [["by nothing", ""], ...listTreeRows(undeployed, "   ")] : []),
  ];
  const lines = columns(rows, [String, colors.cyan]);
  return lines.map((line, index) => (index === 0 ? `  deployed: ${line}` : `            ${line}`).trimEnd());
}

/** The top-level trees are not indented. */
function listTreeRows(trees: readonly DeploymentTree[], indent: string): string[][] {
  const shown = gathered(trees);
  return shown.flatMap((tree) => [[indent + shortened(tree), formatTreePlace(tree)], ...branches(tree, indent)]);
}

function branches(tree: DeploymentTree, indent: string): string[][] {
  if (indent.length > deepest) return [];
  const children = isOne(tree) ? [] : gathered(tree.children);
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    const row = [`${indent}${isLast ? "└─ " : "├─ "}${shortened(child)}`, formatTreePlace(child)];
    return [row, ...branches(child, `${indent}${isLast ? "   " : "│  "}`)];
  });
}

/** The maximum depth that is shown. */
const deepest = 90;

/** Checks whether a deployer deploys only installs from its own file. */
function isOne({ kind, file, children }: DeploymentTree): boolean {
  return (
    kind !== "script" &&
    children.length > 0 &&
    children.length <= 2 &&
    children.every((child) => child.kind === "install" && child.file === file)
  );
}

function shortened(tree: DeploymentTree): string {
  if (!isOne(tree)) return deploymentLabel(tree);
  return `${deploymentLabel(tree)}: ${enumerate(tree.children.map(deploymentLabel))}`;
}

function formatTreePlace(tree: DeploymentTree): string {
  const { file, line } = isOne(tree) ? (tree.children[0] ?? tree) : tree;
  if (file === "") return "";
  if (line === undefined && (tree.kind === "script" || tree.kind === "helmfile")) return "";
  return line === undefined ? file : `${file}:${line}`;
}
