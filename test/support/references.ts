const charts = "https://blob.istio.io/istio-release/charts";

/** For each way to name another file, a file that is named so, with a value that nobody else has. */
export const sharedFiles: Readonly<Record<string, readonly [path: string, content: string]>> = {
  helm: ["helm.yaml", "cniBinDir: /canary-helm-x\n"],
  argocd: ["argocd.yaml", "cni: {cniBinDir: /canary-argocd-x}\n"],
  helmfile: ["helmfile.yaml", "cniBinDir: /canary-helmfile-x\n"],
  hcl: ["hcl.yaml", "cniBinDir: /canary-hcl-x\n"],
  template: ["template.tpl", "cniBinDir: /canary-template-x\n"],
  module: [
    "module/main.tf",
    `resource "helm_release" "cni" {\n  name = "canary-module-x"\n  chart = "cni"\n  repository = "${charts}"\n}\n`,
  ],
  kustomize: [
    "kustomize/app.yaml",
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shared}\nspec: {source: {chart: cni, repoURL: "${charts}", targetRevision: 1.29.0, helm: {releaseName: canary-kustomize-x}}}\n`,
  ],
  sourced: ["sourced.sh", "NAME=canary-sourced-x\n"],
  make: ["shared.mk", "NAME = canary-make-x\n"],
};

/** The files of a repository that name those, by a path that starts with `base` and counts from a directory below the root. */
export function referringFiles(base: string): Record<string, string> {
  return {
    "helm/up.sh": `#!/bin/sh\nhelm install cni istio/cni -f ${base}/helm.yaml\nkubectl apply -f ${base}/kustomize/app.yaml\n`,
    "argocd/app.yaml": `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source: {path: argocd, repoURL: "https://example.com/acme/x", helm: {valueFiles: [${base}/argocd.yaml]}}\n`,
    "argocd/Chart.yaml": `apiVersion: v2\nname: mesh\nversion: 1.0.0\ndependencies: [{name: cni, version: 1.29.0, repository: "${charts}"}]\n`,
    "helmfile/helmfile.yaml": `repositories: [{name: istio, url: "${charts}"}]\nreleases: [{name: cni, chart: istio/cni, version: 1.29.0, values: [${base}/helmfile.yaml]}]\n`,
    "terraform/main.tf": `resource "helm_release" "a" {\n  name = "a"\n  chart = "cni"\n  repository = "${charts}"\n  values = [file("${base}/hcl.yaml")]\n}\nresource "helm_release" "b" {\n  name = "b"\n  chart = "cni"\n  repository = "${charts}"\n  values = [templatefile("${base}/template.tpl", {})]\n}\nmodule "istio" {\n  source = "${base}/module"\n}\n`,
    "kustomize/kustomization.yaml": `resources: [${base}/kustomize/app.yaml]\nnamespace: istio-system\n`,
    "sourced/up.sh": `#!/bin/sh\n. ${base}/sourced.sh\nhelm install "$NAME" istio/cni\n`,
    "make/Makefile": `include ${base}/shared.mk\nup:\n\thelm install $(NAME) istio/cni\n`,
  };
}
