import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { policies } from "../../policies/index.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { sarifReport } from "../../src/report/sarif.ts";

const tool = { version: "1.2.3", policies };
const directory = mkdtempSync(join(tmpdir(), "sarif-"));

/** Microsoft's own validator, with the rules that GitHub asks for. Linux on x86-64 only; its package carries it without the executable bit. */
function multitool(): string {
  const carried = createRequire(import.meta.url).resolve("@microsoft/sarif-multitool-linux/package.json");
  const program = join(directory, "multitool");
  copyFileSync(join(dirname(carried), "Sarif.Multitool"), program);
  chmodSync(program, 0o755);
  return program;
}

it("passes the SARIF multitool with GitHub's rules, on examples and on hostile text", async () => {
  const examples = readdirSync("examples").map(async (name) => [name, await lint({ cwd: join("examples", name) })] as const);
  const reports: Record<string, Report> = {
    examples: await lint({ cwd: "examples" }),
    ...Object.fromEntries(await Promise.all(examples)),
    suppressed: await lint({ cwd: "test/fixtures/suppressions/comments", kustomize: "off" }),
    hostile: JSON.parse(readFileSync("test/fixtures/report/hostile/report.json", "utf8")) as Report,
  };
  const files = Object.entries(reports).map(([name, report]) => {
    const file = join(directory, `${name}.sarif`);
    writeFileSync(file, sarifReport(report, tool));
    return file;
  });
  const environment = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const output = execFileSync(multitool(), ["validate", ...files, "--rule-kind", "Sarif;Ghas"], { encoding: "utf8", env: environment });
  expect(output).toContain("Analysis completed successfully");
  expect(output).not.toMatch(/\b(error|warning) (SARIF|GH)\d+/i);
});

it("says rules, levels, related places, fingerprints, fixes and suppressions", async () => {
  const report = await lint({ cwd: "test/fixtures/suppressions/comments", kustomize: "off" });
  const [run] = JSON.parse(sarifReport(report, tool)).runs;
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(policies.map(({ id }) => id));
  expect(run.results).toHaveLength(report.findings.length + report.suppressed.length);
  const [told] = run.results;
  expect(told).toMatchObject({ level: "error", partialFingerprints: { "istioPreflight/v1": report.findings[0]?.fingerprint } });
  expect(told.fixes[0].artifactChanges[0].artifactLocation.uri).toBe("apps/cilium.yaml");
  expect(run.results.at(-1).suppressions).toEqual([{ kind: "external", justification: expect.any(String) }]);
});

it("helps with a rule in plain text and in Markdown, in paragraphs", () => {
  const report = JSON.parse(readFileSync("test/fixtures/report/hostile/report.json", "utf8")) as Report;
  const [run] = JSON.parse(sarifReport(report, tool)).runs;
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
    const [run] = JSON.parse(sarifReport(await lint({ cwd: directory }), tool)).runs;
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
  const [run] = JSON.parse(sarifReport({ ...report, findings, suppressed: [finding] }, tool)).runs;
  expect(run.results).toHaveLength(25_000);
  expect(run.results.filter(({ level }: { level: string }) => level === "error")).toHaveLength(3000);
  const shown: string[] = run.results.map(
    (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["istioPreflight/v1"],
  );
  expect(shown).toEqual([...shown].sort());
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe("5,001 results left out: code scanning takes 25000 of a run.");
});
