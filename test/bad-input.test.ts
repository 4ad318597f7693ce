import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lint } from "./support/lint.ts";
import { temporaryRepository } from "./support/repository.ts";

/** An install with a mistake that must still be found, whatever lies beside it. */
const install = {
  "install.sh":
    "#!/bin/sh\nk3d cluster create mesh\nhelm install istio-cni istio/cni -n istio-system --version 1.29.0 --set profile=ambient\n",
};

async function problems(files: Readonly<Record<string, string | Buffer>>, prepare?: (directory: string) => void): Promise<string[]> {
  const directory = temporaryRepository({ ...install, ...files });
  prepare?.(directory);
  const report = await lint({ cwd: directory, kustomize: "off" });
  expect(report.findings.map((finding) => finding.rule)).toContain("k3d-cni-dirs");
  return report.problems.map(({ code, location }) => `${location?.file}:${location?.line} ${code}`);
}

const application = (values: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: istiod\n    helm:\n${values}`;

test("invalid YAML is a problem at its line", async () => {
  expect(await problems({ "apps/broken.yaml": application("      releaseName: [istiod\n      values: x\n") })).toEqual([
    "apps/broken.yaml:8 yaml-syntax",
  ]);
});

test("broken values inside an Application are a problem at their line in the file", async () => {
  expect(await problems({ "app.yaml": application("      values: |\n        profile: ambient\n        global: {platform\n") })).toEqual([
    "app.yaml:10 yaml-syntax",
  ]);
});

test("a template is a problem, and not in a chart of one's own", async () => {
  const template = `{{- if .Values.enabled }}\n${application("      releaseName: istiod\n")}{{- end }}\n`;
  expect(await problems({ "app.yaml": template })).toEqual(["app.yaml:1 yaml-template"]);
  expect(await problems({ "chart/Chart.yaml": "name: x\n", "chart/templates/app.yaml": template })).toEqual([]);
});

test("a script with a syntax error is a problem, and what stands before it counts", async () => {
  const script = "#!/bin/sh\nhelm upgrade --install istiod istio/istiod\nif true; then\n";
  expect(await problems({ "broken.sh": script })).toEqual([expect.stringMatching(/^broken\.sh:\d+ shell-syntax$/)]);
});

test("a values file that is missing is a problem at the place that names it", async () => {
  const script = "#!/bin/sh\nhelm install istiod istio/istiod \\\n  -f values/istiod.yaml\n";
  expect(await problems({ "more.sh": script })).toEqual(["more.sh:3 values-file-missing"]);
});

test("a file over 5 MiB and a binary one are problems and not read", async () => {
  const large = `# istio\n${"x: y\n".repeat(1_200_000)}`;
  const binary = Buffer.from("kind: Application\0argoproj.io/");
  expect(await problems({ "large.yaml": large, "binary.yaml": binary })).toEqual([
    "binary.yaml:1 binary-file",
    "large.yaml:1 file-too-large",
  ]);
});

test("links stay inside the repository", async () => {
  const outside = temporaryRepository({ "secret.yaml": application("      releaseName: istiod\n") });
  const found = await problems({ "inside.yaml": "a: b\n" }, (directory) => {
    symlinkSync(join(outside, "secret.yaml"), join(directory, "out.yaml"));
    symlinkSync("inside.yaml", join(directory, "in.yaml"));
    symlinkSync("nowhere.yaml", join(directory, "broken.yaml"));
    symlinkSync(outside, join(directory, "directory"));
  });
  expect(found).toEqual(["broken.yaml:1 broken-link", "directory:1 link-outside", "out.yaml:1 link-outside"]);
});

test("an alias bomb ends as a problem where it goes too far", async () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const item = level === 0 ? "boom" : `*l${level - 1}`;
    return `l${level}: &l${level} [${Array.from({ length: 10 }, () => item).join(", ")}]`;
  });
  const bomb = `apiVersion: argoproj.io/v1alpha1\nkind: Application\n${levels.join("\n")}\n`;
  expect(await problems({ "bomb.yaml": bomb })).toEqual(["bomb.yaml:7 yaml-limit"]);
});

test("deep nesting and an anchor inside itself end as problems", async () => {
  const head = "apiVersion: argoproj.io/v1alpha1\nkind: Application\n";
  const deep = `${head}x: ${"[".repeat(5_000)}${"]".repeat(5_000)}\n`;
  const loop = `${head}x: &x {y: *x}\n`;
  expect(await problems({ "deep.yaml": deep, "loop.yaml": loop })).toEqual(["deep.yaml:3 yaml-limit", "loop.yaml:3 yaml-limit"]);
});

test("keys of objects are only keys", async () => {
  const values = "      valuesObject:\n        __proto__:\n          polluted: true\n        constructor: {prototype: {polluted: true}}\n";
  await problems({ "app.yaml": application(values) });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("an empty repository has no install and no problem", async () => {
  const report = await lint({ cwd: temporaryRepository({}) });
  expect(report.summary).toMatchObject({ installs: 0, errors: 0, files: 0 });
  expect(report.problems).toEqual([]);
});

const illegible: readonly (readonly [name: string, files: Record<string, string>, problem: string, reason: RegExp])[] = [
  [
    "a values file that is a list",
    { "b.sh": "#!/bin/sh\nhelm install istio-cni istio/cni -f values.yaml\n", "values.yaml": "- profile: ambient\n" },
    "values.yaml:1 values-no-map",
    /values\.yaml.*a list/,
  ],
  [
    "values inside an Application that are one word",
    { "app.yaml": application("      values: ambient\n") },
    "app.yaml:7 values-no-map",
    /a single value/,
  ],
  [
    "a --set with a syntax error",
    { "b.sh": "#!/bin/sh\nhelm install istio-cni istio/cni \\\n  --set 'global.platform={k3d'\n" },
    "b.sh:3 set-syntax",
    /--set global\.platform=\{k3d.*the list has no end/,
  ],
  [
    "a version that is no version",
    { "b.sh": "#!/bin/sh\nhelm install istio-cni istio/cni --version one.thirty\n" },
    "b.sh:2 version-invalid",
    /one\.thirty.*not a version/,
  ],
];

test.each(illegible)("%s is quoted, and the install stays without settings", async (_, files, problem, reason) => {
  expect(await problems(files)).toEqual([problem]);
  const { clusters } = await lint({ cwd: temporaryRepository({ ...install, ...files }), kustomize: "off" });
  const installs = clusters.flatMap((cluster) => cluster.installs).filter(({ file }) => file !== "install.sh");
  expect(installs).toMatchObject([{ effective: null, renderError: null, effectiveReason: expect.stringMatching(reason) }]);
});
