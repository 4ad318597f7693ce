import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import type { LintOptions } from "../../../src/pipeline/lint-options.ts";
import { bundle } from "../../support/bundle.ts";
import { temporaryRepository } from "../../support/repository.ts";

let lint: (options: LintOptions) => Promise<Report>;
let remove: () => void;

beforeAll(async () => {
  const built = await bundle();
  ({ lint } = await import(pathToFileURL(built.index).href));
  remove = built.remove;
});

afterAll(() => remove());

const manifest = (over: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ name: "acme", version: "1.2.0", rules: ["rules/*"], ...over });

const rule = (id: string) =>
  `import { definePolicy } from "istio-preflight/policy";
export default definePolicy({ id: "${id}", title: "t", severity: "note", description: "d", remedy: "r", links: ["https://example.com/${id}"],
  check: (cluster) => cluster.installs.map((_, index) => ({ at: \`/installs/\${index}\`, message: "m" })) });\n`;

const files = {
  "install.sh": "#!/bin/sh\nhelm install istiod istio/istiod --version 1.30.1\n",
  ".istio-preflight.yaml": 'policies: ["@acme/policies"]\nrules: { acme/two: warning }\n',
};

test("a package that is installed is a pack, with its severities", async () => {
  const pack = "node_modules/@acme/policies";
  const cwd = temporaryRepository({
    ...files,
    [`${pack}/istio-preflight-pack.json`]: manifest(),
    [`${pack}/rules/one.ts`]: rule("acme/one"),
    [`${pack}/rules/two.ts`]: rule("acme/two"),
  });
  const { findings, problems } = await lint({ cwd, platform: "other" });
  expect(problems).toEqual([]);
  expect(findings.map((finding) => `${finding.rule} ${finding.severity} ${finding.docs}`)).toEqual([
    "acme/one note https://example.com/acme/one",
    "acme/two warning https://example.com/acme/two",
  ]);
});

test("a folder of the repository is one too", async () => {
  const configuration = "policies: [platform/pack]\n";
  const folder = { "platform/pack/istio-preflight-pack.json": manifest(), "platform/pack/rules/one.ts": rule("acme/one") };
  const { findings } = await lint({ cwd: temporaryRepository({ ...files, ...folder, ".istio-preflight.yaml": configuration }) });
  expect(findings.map((finding) => finding.rule)).toEqual(["acme/one"]);
});

test.each([
  ["that is not installed", {}, /`policies` names @acme\/policies, which holds neither a policy \(\.json or \.ts\) nor a pack\./],
  [
    "with a rule outside its name space",
    { manifest: manifest(), rule: rule("other/one") },
    /the id `other\/one` must be in the pack's name space, such as `acme\/one`/,
  ],
  [
    "with rules outside its folder",
    { manifest: manifest({ rules: ["../../x.ts"] }), rule: rule("acme/one") },
    /`rules` must be globs of files in the pack/,
  ],
  ["with a misspelt key", { manifest: manifest({ rule: [] }), rule: rule("acme/one") }, /unknown key `rule`/],
  ["whose manifest is no JSON", { manifest: "{", rule: rule("acme/one") }, /must be a JSON object/],
])("a pack %s is refused", async (_, pack: { manifest?: string; rule?: string }, message) => {
  const folder = "node_modules/@acme/policies";
  const installed = pack.manifest
    ? { [`${folder}/istio-preflight-pack.json`]: pack.manifest, [`${folder}/rules/one.ts`]: pack.rule ?? "" }
    : {};
  await expect(lint({ cwd: temporaryRepository({ ...files, ...installed }) })).rejects.toThrow(message);
});
