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
  "installs of a file with a long text": {
    files: {
      "values.yaml": `a: "${long}"\n`,
      "install.sh": `#!/bin/sh\n${repeated(3_000, (index) => `${helmInstall.replace(" istiod ", ` a${index} `)} -f values.yaml\n`)}`,
    },
    code: "values-limit",
    file: "install.sh",
    line: 21,
  },
};
