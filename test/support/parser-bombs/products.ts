import { charts, helmInstall } from "./bomb.ts";

/** A few lines that multiply what others say, and the problem that they must end as. */
export interface Product {
  readonly files: Readonly<Record<string, string>>;
  readonly code: string;
  readonly file: string;
  readonly line: number;
}

const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    repoURL: ${charts}\n    chart: istiod\n    targetRevision: 1.29.0\n    helm:\n      valuesObject:\n`;
const long = "x".repeat(1_000_000);

function repeated(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join("");
}

/** A checkout of two hundred files, each of which asks for little: many installs, with many layers of values and a cluster each. */
export const flood: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 200 }, (_, file) => [
    `flood/${file}/releases.yaml`,
    repeated(50, (index) => {
      const values = repeated(100, (key) => `{name: a.b${key}, value: c},`);
      const chart = `{name: istiod, repository: "${charts}", version: 1.29.0}`;
      return `---\napiVersion: helm.crossplane.io/v1beta1\nkind: Release\nmetadata: {name: r${file}x${index}}\nspec:\n  providerConfigRef: {name: c${file}x${index}}\n  forProvider: {namespace: istio-system, set: [${values}], chart: ${chart}}\n`;
    }),
  ]),
);

const set = `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: a}\nspec:\n  goTemplate: true\n  generators: [{list: {elements: [${repeated(900, (index) => `{a: a${index}},`)}]}}]\n  template:\n    metadata: {name: "{{.a}}"}\n    spec: {source: {repoURL: "${charts}", chart: istiod, targetRevision: 1.29.0}}\n`;

export const products: Readonly<Record<string, Product>> = {
  "aliases of a long text": {
    files: { "app.yaml": `${application}        a: &a "${long}"\n        x: [${"*a, ".repeat(40_000)}]\n` },
    code: "yaml-limit",
    file: "app.yaml",
    line: 12,
  },
  "aliases of a map with a long key": {
    files: { "app.yaml": `${application}        a: &a {? "${long}" : 1}\n        x: [${"*a, ".repeat(40_000)}]\n` },
    code: "yaml-limit",
    file: "app.yaml",
    line: 12,
  },
  "elements of an ApplicationSet with a long patch": {
    files: {
      "set.yaml": `${set}  templatePatch: |\n    spec:\n      source:\n        helm:\n          valuesObject:\n${repeated(9_000, (index) => `            k${index}: '{{.a}}'\n`)}`,
    },
    code: "applicationset-limit",
    file: "set.yaml",
    line: 2,
  },
  "elements of an ApplicationSet with a long parameter": {
    files: {
      "set.yaml": set
        .replace("{a: a0}", `{a: ${long}}`)
        .replace("1.29.0}", `1.29.0, helm: {valuesObject: {${repeated(2_000, (index) => `k${index}: "a{{.a}}",`)}}}}`),
    },
    code: "applicationset-limit",
    file: "set.yaml",
    line: 2,
  },
  "installs of a file with a long text": {
    files: {
      "values.yaml": `a: "${long}"\n`,
      "install.sh": `#!/bin/sh\n${repeated(3_000, (index) => `${helmInstall.replace(" istiod ", ` a${index} `)} -f values.yaml\n`)}`,
    },
    code: "values-limit",
    file: "install.sh",
    line: 21,
  },
  "bases of a helmfile that are named again and again": {
    files: {
      "helmfile.yaml": `bases: [${"base.yaml,".repeat(5_000)}]\nreleases:\n- {name: a, chart: istio/istiod}\n`,
      "base.yaml": `environments:\n${repeated(500, (index) => `  e${index}: {values: [{a: ${index}}]}\n`)}`,
    },
    code: "helmfile-limit",
    file: "helmfile.yaml",
    line: 1,
  },
  "Terraform roots that double a list, and make sets of another": {
    files: Object.fromEntries(
      Array.from({ length: 100 }, (_, root) => [
        `t${root}/main.tf`,
        `resource "helm_release" "a" {\n  chart = "istiod"\n  name = "a"\n  repository = "${charts}"\n  values = [yamlencode({ x = local.a60 })]\n  dynamic "set" {\n    for_each = local.a14\n    content {\n      name = "a\${set.key}"\n      value = "b"\n    }\n  }\n}\nlocals {\n  a0 = ["x"]\n${repeated(60, (index) => `  a${index + 1} = concat(local.a${index}, local.a${index})\n`)}}\n`,
      ]),
    ),
    code: "terraform-limit",
    file: "t0/main.tf",
    line: 1,
  },
};
