import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Comparison, SettingChange } from "../../src/model/comparison.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { renderGithubReport } from "../../src/report/github.ts";
import { renderMarkdownReport } from "../../src/report/markdown.ts";
import { renderTextReport } from "../../src/report/text.ts";

const fleet = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/report/fleet/report.json"), "utf8")) as Report;

const setting: SettingChange = {
  cluster: "prod-eu",
  component: "cni",
  release: "istio-cni",
  setting: "cniBinDir",
  before: "/home/kubernetes/bin",
  after: "/opt/cni/bin",
  file: "clusters/prod-eu/cni.yaml",
  line: 17,
};

describe("annotations of a change", () => {
  const findings = many(40);
  const [onLine, inFile, added] = [findings[39], findings[38], findings[37]] as [Finding, Finding, Finding];
  const report = withComparison(findings, {
    onChangedLines: new Set([onLine.fingerprint]),
    inChangedFiles: new Set([onLine.fingerprint, inFile.fingerprint]),
    added: new Set([added.fingerprint]),
  });

  it("start with changed lines, then changed files, then what is new, and keep the last for the rest", () => {
    const files = renderGithubReport(report)
      .trimEnd()
      .split("\n")
      .map((line) => /file=([^,]+)/.exec(line)?.[1]);
    expect(files).toHaveLength(10);
    expect(files.slice(0, 4)).toEqual(["39.yaml", "38.yaml", "37.yaml", "0.yaml"]);
    expect(files[9]).toBeUndefined();
  });
});

describe("a Markdown report of a change", () => {
  const findings = many(500);
  const report = withComparison(findings, {
    added: new Set(findings.slice(400).map(({ fingerprint }) => fingerprint)),
    before: 400,
    resolved: findings.slice(0, 300),
    settings: Array.from({ length: 300 }, (_, line) => ({ ...setting, line })),
  });

  it.each([5000, 10_000, 65_000, 1_000_000])("stays below %i units, new ones first, with everything closed", (budget) => {
    const text = renderMarkdownReport(report, { budget });
    expect(text.length).toBeLessThanOrEqual(budget);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    const shown = [...text.matchAll(/^\*\*Error\*\* · `(\d+)\.yaml/gm)].map(([, number]) => Number(number));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.slice(0, 100).every((number) => number >= 400)).toBe(true);
    expect(text).toContain("300 effective settings changed");
  });

  it("folds away what was there before, and names what is repaired", () => {
    const text = renderMarkdownReport(
      withComparison(findings.slice(0, 2), { added: new Set([findings[0]?.fingerprint ?? ""]), before: 1 }),
    );
    expect(text.indexOf("**New in this change:**")).toBeLessThan(text.indexOf("mistake 0"));
    expect(text.indexOf("mistake 0")).toBeLessThan(text.indexOf("<details><summary>There before: 1 error</summary>"));
    expect(text).toContain("**Since main (1a2b3c4): 1 new, 1 resolved, 1 there before**");
    expect(text).toContain(
      "- After this change `istio-cni` on `prod-eu` runs with `cniBinDir` `/opt/cni/bin` (was `/home/kubernetes/bin`): `clusters/prod-eu/cni.yaml:17`",
    );
  });

  it("says so where nothing is new", () => {
    const quiet = withComparison([], { before: 5, hidden: true });
    expect(renderMarkdownReport(quiet)).toMatch(/^## Istio preflight: nothing new\n/);
    expect(renderTextReport(quiet, { color: false, quiet: true })).toMatch(
      /^Since main \(1a2b3c4\): 0 new, 1 resolved, 5 there before \(not shown\)\nNothing new in /,
    );
  });
});

function many(amount: number): Finding[] {
  const [finding] = fleet.findings as [Finding];
  return Array.from({ length: amount }, (_, index) => ({
    ...finding,
    severity: "error",
    message: `mistake ${index}`,
    fingerprint: String(index),
    location: { ...finding.location, file: `${index}.yaml` },
  }));
}

function withComparison(findings: readonly Finding[], difference: Partial<Comparison>): Report {
  const none = { added: new Set<string>(), onChangedLines: new Set<string>(), inChangedFiles: new Set<string>() };
  const comparison = { base: "main (1a2b3c4)", ...none, before: 0, hidden: false, resolved: many(1), settings: [setting], ...difference };
  const summary = { ...fleet.summary, errors: findings.length, warnings: 0, notes: 0 };
  return { ...fleet, findings, summary, comparison };
}
