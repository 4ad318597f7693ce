import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { lint } from "../src/pipeline/lint.ts";

// The script has no types: it is for people, and only this test imports it.
const { runMutations } = await import(new URL("../scripts/mutations/run.mjs", import.meta.url).href);
const { libraryTool } = await import(new URL("../scripts/mutations/tool.mjs", import.meta.url).href);

const fixtures = "test/fixtures/policies";
const rules = [
  ...["cilium-cni-exclusive", "gke-platform", "k3d-cni-dirs", "k3s-cni-dirs", "microk8s-cni-dirs", "minikube-netns-dir"],
  ...["openshift-platform", "retired-registry"],
];
const clean = rules.flatMap((rule) => {
  const folders = readdirSync(`${fixtures}/${rule}`).filter((name) => /^pass-(shared|platform|every-chart|staying)$/.test(name));
  return folders.map((name) => `${fixtures}/${rule}/${name}`);
});

it.each(clean)("tells each of a few mistakes made in %s, and nothing else", async (directory) => {
  const results: { isRight: boolean }[] = await runMutations(directory, libraryTool(lint, "unused"), { seed: 7, limit: 4 });
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter(({ isRight }) => !isRight)).toEqual([]);
});

const meshKinds = ["control-plane", "cni-plugin", "versions", "surroundings", "added-objects"];
const meshes = ["version-skew/pass-same", "istiod-namespace/pass-usual", "ztunnel-network/pass-same", "gateway-api-crds/pass-1.4.1"];

it.each(meshes)("tells each mistake made in the mesh of %s, and nothing else", async (name) => {
  const modules = await Promise.all(
    meshKinds.map((kind) => import(new URL(`../scripts/mutations/kinds/${kind}.mjs`, import.meta.url).href)),
  );
  const kinds = modules.flatMap((module) => Object.values(module));
  const results: { isRight: boolean }[] = await runMutations(`${fixtures}/${name}`, libraryTool(lint, "unused"), { seed: 7, kinds });
  expect(results.length).toBeGreaterThan(3);
  expect(results.filter(({ isRight }) => !isRight)).toEqual([]);
});

it("counts a mistake that nobody tells as wrong", async () => {
  const tool = { ...libraryTool(lint, "unused"), check: async () => [] };
  const results: { isRight: boolean }[] = await runMutations(`${fixtures}/k3s-cni-dirs/pass-platform`, tool, {});
  expect(results.some(({ isRight }) => !isRight)).toBe(true);
});
