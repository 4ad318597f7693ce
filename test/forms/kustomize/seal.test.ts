import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../../src/files/repository.ts";
import { kustomizationKeys } from "../../../src/forms/kustomize/allow-list.ts";
import { findOverlays } from "../../../src/forms/kustomize/kustomization.ts";
import { sealOverlay } from "../../../src/forms/kustomize/seal.ts";
import type { Problem } from "../../../src/model/finding.ts";
import { locate } from "../../../src/model/location.ts";
import { openReader } from "../../../src/reader/reader.ts";
import { hostsScripts } from "../../../src/scripts/index.ts";
import { temporaryRepository } from "../../support/repository.ts";

const files = {
  "app.yaml": "kind: Application\nmetadata: {name: a}\n",
  "values.yaml": "a: 1\n",
  "own.env": "A=1\n",
  "base/kustomization.yaml": "resources: [../app.yaml]\nnamePrefix: base-\n",
  "parts/one/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamespace: one\n",
};

/** What becomes of the overlay `prod`: the files for Kustomize, or the obstacle as a line. */
async function sealed(kustomization: string, more: Readonly<Record<string, string | Buffer>> = {}): Promise<unknown> {
  const problems: Problem[] = [];
  const cwd = temporaryRepository({ ...files, "prod/kustomization.yaml": kustomization, ...more });
  const reader = openReader(await openRepository(cwd, ".", { report: (problem) => problems.push(problem), hostsScripts }), {
    markers: [],
    problem: () => {},
  });
  const overlay = findOverlays(reader, new Set(["prod"])).find(({ path }) => path === "prod/kustomization.yaml");
  if (!overlay) throw new Error("there is no overlay");
  const result = sealOverlay(overlay, reader);
  if (!("obstacle" in result)) return Object.fromEntries([...result.files].map(([path, text]) => [path, readJson(path, text)]));
  const { code, message, place } = result.obstacle;
  const { line, column } = locate(reader.source(place.file)?.text ?? "", place);
  return `${place.file}:${line}:${column} ${code}: ${message}`;
}

function readJson(path: string, text: string): unknown {
  return path.endsWith("/kustomization.yaml") ? JSON.parse(text) : text;
}

const ours = { buildMetadata: ["originAnnotations"] };

test("kustomizations and files get names of our own, and the root asks where objects came from", async () => {
  expect(await sealed("resources: [../base, ../values.yaml]\ncomponents: [../parts/one]\nnamespace: prod\n")).toEqual({
    "d0/kustomization.yaml": { resources: ["../d1", "./f0.yaml"], components: ["../d2"], namespace: "prod", ...ours },
    "d0/f0.yaml": "a: 1\n",
    "d1/kustomization.yaml": { resources: ["./f2.yaml"], namePrefix: "base-" },
    "d1/f2.yaml": files["app.yaml"],
    "d2/kustomization.yaml": { apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component", namespace: "one" },
  });
});

test("what Kustomize could read or fetch by a name is a file of ours: patches, values, variables, schemas", async () => {
  const kustomization = `resources: [../app.yaml]
patches: [{path: ../values.yaml, target: {kind: A}}, {patch: "- op: remove", options: {allowNameChange: true}}]
patchesStrategicMerge: [../values.yaml, "kind: A\\nx: 1\\n", "{kind: B}"]
configMapGenerator: [{name: c, files: [../values.yaml, k=../values.yaml], envs: [../own.env], literals: ["a=http://x"]}]
secretGenerator: [{name: s, env: ../own.env, type: Opaque, options: {disableNameSuffixHash: true}}]
replacements: [{path: ../values.yaml}, {source: {kind: A, fieldPath: a.b}, targets: [{select: {kind: B}, fieldPaths: [c], options: {create: true}}]}]
configurations: [../values.yaml]
crds: [../values.yaml]
openapi: {path: ../values.yaml}
`;
  expect(await sealed(kustomization)).toMatchObject({
    "d0/kustomization.yaml": {
      resources: ["./f0.yaml"],
      patches: [
        { path: "./f1.yaml", target: { kind: "A" } },
        { path: "./f2.yaml", options: { allowNameChange: true } },
      ],
      patchesStrategicMerge: ["./f1.yaml", "./f3.yaml", "./f4.yaml"],
      configMapGenerator: [{ name: "c", files: ["values.yaml=./f1.yaml", "k=./f1.yaml"], envs: ["./f5.yaml"], literals: ["a=http://x"] }],
      secretGenerator: [{ name: "s", env: "./f5.yaml", type: "Opaque", options: { disableNameSuffixHash: true } }],
      replacements: [
        { path: "./f1.yaml" },
        { source: { kind: "A", fieldPath: "a.b" }, targets: [{ select: { kind: "B" }, fieldPaths: ["c"] }] },
      ],
      configurations: ["./f1.yaml"],
      crds: ["./f1.yaml"],
      openapi: { path: "./f1.yaml" },
    },
    "d0/f2.yaml": "- op: remove",
    "d0/f3.yaml": "kind: A\nx: 1\n",
    "d0/f5.yaml": "A=1\n",
  });
});

test("values are what YAML makes of them: merges, aliases, repeated keys, variables, nothing", async () => {
  const kustomization = `x: &shared {a: one}
commonLabels: {<<: *shared, b: two}
namePrefix: first-
namePrefix: last-
namespace: \${NAMESPACE}
resources:
images: [{name: x, newTag: "1.10"}]
`;
  expect(await sealed(kustomization.replace("x:", "metadata:"))).toEqual({
    "d0/kustomization.yaml": {
      ...{ commonLabels: { a: "one", b: "two" }, namePrefix: "last-", namespace: expect.stringMatching(/^.{NAMESPACE}$/) },
      ...{ images: [{ name: "x", newTag: "1.10" }], ...ours },
    },
  });
});

test.each([
  ["Resources: [../app.yaml]", "1:1 kustomize-unsupported: `Resources` is not one of the keys that are built"],
  ["resources: [../app.yaml]\nreſources: [x]", "2:1 kustomize-unsupported: `reſources` is not one of the keys that are built"],
  ["patches: [{Path: ../app.yaml}]", "1:12 kustomize-unsupported: `Path` is not one of the keys that are built"],
  ["transformers: [../app.yaml]", "1:1 kustomize-unsupported: `transformers` can run programs and fetch what they need"],
  ["validators: []\nhelmGlobals: {}", "1:1 kustomize-unsupported: `validators` can run programs"],
  ["<<: {generators: [x]}", "1:6 kustomize-unsupported: `generators` can run programs"],
  ["__proto__: {resources: [x]}", "1:1 kustomize-unsupported: `__proto__` is not one"],
  ["resources: ../app.yaml", "1:12 kustomize-unsupported: `resources` must be a list"],
  ["resources: [{path: ../app.yaml}]", "1:13 kustomize-unsupported: `resources` must be a plain value"],
  ["namePrefix: [a]", "1:13 kustomize-unsupported: `namePrefix` must be a plain value"],
  ["commonLabels: {a: {b: c}}", "1:19 kustomize-unsupported: `a` must be a plain value"],
  ["patches: [{patch: {a: b}}]", "1:19 kustomize-unsupported: `patch` must be a plain value"],
  ["patches: [{patch: '[]', path: ../app.yaml}]", "1:11 kustomize-unsupported: A patch must have either `patch` or `path`"],
  ["patches: [{path: 'https://example.com/x'}]", "1:18 kustomize-remote: This file is fetched from elsewhere"],
  ["patchesStrategicMerge: [github.com/acme/x]", "1:25 kustomize-remote: This file is fetched"],
  ["crds: [/app.yaml]", "1:8 kustomize-missing: `/app.yaml` is not in the repository"],
  ["crds: [../../app.yaml]", "1:8 kustomize-missing: `../../app.yaml` is not in the repository"],
  ["configMapGenerator: [{files: [k=../x]}]", "1:31 kustomize-missing: `../x` is not in the repository"],
  ["configMapGenerator: [{files: [a=b=../app.yaml]}]", "1:31 kustomize-unsupported: `a=b=../app.yaml` must be a path, or `key=path`"],
  ["configMapGenerator: [{files: ['a/b=../app.yaml']}]", "1:31 kustomize-unsupported: `a/b=../app.yaml` must be a path"],
  ["openapi: {Path: ../app.yaml}", "1:11 kustomize-unsupported: `Path` is not one of the keys"],
  ["resources: [../link.yaml]", "1:13 kustomize-missing"],
])("`%s` is an obstacle", async (kustomization, expected) => {
  expect(await sealed(`${kustomization}\n`)).toContain(`prod/kustomization.yaml:${expected}`);
});

test("the page about overlays lists the keys that are built", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/forms/kustomize-output.md"), "utf8");
  const [, list = ""] = /^- The list: (.*?), in exactly this case/ms.exec(page) ?? [];
  const listed = [...list.matchAll(/`(\w+)`/g)].map(([, key]) => key);
  const built = Object.entries(kustomizationKeys).filter(([key, { kind }]) => kind !== "dropped" && !/^(apiVersion|kind)$/.test(key));
  expect(listed.sort()).toEqual(built.map(([key]) => key).sort());
});

test("what is too much is an obstacle: a file of aliases, bytes, and kustomizations that name each other twice", async () => {
  const levels = Array.from({ length: 12 }, (_, level) => `l${level}: &l${level} [${Array(10).fill(level ? `*l${level - 1}` : "x")}]\n`);
  expect(await sealed("resources: [bomb.yaml]\n", { "prod/bomb.yaml": levels.join("") })).toMatch(
    /^prod\/bomb.yaml:1:1 kustomize-limit: This file holds more than is read of one/,
  );
  const large = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`prod/${index}.txt`, "x".repeat(4 * 1024 * 1024)]));
  const paths = Object.keys(large).map((path) => path.slice("prod/".length));
  const tooLarge = /^prod\/kustomization.yaml:1:1 kustomize-limit: This overlay includes more than is built;/;
  expect(await sealed(`configMapGenerator: [{name: a, files: [${paths}]}]\n`, large)).toMatch(tooLarge);
  const repeated = `metadata: {x: &x ${"x".repeat(128 * 1024)}}\nconfigMapGenerator: [{name: a, literals: [${Array(14).fill("*x")}]}]\n`;
  const parts = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`part${index}/kustomization.yaml`, repeated]));
  const names = Object.keys(parts).map((path) => `../${path.slice(0, path.indexOf("/"))}`);
  expect(await sealed(`resources: [${names}]\n`, parts)).toMatch(tooLarge);
  const chain = Array.from({ length: 999 }, (_, index) => [`c${index}/kustomization.yaml`, `resources: [../c${index + 1}]\n`]);
  expect(await sealed("resources: [../c0]\n", Object.fromEntries(chain))).toMatch(/is not in the repository/);
  const longer = { ...Object.fromEntries(chain), "c999/kustomization.yaml": "namespace: x\n" };
  expect(await sealed("resources: [../c0]\n", longer)).toMatch(tooLarge);
  const tree = Object.fromEntries(
    Array.from({ length: 20 }, (_, level) => [
      ...["a", "b"].map((side) => [
        `${level}${side}/kustomization.yaml`,
        `resources: [../${level + 1}a, ../${level + 1}b]\nnamePrefix: ${side}\n`,
      ]),
    ]).flat(),
  );
  const leaves = {
    "20a/kustomization.yaml": "configMapGenerator: [{name: a}]\n",
    "20b/kustomization.yaml": "configMapGenerator: [{name: b}]\n",
  };
  expect(await sealed("resources: [../0a, ../0b]\n", { ...tree, ...leaves })).toMatch(tooLarge);
});
