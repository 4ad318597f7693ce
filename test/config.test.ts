import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { parse } from "yaml";
import schema from "../schemas/config.schema.json" with { type: "json" };
import { parseConfiguration } from "../src/config.ts";
import { platforms } from "../src/model/cluster.ts";

const validate = new Ajv2020({ allErrors: true }).compile(schema);
const rules = ["gke-platform", "k3s-cni-dirs"];

function configurationOf(file: string, text: string) {
  const { configuration, checkRules } = parseConfiguration(file, text);
  checkRules(rules);
  return configuration;
}

const refused: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ["a misspelt key", "clsuters: []\n", /c\.yaml:1: Unknown key `clsuters`; did you mean `clusters`\?/],
  ["a key that nothing resembles", "a: 1\n", /known here: clusters/],
  ["a cluster without a name", "clusters:\n  - platform: gke\n", /c\.yaml:2: A cluster needs a `name`/],
  ["a misspelt platform", "clusters:\n  - name: x\n    platform: GKE\n", /c\.yaml:3: Unknown platform `GKE`; did you mean `gke`\?/],
  ["an ignore entry without a reason", "ignore:\n  - rule: gke-platform\n", /needs a `reason`/],
  ["a baseline that is no name", "baseline: [a.json]\n", /c\.yaml:1: `baseline` must be a text/],
  ["a version that YAML reads as a number", "istioVersion: 1.30\n", /c\.yaml:1: `istioVersion` must be a text in quotes/],
  ["clusters that are no list", "clusters: prod\n", /c\.yaml:1: `clusters` must be a list/],
  ["a cluster that is no map", "clusters:\n  - prod\n", /c\.yaml:2: This must be a map with the keys name, /],
  ["a glob that is a number", "exclude:\n  - a/**\n  - 1\n", /c\.yaml:3: Each item of `exclude` must be a text/],
  ["one glob that is no list", "exclude: a/**\n", /c\.yaml:1: `exclude` must be a list/],
  ["rules that are no map", "rules: [gke-platform]\n", /c\.yaml:1: `rules` must be a map/],
  ["an expiry that is a number", "ignore:\n  - { rule: gke-platform, reason: r, until: 2027 }\n", /c\.yaml:2: `until` must be a text/],
  ["an expiry that is no date", "ignore:\n  - rule: gke-platform\n    reason: r\n    until: soon\n", /c\.yaml:4: `until`/],
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

it("refuses a misspelt rule", () => {
  expect(() => configurationOf("c.yaml", "rules:\n  gke-platfrom: off\n")).toThrow(/c\.yaml:2: .*did you mean `gke-platform`\?/);
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
  expect(schema.properties.clusters.items.properties.platform.enum).toEqual([...platforms]);
});
