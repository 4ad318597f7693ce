import { expect, test } from "vitest";
import { collectUnknownPointers, toPlainValue } from "../../src/model/cursor.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { evaluate } from "../../src/syntax/go-template/go-template.ts";
import { readTemplatedYaml } from "../../src/syntax/go-template/templated-yaml.ts";
import { lint } from "../support/lint.ts";
import { temporaryRepository } from "../support/repository.ts";

const values = { kind: "unknown", origin: { builtIn: "nothing" }, reason: "a template" } as const;

function read(text: string) {
  const root = readTemplatedYaml(wrapWholeText("a.yaml", text), {
    evaluate: (expression) => evaluate(expression, values),
    kept: new Set(["releases"]),
  });
  return root && { known: toPlainValue(root), unknown: [...collectUnknownPointers(root)] };
}

test("what a condition brings along is unknown, and what stands around it is known", () => {
  const text =
    "a: 1\n{{- if .Values.x }}\nb: 2\n{{- else }}\nb: 3\n{{- end }}\nc:\n  {{- toYaml .Values.y | nindent 2 }}\nd: {{ .Values.z }}\n";
  expect(read(text)).toEqual({ known: { a: 1, c: {} }, unknown: ["/b", "/c", "/d"] });
});

test("lists that may hold installs are looked into although a condition decides over them", () => {
  const text =
    "releases:\n{{ if .Values.x }}\n  - name: cni\n    values:\n      {{- if .y }}\n      - a.yaml\n      {{- end }}\n      - b.yaml\n{{ end }}\n";
  expect(read(text)).toEqual({ known: { releases: [{ name: "cni", values: [null, "b.yaml"] }] }, unknown: ["/releases/0/values/0"] });
});

test("actions that are not closed, or that nothing can be made of, are no YAML", () => {
  expect(read("a: {{ .x\nb: 1\n")).toBeUndefined();
  expect(read("{{ if }}\n  a: 1\n b: 2\n{{ end }}\n")).toBeUndefined();
});

test("helmfiles that include themselves and one another come to an end", async () => {
  const cwd = temporaryRepository({
    "helmfile.yaml":
      "bases:\n  - helmfile.yaml\n  - common.yaml\nhelmfiles:\n  - '**/*.yaml'\nreleases:\n  - name: ztunnel\n    chart: istio/ztunnel\n    version: 1.29.1\n",
    "common.yaml": "bases:\n  - helmfile.yaml\n  - common.yaml\n",
    "apps/helmfile.yaml": "helmfiles:\n  - ../helmfile.yaml\n  - ../../outside.yaml\nreleases: []\n",
  });
  const report = await lint({ cwd });
  expect(report.clusters.flatMap(({ installs }) => installs).map(({ component }) => component)).toEqual(["ztunnel"]);
});

test("values that nest without end, and kinds that are no names, are no fault", async () => {
  const cwd = temporaryRepository({
    "helmfile.yaml":
      "releases:\n  - name: ztunnel\n    chart: oci://ghcr.io/istio/release/charts/ztunnel\n    version: 1.29.1\n    values: [deep.yaml]\n",
    "deep.yaml": `x:\n  a${`${": ".repeat(25)} `.repeat(200)}\nb: 1\n`,
    "release.yaml":
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: cni }\nspec:\n  chart:\n    spec:\n      chart: ztunnel\n      sourceRef: { kind: Git**, name: charts }\n",
  });
  const report = await lint({ cwd });
  // How far the parser comes depends on the stack that it finds.
  expect(report.problems.map(({ code }) => code)).toEqual([expect.stringMatching(/^yaml-(limit|syntax)$/)]);
  expect(report.summary.installs).toBe(2);
});

test("no fix edits a template, of which other installs may be made too", async () => {
  const cni = "istio/cni\n    version: 1.29.1\n    values:\n      - global:\n          platform:";
  const releases = (platform: string) =>
    `repositories:\n  - name: istio\n    url: https://blob.istio.io/istio-release/charts\nreleases:\n  - name: cni\n    chart: ${cni} ${platform}\n`;
  const template = `environments:\n  default:\n    values:\n      - platform: K3S\n---\n${releases("{{ .Values.platform }}")}`;
  const fixesOf = async (text: string) => {
    const { findings } = await lint({ cwd: temporaryRepository({ "helmfile.yaml": text }) });
    return findings.flatMap(({ rule, fix }) => (rule === "known-platform" ? [fix !== undefined] : []));
  };
  expect(await fixesOf(template)).toEqual([false]);
  expect(await fixesOf(releases("K3S"))).toEqual([true]);
});
