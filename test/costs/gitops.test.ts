import { join } from "node:path";
import { expect, test } from "vitest";
import { clustersIn, gitopsTrees, mutated, randomFrom } from "../support/gitops-mutations.ts";
import { lint } from "../support/lint.ts";
import { timed } from "../support/processor-time.ts";
import { temporaryRepository } from "../support/repository.ts";

test("mutated repositories are read without a fault, each in a few seconds", async () => {
  const trees = gitopsTrees(join(import.meta.dirname, "../fixtures/forms"));
  const random = randomFrom(20_260_423);
  for (let round = 0; round < 60; round++) {
    const tree = mutated(trees[round % trees.length] ?? new Map(), random);
    const { seconds } = await timed(() => clustersIn(tree));
    expect(seconds, JSON.stringify([...tree])).toBeLessThan(5);
  }
});

const generator = (name: string, count: number) =>
  `          - list:\n              elements:\n${Array.from({ length: count }, (_, index) => `                - ${name}: ${name}-${index}\n`).join("")}`;

test("a matrix comes to an end, and says that it is not all", async () => {
  const template =
    "  template:\n    metadata:\n      name: x\n    spec:\n      source:\n        repoURL: https://blob.istio.io/istio-release/charts\n        chart: ztunnel\n        targetRevision: 1.29.1\n      destination:\n        name: '{{a}}'\n        namespace: istio-system\n";
  const head =
    "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: x\nspec:\n  generators:\n    - matrix:\n        generators:\n";
  const cwd = temporaryRepository({ "set.yaml": `${head}${generator("a", 900)}${generator("b", 900)}${template}` });
  const { result: report, seconds } = await timed(() => lint({ cwd, kustomize: "off" }));
  expect(seconds).toBeLessThan(20);
  expect(report.summary.installs).toBe(1_000);
  expect(report.problems.map(({ code }) => code)).toContain("applicationset-limit");
});

test("thousands of Kustomizations that deploy everything come to an end", async () => {
  const kustomization =
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  path: ./\n  sourceRef: {kind: GitRepository, name: flux-system}\n";
  const release =
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: istiod\nspec:\n  chart:\n    spec:\n      chart: istiod\n      version: 1.30.0\n      sourceRef: {kind: HelmRepository, name: istio}\n";
  const many = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`flux/ks-${index}.yaml`, kustomization]));
  const cwd = temporaryRepository({ ...many, "mesh/istiod.yaml": release });
  const { result, seconds } = await timed(() => lint({ cwd, kustomize: "off" }));
  expect(result.summary.installs).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(20);
});
