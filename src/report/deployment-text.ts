import type { Colors } from "picocolors/types";
import type { ClusterDeployments, DeploymentTree } from "../model/deployment-tree.ts";
import { alignColumns } from "./columns.ts";
import { gatherSiblings, labelDeployment } from "./deployment-label.ts";
import { enumerate } from "./wording.ts";

/** Renders what deploys what in a cluster as a tree; objects that nothing deploys come last. */
export function renderDeployments({ trees, loose, undeployed }: ClusterDeployments, colors: Colors): string[] {
  const rows = [
    ...listTreeRows(trees, ""),
    ...(loose.length > 0 ? [["by nothing known here", ""], ...listTreeRows(loose, "   ")] : []),
    ...(undeployed.length > 0 ? [["by nothing", ""], ...listTreeRows(undeployed, "   ")] : []),
  ];
  const lines = alignColumns(rows, [String, colors.cyan]);
  return lines.map((line, index) => (index === 0 ? `  deployed: ${line}` : `            ${line}`).trimEnd());
}

/** The top-level trees are not indented. */
function listTreeRows(trees: readonly DeploymentTree[], indent: string): string[][] {
  const shown = gatherSiblings(trees);
  return shown.flatMap((tree) => [[indent + shortenTree(tree), formatTreePlace(tree)], ...listBranchRows(tree, indent)]);
}

function listBranchRows(tree: DeploymentTree, indent: string): string[][] {
  if (indent.length > deepest) return [];
  const children = isOne(tree) ? [] : gatherSiblings(tree.children);
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    const row = [`${indent}${isLast ? "└─ " : "├─ "}${shortenTree(child)}`, formatTreePlace(child)];
    return [row, ...listBranchRows(child, `${indent}${isLast ? "   " : "│  "}`)];
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

function shortenTree(tree: DeploymentTree): string {
  if (!isOne(tree)) return labelDeployment(tree);
  return `${labelDeployment(tree)}: ${enumerate(tree.children.map(labelDeployment))}`;
}

function formatTreePlace(tree: DeploymentTree): string {
  const { file, line } = isOne(tree) ? (tree.children[0] ?? tree) : tree;
  if (file === "") return "";
  if (line === undefined && (tree.kind === "script" || tree.kind === "helmfile")) return "";
  return line === undefined ? file : `${file}:${line}`;
}
