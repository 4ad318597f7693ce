import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import type { LintOptions } from "../../../src/pipeline/lint-options.ts";
import { bundle } from "../../support/bundle.ts";
import { timed } from "../../support/processor-time.ts";
import { temporaryRepository } from "../../support/repository.ts";

let lint: (options: LintOptions) => Promise<Report>;
let remove: () => void;

beforeAll(async () => {
  const built = await bundle();
  ({ lint } = await import(pathToFileURL(built.index).href));
  remove = built.remove;
});

afterAll(() => remove());

const install = "#!/bin/sh\nhelm install istiod istio/istiod -n istio-system --version 1.30.1 --set meshConfig.trustDomain=PLACE\n";

const metadata = {
  id: "acme/rule",
  title: "Do it right",
  severity: "warning",
  subject: "installs",
  message: "it is `{{value}}`",
  remedy: "Do it.",
  description: "It breaks.",
};

function policy(over: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ ...metadata, ...over }, undefined, 2)}\n`;
}

async function run(text: string, more: Readonly<Record<string, string>> = {}, value = "x"): Promise<Report> {
  const good = policy({ id: "acme/good", require: { properties: { namespace: { const: "mesh" } } } });
  const files = {
    "install.sh": install.replace("PLACE", value),
    "p/a.json": text,
    "p/z.json": good,
    ".istio-preflight.yaml": "policies: [p/*]\n",
  };
  return lint({ cwd: temporaryRepository({ ...files, ...more }), kustomize: "off", platform: "other" });
}

/** The processor seconds of a run with one hostile policy: what it may take, what it costs to end it, and what all others need. */
const most = 4;

const doubled = (depth: number) => ({
  $defs: Object.fromEntries(
    Array.from({ length: depth }, (_, level) => {
      const next = level === depth - 1 ? { const: 1 } : { anyOf: [1, 2].map(() => ({ $ref: `#/$defs/l${level + 1}` })) };
      return [`l${level}`, next];
    }),
  ),
  $ref: "#/$defs/l0",
});

test("a regular expression that backtracks for ever takes no time", async () => {
  const pattern = { properties: { values: { properties: { meshConfig: { properties: { trustDomain: { pattern: "^(a+)+$" } } } } } } };
  const { result, seconds } = await timed(() => run(policy({ require: pattern }), {}, `${"a".repeat(50_000)}b`));
  const { findings, problems } = result;
  expect(seconds).toBeLessThan(most);
  expect(problems).toEqual([]);
  expect(findings.map(({ rule }) => rule).sort()).toEqual(["acme/good", "acme/rule"]);
});

test.each([["a schema that doubles at each level", doubled(40), /it took too long|it used too much memory/]])(
  "%s ends as a problem of that policy",
  async (_, require, problem) => {
    const { result, seconds } = await timed(() => run(policy({ require })));
    const { findings, problems } = result;
    expect(seconds).toBeLessThan(most);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(problem)]);
    expect(problems[0]?.message).toContain("acme/rule");
    expect(findings.map(({ rule }) => rule)).toEqual(["acme/good"]);
  },
);

test.each([
  ["no JSON", '{\n  "id": x\n}\n', /^p\/a\.json:2:9: This is not JSON: /],
  ["a misspelt key", policy({ require: {}, remdy: "x" }), /^p\/a\.json:10:\d+: unknown key `remdy`$/],
  ["a missing key", policy({}), /^p\/a\.json:1:1: `require` is missing$/],
  [
    "a severity that there is not",
    policy({ require: {}, severity: "fatal" }),
    /^p\/a\.json:4:15: `severity` must be equal to one of the allowed values: error, warning, note$/,
  ],
  ["a schema that is none", policy({ require: { properties: { name: { type: "txt" } } } }), /^p\/a\.json:\d+:\d+: /],
  ["a keyword that there is not", policy({ require: { propertys: {} } }), /^p\/a\.json:\d+:\d+: .*unknown keyword: "propertys"/],
  [
    "a regular expression that could backtrack",
    policy({ require: { properties: { name: { pattern: "(?=a)b" } } } }),
    /^p\/a\.json:\d+:\d+: .*\(\?=/,
  ],
  [
    "a reference to elsewhere",
    policy({ require: { $ref: "https://example.com/x.json" } }),
    /^p\/a\.json:\d+:\d+: .*can't resolve reference/,
  ],
  ["a schema that answers later", policy({ require: { $async: true } }), /^p\/a\.json:\d+:\d+: `\$async` means nothing in a policy$/],
  ["an id that is taken", policy({ require: {}, id: "gke-platform" }), /^p\/a\.json: the id `gke-platform` is taken by a built-in rule/],
  ["an id twice", policy({ require: {}, id: "acme/good" }), /^p\/z\.json: the id `acme\/good` is taken by p\/a\.json\.$/],
])("%s is told with its place", async (_, text, message) => {
  await expect(run(text)).rejects.toMatchObject({ name: "UsageError", message: expect.stringMatching(message) });
});

test("a byte order mark is no mistake", async () => {
  const { findings } = await run(`\ufeff${policy({ require: { properties: { namespace: { const: "mesh" } } } })}`);
  expect(findings.map(({ rule }) => rule)).toContain("acme/rule");
});

test("severities, off switches and suppressions know the ids", async () => {
  const rule = policy({ require: { properties: { namespace: { const: "mesh" } } } });
  const configuration = "policies: [p/*.json]\nrules: { acme/rule: off, acme/good: error }\n";
  const { findings } = await run(rule, { ".istio-preflight.yaml": configuration });
  expect(findings.map((finding) => `${finding.rule} ${finding.severity}`)).toEqual(["acme/good error"]);
  const comment = install.replace("helm", "# istio-preflight-ignore: acme/rule,acme/good -- moves soon\nhelm");
  const { findings: told, suppressed, problems } = await run(rule, { "install.sh": comment });
  expect([told.length, suppressed.length, problems]).toEqual([0, 2, []]);
  const misspelt = run(rule, { ".istio-preflight.yaml": "policies: [p/*.json]\nrules: { acme/rul: off }\n" });
  await expect(misspelt).rejects.toThrow(/Unknown rule `acme\/rul`; did you mean `acme\/rule`\?/);
});

test("a glob that finds nothing, or leads out, is refused", async () => {
  for (const glob of ["nowhere/*.json", "../*.json", "/etc/*.json"]) {
    await expect(run("{}", { ".istio-preflight.yaml": `policies: ["${glob}"]\n` })).rejects.toThrow(/holds neither a policy/);
  }
});

test("messages have values, and fixes set them", async () => {
  const set = { set: { "meshConfig.trustDomain": "mesh.example" } };
  const where = { properties: { values: { properties: { meshConfig: { properties: { trustDomain: { const: "mesh.example" } } } } } } };
  const { findings } = await run(policy({ require: where, fix: set, message: "{{/component}} trusts `{{value}}`" }));
  expect(findings.find(({ rule }) => rule === "acme/rule")).toMatchObject({
    message: "istiod trusts `x`",
    docs: "",
    fix: { title: "Set `meshConfig.trustDomain: mesh.example`", edits: [{ file: "install.sh", text: "mesh.example" }] },
  });
});
