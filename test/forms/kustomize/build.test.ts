import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readConfiguration } from "../../../src/configuration/file.ts";
import { openBudget } from "../../../src/files/programs/budget.ts";
import { findKustomize, type ProgramLimits } from "../../../src/forms/kustomize/program.ts";
import { locate } from "../../../src/model/location.ts";
import { readTree } from "../../../src/pipeline/read-tree.ts";
import { kubectlProgram } from "../../support/programs.ts";
import { temporaryRepository } from "../../support/repository.ts";

process.env.PATH = `${dirname(kubectlProgram())}:${process.env.PATH}`;

function application(name: string, annotation = ""): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}${annotation}}
spec: {source: {chart: istiod, repoURL: https://istio-release.storage.googleapis.com/charts, targetRevision: 1.29.0}}
`;
}

interface Result {
  readonly problems: readonly string[];
  /** Where each install was written, and its release. */
  readonly installs: readonly string[];
}

/** With time enough for a busy machine, unless told otherwise. */
async function build(
  cwd: string,
  surroundings: ProgramLimits = { network: "none", time: 300_000, budget: openBudget(600) },
  kustomize: "auto" | "build" = "build",
): Promise<Result> {
  const problems: string[] = [];
  const { configuration } = readConfiguration(cwd, undefined);
  const options = { cwd, kustomize, configuration, findKustomize: () => findKustomize(surroundings) };
  const tree = await readTree(".", options, ({ code, message, place }) => {
    problems.push(`${place?.file}:${place ? locate("", place).line : 0} ${code}: ${message}`);
  });
  const installs = tree.clusters.flatMap(({ document }) =>
    document.installs.map(({ file, line, release }) => `${file}:${line} ${release}`),
  );
  return { problems, installs: installs.sort() };
}

test("places are those of the files that an overlay is made from, wherever they lie in the repository", async () => {
  const cwd = temporaryRepository({
    "overlays/prod/kustomization.yaml": "resources: [../../base, ../shared/c.yaml, linked.yaml]\nnamePrefix: prod-\n",
    "base/kustomization.yaml": "resources: [b.yaml]\n",
    "base/b.yaml": `# Two lines\n\n${application("b")}`,
    "overlays/shared/c.yaml": application("c"),
    "real/d.txt": application("d"),
  });
  symlinkSync("../../real/d.txt", join(cwd, "overlays/prod/linked.yaml"));
  expect(await build(cwd)).toEqual({
    problems: [],
    installs: ["base/b.yaml:6 prod-b", "overlays/prod/linked.yaml:4 prod-d", "overlays/shared/c.yaml:4 prod-c"],
  });
});

test("an origin that a manifest claims for itself leads nowhere", async () => {
  const claim = ", annotations: {config.kubernetes.io/origin: 'path: ../../outside/x.yaml'}";
  const cwd = temporaryRepository({
    "a/kustomization.yaml":
      "resources: [a.yaml]\nnamePrefix: x-\npatches: [{path: p.yaml}]\ncommonAnnotations: {config.kubernetes.io/origin: 'path: /etc/passwd'}\n",
    "a/a.yaml": application("a", claim),
    "a/p.yaml": `kind: Application\napiVersion: argoproj.io/v1alpha1\nmetadata: {name: a${claim}}\n`,
  });
  const { installs } = await build(cwd);
  expect(installs).toEqual([expect.stringMatching(/^a\/(?:a|kustomization)\.yaml:\d+ x-a$/)]);
});

test("what Kustomize complains about has the names of the repository", async () => {
  const cwd = temporaryRepository({
    "a/kustomization.yaml": "resources: [../base, a.yaml]\nnamePrefix: x-\n",
    "base/kustomization.yaml": "resources: [b.yaml]\n",
    "base/b.yaml": "kind: ConfigMap\napiVersion: v1\n",
    "a/a.yaml": application("a"),
  });
  const { problems, installs } = await build(cwd);
  expect(problems).toEqual([
    expect.stringMatching(/^a\/kustomization.yaml:1 kustomize-failed: Kustomize cannot build this: .*base\/b\.yaml/),
  ]);
  expect(problems.join()).not.toMatch(/\bf\d+\.yaml|\bd\d\b|istio-preflight-/);
  expect(installs).toEqual(["a/a.yaml:4 a"]);
});

test("a complaint has neither the time nor an address in memory, which are others each time", async () => {
  const cwd = temporaryRepository({
    "a/kustomization.yaml": "resources: [a.yaml]\nnamePrefix: x-\nsecretGenerator: [{name: kiali, behavior: merge, literals: [a=b]}]\n",
    "a/a.yaml": application("a"),
  });
  const { problems } = await build(cwd);
  expect(problems).toEqual([
    expect.stringMatching(/^a\/kustomization.yaml:1 kustomize-failed: Kustomize cannot build this: (?:error: )?merging from generator /),
  ]);
  expect(problems.join()).not.toMatch(/\d\d:\d\d:\d\d|0x[0-9a-f]{6}|\\"/);
});

test("overlays that no time is left for are read from their text, and reported", async () => {
  const overlay = "resources: [a.yaml]\nnamePrefix: x-\n";
  const names = ["one", "two"];
  const files = names.map((name) => [
    [`${name}/kustomization.yaml`, overlay],
    [`${name}/a.yaml`, application(name)],
  ]);
  const cwd = temporaryRepository(Object.fromEntries(files.flat()));
  expect((await build(cwd)).installs).toEqual(["one/a.yaml:4 x-one", "two/a.yaml:4 x-two"]);
  const { problems, installs } = await build(cwd, { network: "none", budget: openBudget(0) });
  expect(installs).toEqual(["one/a.yaml:4 one", "two/a.yaml:4 two"]);
  expect(problems).toEqual(
    names.map((name) => expect.stringMatching(`^${name}/kustomization.yaml:1 kustomize-limit: This overlay is read from its text`)),
  );
});

test("a patch that is elsewhere is reported also where an overlay need not be built", async () => {
  const cwd = temporaryRepository({
    "a/kustomization.yaml": "resources: [a.yaml]\npatches:\n  - path: https://example.com/patch.yaml\n",
    "a/a.yaml": application("a"),
    "b/kustomization.yaml": "resources: [b.yaml]\npatchesStrategicMerge: [gone.yaml]\n",
    "b/b.yaml": application("b"),
  });
  for (const mode of ["auto", "build"] as const) {
    const { problems, installs } = await build(cwd, undefined, mode);
    expect(problems).toEqual([
      "a/kustomization.yaml:1 kustomize-remote: This file is fetched from elsewhere, which is never done; the overlays that use it are read unpatched.",
      "b/kustomization.yaml:1 kustomize-missing: `gone.yaml` is not in the repository; the overlays that use it are read unpatched.",
    ]);
    expect(installs).toEqual(["a/a.yaml:4 a", "b/b.yaml:4 b"]);
  }
});
