import { expect, test } from "vitest";
import { lint } from "../../support/lint.ts";
import { temporaryRepository } from "../../support/repository.ts";

const release = (name: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: ${name}\nspec:\n  chart:\n    spec:\n      chart: istiod\n      version: 1.30.0\n      sourceRef: {kind: HelmRepository, name: istio}\n`;

const deploys = (path: string, spec = "") =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  path: ${path}\n  sourceRef: {kind: GitRepository, name: flux-system}\n${spec}`;

async function namespaces(files: Readonly<Record<string, string>>): Promise<(string | null)[]> {
  const { clusters } = await lint({ cwd: temporaryRepository(files), kustomize: "off" });
  return clusters.flatMap(({ installs }) => installs.map(({ namespace }) => namespace));
}

test("of two Kustomizations, one inside the other's directory, the inner one counts", async () => {
  const files = {
    "flux/outer.yaml": deploys("./apps", "  targetNamespace: outer\n"),
    "flux/inner.yaml": deploys("./apps/mesh", "  targetNamespace: inner\n"),
    "apps/mesh/istiod.yaml": release("istiod"),
  };
  expect(await namespaces(files)).toEqual(["inner"]);
});

test("Kustomizations that deploy each other come to an end", async () => {
  const files = {
    "one/ks.yaml": deploys("./two", "  targetNamespace: first\n"),
    "two/ks.yaml": deploys("./one", "  targetNamespace: second\n"),
    "two/istiod.yaml": release("istiod"),
  };
  expect(await namespaces(files)).toEqual(["first"]);
});

test("a path of another repository means nothing here, though it exists", async () => {
  const repository = (name: string, url: string) =>
    `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: ${name}\nspec:\n  url: ${url}\n---\n`;
  const files = {
    "flux/ks.yaml": `${repository("flux-system", "ssh://git@github.com/acme/fleet.git")}${repository("podinfo", "https://github.com/acme/podinfo")}${deploys("./mesh", "  targetNamespace: podinfo\n").replace("name: flux-system", "name: podinfo")}`,
    "mesh/istiod.yaml": release("istiod"),
  };
  expect(await namespaces(files)).toEqual([null]);
});
