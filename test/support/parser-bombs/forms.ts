import { charts, filled, helmInstall, numbered, type ParserBomb } from "./bomb.ts";

const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    repoURL: ${charts}\n    chart: istiod\n    targetRevision: 1.29.0\n    helm:\n`;
const repository = `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: {name: istio, namespace: istio-system}\nspec: {url: "${charts}"}\n`;
const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: istiod, namespace: istio-system}\nspec:\n  chart: {spec: {chart: istiod, version: 1.29.0, sourceRef: {kind: HelmRepository, name: istio}}}\n`;
const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: istio-system}\ndata:\n  values.yaml: |\n";
const chart = `apiVersion: v2\nname: mesh\nversion: 1.0.0\ndependencies:\n`;
const dependency = `- {name: istiod, version: 1.29.0, repository: "${charts}"}\n`;
const releases = `repositories: [{name: istio, url: "${charts}"}]\nreleases:\n`;

type Row = readonly [path: string, text: ParserBomb["text"], line: number, beside?: ParserBomb["beside"]];

const rows: readonly Row[] = [
  ["argocd-values/app.yaml", filled(`${application}      values: |\n        a: `, "["), 11],
  ["argocd-object/app.yaml", filled(`${application}      valuesObject:\n        a: `, "{b: "), 11],
  ["argocd-files/app.yaml", filled(`${application}      valueFiles:\n`, "      - values.yaml\n"), 99_999],
  ["argocd-parameters/app.yaml", filled(`${application}      parameters:\n`, "      - {name: a, value: b}\n"), 50_006],
  ["argocd-json/app.json", filled(`{"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "x": `, `{"a":`), 1],
  [
    "argocd-set/set.yaml",
    filled(`${application.replace("Application", "ApplicationSet")}  generators:\n`, "  - {list: {elements: [{a: b}]}}\n"),
    60_610,
  ],
  [
    "flux-map/map.yaml",
    filled(`${configMap}    a: `, "["),
    6,
    { "flux-map/release.yaml": `${release}  valuesFrom: [{kind: ConfigMap, name: c}]\n---\n${repository}` },
  ],
  [
    "flux-from/release.yaml",
    filled(`${repository}---\n${configMap}    a: b\n---\n${release}  valuesFrom:\n`, "  - {kind: ConfigMap, name: c}\n"),
    50_013,
  ],
  [
    "flux-kustomization/ks.yaml",
    filled(
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: k}\nspec:\n  path: ./x\n  postBuild:\n    substituteFrom:\n",
      "    - {kind: ConfigMap, name: c}\n",
    ),
    50_004,
  ],
  ["helm-values/values.yaml", filled("a: ", "[{b: "), 1, { "helm-values/install.sh": `#!/bin/sh\n${helmInstall} -f values.yaml\n` }],
  ["helm-chart/Chart.yaml", filled(chart, dependency), 19_806],
  ["helm-defaults/values.yaml", filled("istiod:\n  a: ", "["), 2, { "helm-defaults/Chart.yaml": chart + dependency }],
  ["helmfile-releases/helmfile.yaml", numbered(releases, (index) => `- {name: a${index}, chart: istio/istiod}\n`), 50_001],
  ["helmfile-values/helmfile.yaml", filled(`${releases}- name: a\n  chart: istio/istiod\n  values:\n`, "  - values.yaml\n"), 100_000],
  ["helmfile-conditions/helmfile.yaml.gotmpl", filled(releases, "{{ if .Values.a }}\n"), 1],
  ["helmfile-actions/helmfile.yaml.gotmpl", filled(`${releases}- name: '`, "{{ .Values.a }}"), 1],
  ["kustomize-resources/kustomization.yaml", filled("namespace: istio-system\nresources:\n", "- app.yaml\n"), 100_001],
  ["kustomize-patches/kustomization.yaml", filled("resources: [app.yaml]\npatches:\n", "- path: patch.yaml\n"), 100_001],
  [
    "operator/iop.yaml",
    filled("apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  profile: ambient\n  values:\n    a: ", "{b: "),
    6,
  ],
  [
    "sail/istio.yaml",
    filled("apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {name: default}\nspec:\n  version: v1.29.0\n  values:\n    a: ", "? "),
    7,
  ],
  ["fleet/fleet.yaml", filled(`defaultNamespace: istio-system\nhelm:\n  chart: istiod\n  repo: ${charts}\n  values:\n    a: `, "[{b: "), 6],
  [
    "k3s/chart.yaml",
    filled(
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: istiod}\nspec:\n  chart: istiod\n  repo: ${charts}\n  valuesContent: |\n    a: `,
      "[{b: ",
    ),
    8,
  ],
  [
    "skaffold/skaffold.yaml",
    filled(
      "apiVersion: skaffold/v4beta6\nkind: Config\ndeploy:\n  helm:\n    releases:\n",
      `    - {name: istiod, remoteChart: istiod, repo: "${charts}"}\n`,
    ),
    19_422,
  ],
  ["workflow-steps/.github/workflows/a.yaml", filled("on: push\njobs:\n  a:\n    steps:\n", `    - run: ${helmInstall}\n`), 32_791],
  ["gitlab/.gitlab-ci.yml", filled("a:\n  script:\n", `  - ${helmInstall}\n`), 37_039],
  ["taskfile/Taskfile.yml", numbered("version: '3'\ntasks:\n", (index) => `  a${index}: ${helmInstall}\n`), 33_521],
  [
    "terraform-file/values.yaml",
    filled("a: ", "["),
    1,
    {
      "terraform-file/main.tf": `resource "helm_release" "x" {\n  chart = "istiod"\n  name = "x"\n  repository = "${charts}"\n  values = [file("values.yaml")]\n}\n`,
    },
  ],
];

/** Those that a bound of the tool ends before one of YAML does. */
const endedEarlier: Readonly<Record<string, Pick<ParserBomb, "code" | "problemIn">>> = {
  "helmfile-conditions/helmfile.yaml.gotmpl": { code: "helmfiles-limit" },
  "helmfile-actions/helmfile.yaml.gotmpl": { code: "helmfiles-limit" },
  "terraform-file/values.yaml": { code: "terraform-limit", problemIn: "terraform-file/main.tf" },
};

/** What the files can ask for that tools read as YAML. */
export const formBombs: readonly ParserBomb[] = rows.map(([path, text, line, beside = {}]) => ({
  name: path,
  path,
  text,
  code: "yaml-limit",
  line,
  beside,
  ...endedEarlier[path],
}));
