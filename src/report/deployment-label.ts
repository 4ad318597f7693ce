import type { DeploymentTree } from "../model/deployment-tree.ts";

const kinds: Readonly<Record<Exclude<DeploymentTree["kind"], "install" | "resource">, string>> = {
  "argocd-application": "Application",
  "argocd-applicationset": "ApplicationSet",
  "flux-kustomization": "Flux Kustomization",
  kustomization: "Kustomize",
  "kustomize-component": "component",
  chart: "chart",
  script: "script",
  helmfile: "helmfile",
  terraform: "Terraform",
  manifest: "file",
};

/** Returns the label of a deployer, an install or a resource: `Application istiod`, `Kustomize infrastructure/istio`, `istiod 1.30.1`. */
export function labelDeployment({ kind, name }: DeploymentTree): string {
  return kind === "install" || kind === "resource" ? name : `${kinds[kind]} ${name === "." ? "of the root directory" : name}`;
}

/** Merges siblings: many leaves of one kind, and many deployers that install nothing, become one line. */
export function gatherSiblings(trees: readonly DeploymentTree[]): readonly DeploymentTree[] {
  const groups = new Map<string, DeploymentTree[]>();
  for (const tree of trees) {
    const key = labelGroup(tree);
    const group = groups.get(key);
    if (group) group.push(tree);
    else groups.set(key, [tree]);
  }
  return [...groups].flatMap(([key, group]) =>
    key === installing || group.length <= most ? group : [...group.slice(0, most - 1), foldRest(group)],
  );
}

const installing = "";

/** The number of siblings of a kind that are shown; more add no information. */
const most = 4;

function labelGroup(tree: DeploymentTree): string {
  if (tree.children.length > 0) return hasInstall(tree) ? installing : "deployers";
  return `${tree.kind} ${labelKind(tree)}`;
}

function foldRest(group: readonly DeploymentTree[]): DeploymentTree {
  const left = group.slice(most - 1);
  const [first] = left;
  const isLeaf = first !== undefined && first.children.length === 0;
  const name = `and ${left.length} more ${isLeaf ? `of ${labelKind(first)}` : "without installs"}`;
  return { kind: "resource", name, file: "", children: [] };
}

/** Returns the kind of a resource, or the component of an install. */
function labelKind({ name }: DeploymentTree): string {
  return name.split(" ", 1)[0] ?? name;
}

const known = new WeakMap<DeploymentTree, boolean>();

function hasInstall(tree: DeploymentTree): boolean {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const found = tree.kind === "install" || tree.children.some(hasInstall);
  known.set(tree, found);
  return found;
}
