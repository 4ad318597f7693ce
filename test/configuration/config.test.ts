import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { parse } from "yaml";
import schema from "../../schemas/config.schema.json" with { type: "json" };
import { parseConfiguration } from "../../src/configuration/file.ts";
import { platforms } from "../../src/model/cluster.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { temporaryRepository } from "../support/repository.ts";

const validate = new Ajv2020({ allErrors: true }).compile(schema);
const rules = ["gke-platform", "k3s-cni-dirs"];

function configurationOf(file: string, text: string) {
  const { configuration, checkRules } = parseConfiguration(file, text);
  checkRules(rules);
  return configuration;
}

const refused: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ["a misspelt key", "clsuters: []\n", /c\.yaml:1:\d+: Unknown key `clsuters`; did you mean `clusters`\?/],
  ["a key that nothing resembles", "a: 1\n", /known here: clusters/],
  ["a cluster without a name", "clusters:\n  - platform: gke\n", /c\.yaml:2:\d+: A cluster needs a `name`/],
  ["a misspelt platform", "clusters:\n  - name: x\n    platform: GKE\n", /c\.yaml:3:\d+: Unknown platform `GKE`; did you mean `gke`\?/],
  ["an ignore entry without a reason", "ignore:\n  - rule: gke-platform\n", /needs a `reason`/],
  ["a baseline that is no name", "baseline: [a.json]\n", /c\.yaml:1:\d+: `baseline` must be a text/],
  ["a version that YAML reads as a number", "istioVersion: 1.30\n", /c\.yaml:1:\d+: `istioVersion` must be a text in quotes/],
  ["clusters that are no list", "clusters: prod\n", /c\.yaml:1:\d+: `clusters` must be a list/],
  ["a cluster that is no map", "clusters:\n  - prod\n", /c\.yaml:2:\d+: This must be a map with the keys name, /],
  ["a glob that is a number", "exclude:\n  - a/**\n  - 1\n", /c\.yaml:3:\d+: Each item of `exclude` must be a text/],
  ["one glob that is no list", "exclude: a/**\n", /c\.yaml:1:\d+: `exclude` must be a list/],
  ["rules that are no map", "rules: [gke-platform]\n", /c\.yaml:1:\d+: `rules` must be a map/],
  ["an expiry that is a number", "ignore:\n  - { rule: gke-platform, reason: r, until: 2027 }\n", /c\.yaml:2:\d+: `until` must be a text/],
  ["a platform with letters swapped", "clusters:\n  - name: x\n    platform: gek\n", /c\.yaml:3:15: .*did you mean `gke`\?/],
  ["a glob from the root", "exclude: [/vendor/**]\n", /c\.yaml:1:11: `\/vendor\/\*\*` in `exclude` matches nothing: paths count from/],
  ["a glob that leaves the repository", "exclude: [../vendor/**]\n", /c\.yaml:1:11: .*nothing outside/],
  ["a glob from here", "clusters:\n  - name: x\n    paths: [./prod/**]\n", /c\.yaml:3:13: .*write it without `\.\/`, `prod\/\*\*`/],
  ["a directory as a glob", "ignore:\n  - { rule: gke-platform, reason: r, paths: [prod/] }\n", /c\.yaml:2:46: .*`prod\/\*\*`/],
  ["a glob with alternatives", 'exclude: ["{a,b}/**"]\n', /c\.yaml:1:11: .*globs are made of/],
  ["a day that there is not", "ignore:\n  - { rule: gke-platform, reason: r, until: 2027-13-01 }\n", /c\.yaml:2:45: `until`/],
  ["an expiry that is no date", "ignore:\n  - rule: gke-platform\n    reason: r\n    until: soon\n", /c\.yaml:4:\d+: `until`/],
];

it.each(refused)("refuses %s, and so does the published schema", (_, text, message) => {
  expect(() => configurationOf("c.yaml", text)).toThrow(message);
  expect(validate(parse(text))).toBe(false);
});

it("takes keys that have nothing, and so does the published schema", () => {
  const text = "clusters:\nistioVersion:\nrules:\nignore:\npolicies:\nexclude:\nbaseline:\n";
  expect(configurationOf("c.yaml", text)).toMatchObject({ clusters: [], ignore: [], istioVersion: undefined, baseline: undefined });
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
});

it("takes what is left empty of a cluster or an entry for missing", () => {
  const text = "clusters:\n  - name: a\n    platform:\n    paths:\nignore:\n  - rule: gke-platform\n    reason: r\n    until:\n";
  expect(configurationOf("c.yaml", text)).toMatchObject({ clusters: [{ name: "a", paths: [] }], ignore: [{ reason: "r" }] });
  expect(() => configurationOf("c.yaml", "clusters: [{ name: }]\n")).toThrow("A cluster needs a `name`");
  expect(() => configurationOf("c.yaml", "rules: { gke-platform: }\n")).toThrow("The severity of `gke-platform` must be");
});

it("refuses a misspelt rule", () => {
  expect(() => configurationOf("c.yaml", "rules:\n  gke-platfrom: off\n")).toThrow(/c\.yaml:2:\d+: .*did you mean `gke-platform`\?/);
});

it("refuses what no schema can tell", () => {
  expect(() => configurationOf("c.yaml", "clusters:\n  - name: a\n  - name: a\n")).toThrow(/c\.yaml:3:11: Two clusters are named `a`/);
  expect(() => configurationOf("c.yaml", "clusters:\n  - name: a\n    cni: [cillium]\n")).toThrow(
    /c\.yaml:3:11: .*did you mean `cilium`\?/,
  );
  expect(() => configurationOf("c.yaml", "istioVersion: newest\n")).toThrow(/c\.yaml:1:15: `istioVersion` must be a version/);
  expect(() => configurationOf("c.yaml", "ignore: [{ rule: gke-platform, reason: r, until: 2027-02-30 }]\n")).toThrow(/until/);
});

it("takes what the schema takes", () => {
  const text = readFileSync("test/fixtures/configuration/everything.yaml", "utf8");
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  const { clusters, ignore, istioVersion, exclude, baseline } = configurationOf("c.yaml", text);
  expect({ clusters: clusters.length, ignore: ignore.length, istioVersion, exclude, baseline }).toEqual({
    clusters: 2,
    ignore: 2,
    istioVersion: "1.30",
    exclude: ["vendor/**"],
    baseline: "platform/known-findings.json",
  });
});

it("knows the platforms that the schema lists", () => {
  expect(schema.$defs.Platform.enum).toEqual([...platforms]);
});

it("says of which key the globs take too long on the paths here", async () => {
  const install = "#!/bin/sh\nk3d cluster create mesh\nhelm install istio-cni istio/cni --version 1.29.0 --set profile=ambient\n";
  const files = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`${index}/${"a".repeat(50)}/up.sh`, install]));
  const costly = `**/${"*a".repeat(450_000)}`;
  for (const [key, text] of [
    ["exclude", `exclude: ["${costly}"]\n`],
    ["clusters", `clusters: [{name: a, platform: gke, paths: ["${costly}"]}]\n`],
    ["ignore", `ignore: [{rule: k3d-cni-dirs, paths: ["${costly}"], reason: x}]\n`],
  ] as const) {
    const cwd = temporaryRepository({ ".istio-preflight.yaml": text, ...files });
    await expect(lint({ cwd, kustomize: "off" }), key).rejects.toThrow(`The globs of \`${key}\` take too long`);
  }
});

it("looks for up to 100 policies", () => {
  const policies = (length: number) => `policies: ${JSON.stringify(Array.from({ length }, (_, index) => `${index}/**`))}\n`;
  expect(parseConfiguration("c.yaml", policies(100)).configuration.policies).toHaveLength(100);
  expect(() => parseConfiguration("c.yaml", policies(101))).toThrow("`policies` must have up to 100 entries");
});
