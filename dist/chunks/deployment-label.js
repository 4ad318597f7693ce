// src/report/deployment-label.ts
var kinds = {
  "argocd-application": "Application",
  "argocd-applicationset": "ApplicationSet",
  "flux-kustomization": "Flux Kustomization",
  kustomization: "Kustomize",
  "kustomize-component": "component",
  chart: "chart",
  script: "script",
  helmfile: "helmfile",
  terraform: "Terraform",
  manifest: "file"
};
function labelDeployment({ kind, name }) {
  return kind === "install" || kind === "resource" ? name : `${kinds[kind]} ${name === "." ? "of the root directory" : name}`;
}
function gatherSiblings(trees) {
  const groups = /* @__PURE__ */ new Map();
  for (const tree of trees) {
    const key = labelGroup(tree);
    const group = groups.get(key);
    if (group) group.push(tree);
    else groups.set(key, [tree]);
  }
  return [...groups].flatMap(
    ([key, group]) => key === installing || group.length <= most ? group : [...group.slice(0, most - 1), foldRest(group)]
  );
}
var installing = "";
var most = 4;
function labelGroup(tree) {
  if (tree.children.length > 0) return hasInstall(tree) ? installing : "deployers";
  return `${tree.kind} ${labelKind(tree)}`;
}
function foldRest(group) {
  const left = group.slice(most - 1);
  const [first] = left;
  const isLeaf = first !== void 0 && first.children.length === 0;
  const name = `and ${left.length} more ${isLeaf ? `of ${labelKind(first)}` : "without installs"}`;
  return { kind: "resource", name, file: "", children: [] };
}
function labelKind({ name }) {
  return name.split(" ", 1)[0] ?? name;
}
var known = /* @__PURE__ */ new WeakMap();
function hasInstall(tree) {
  const before = known.get(tree);
  if (before !== void 0) return before;
  const found = tree.kind === "install" || tree.children.some(hasInstall);
  known.set(tree, found);
  return found;
}

export {
  labelDeployment,
  gatherSiblings
};
