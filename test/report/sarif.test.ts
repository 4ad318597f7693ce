import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { policies } from "../../policies/index.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { renderSarifReport } from "../../src/report/sarif.ts";
import { codeScanningProblems } from "../support/code-scanning.ts";

const tool = { version: "1.2.3", policies };

/** SARIF's own schema is one of draft 4, which says nothing that later drafts do not. */
const { $schema: _, id: __, ...schema } = sarifSchema;
const formats = { uri: URL.canParse, "uri-reference": (text: string) => URL.canParse(text, "file:///"), "date-time": true } as const;
const validate = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, formats }).compile(schema);

it("is SARIF that GitHub takes, on examples and on hostile text", async () => {
  const folders = readdirSync("examples").map((name) => join("examples", name));
  const suppressed = await lint({ cwd: "test/fixtures/suppressions/comments", kustomize: "off" });
  const hostile = JSON.parse(readFileSync("test/fixtures/report/hostile/report.json", "utf8")) as Report;
  const reports = [...(await Promise.all(["examples", ...folders].map((cwd) => lint({ cwd })))), suppressed, hostile];
  for (const report of reports) {
    const log = JSON.parse(renderSarifReport(report, tool));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(codeScanningProblems(log)).toEqual([]);
  }
});

it("would notice what GitHub does not take", () => {
  const report = JSON.parse(readFileSync("test/fixtures/report/hostile/report.json", "utf8")) as Report;
  const log = renderSarifReport(report, tool);
  const broken = {
    "another rule": log.replace(/"ruleIndex": \d+/, '"ruleIndex": 0'),
    "a path outside": log.replace(/"uri": "(?!https:)/, '"uri": "../'),
    "an unknown base": log.replaceAll('"SRCROOT": {', '"ROOT": {'),
    "a rule without help": log.replace('"help": {', '"noHelp": {'),
    "a link": log.replace(/("ruleId": [^{]*"message": \{\s*"text": ")/, "$1[see](1) "),
  };
  const faults = Object.entries(broken).map(([name, text]) => [name, codeScanningProblems(JSON.parse(text)).length > 0]);
  expect(Object.fromEntries(faults)).toEqual(Object.fromEntries(faults.map(([name]) => [name, true])));
});

it("says rules, levels, related places, fingerprints, fixes and suppressions", async () => {
  const report = await lint({ cwd: "test/fixtures/suppressions/comments", kustomize: "off" });
  const [run] = JSON.parse(renderSarifReport(report, tool)).runs;
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(policies.map(({ id }) => id));
  expect(run.results).toHaveLength(report.findings.length + report.suppressed.length);
  const [told] = run.results;
  expect(told).toMatchObject({ level: "error", partialFingerprints: { "istioPreflight/v1": report.findings[0]?.fingerprint } });
  expect(told.fixes[0].artifactChanges[0].artifactLocation.uri).toBe("apps/cilium.yaml");
  expect(run.results.at(-1).suppressions).toEqual([{ kind: "external", justification: expect.any(String) }]);
});

it("helps with a rule in plain text and in Markdown, in paragraphs", () => {
  const report = JSON.parse(readFileSync("test/fixtures/report/hostile/report.json", "utf8")) as Report;
  const [run] = JSON.parse(renderSarifReport(report, tool)).runs;
  for (const { id, help } of run.tool.driver.rules) {
    const { remedy = "", links = [] } = policies.find((policy) => policy.id === id) ?? {};
    expect(help.text.split("\n\n").at(-1), id).toBe(links.at(-1) ?? remedy);
    expect(help.markdown).toContain("\n\n**Fix**\n\n");
    expect(help.text + help.markdown).not.toContain("\\u000a");
  }
});

it("knows a finding again where its lines have moved", async () => {
  const directory = mkdtempSync(join(tmpdir(), "moved-"));
  cpSync("examples/gke-argocd", directory, { recursive: true });
  const fingerprints = async () => {
    const [run] = JSON.parse(renderSarifReport(await lint({ cwd: directory }), tool)).runs;
    return run.results.map((result: { partialFingerprints: unknown }) => result.partialFingerprints);
  };
  const before = await fingerprints();
  const file = join(directory, "argocd/istio/cni.yaml");
  writeFileSync(file, `${"# moved\n".repeat(30)}${readFileSync(file, "utf8")}`);
  expect(await fingerprints()).toEqual(before);
});

it("has no more results than code scanning takes: the gravest, in their order", async () => {
  const report = await lint({ cwd: "examples" });
  const [finding] = report.findings as [Finding];
  const findings = Array.from({ length: 30_000 }, (_, index) => ({
    ...finding,
    severity: index % 10 === 9 ? ("error" as const) : ("warning" as const),
    fingerprint: String(index).padStart(5, "0"),
  }));
  const [run] = JSON.parse(renderSarifReport({ ...report, findings, suppressed: [finding] }, tool)).runs;
  expect(run.results).toHaveLength(25_000);
  expect(run.results.filter(({ level }: { level: string }) => level === "error")).toHaveLength(3000);
  const shown: string[] = run.results.map(
    (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["istioPreflight/v1"],
  );
  expect(shown).toEqual([...shown].sort());
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe("5,001 results left out: code scanning takes 25000 of a run.");
});
