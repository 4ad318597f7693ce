import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding, Severity } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { renderGithubReport } from "../../src/report/github.ts";
import { renderMarkdownReport } from "../../src/report/markdown.ts";
import { renderTextReport } from "../../src/report/text.ts";

const fleet = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/report/fleet/report.json"), "utf8")) as Report;
const hostile = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/report/hostile/report.json"), "utf8")) as Report;

describe("annotations of 500 findings", () => {
  const lines = renderGithubReport(many(fleet, 500)).trimEnd().split("\n");

  it("are ten of each level, errors first", () => {
    expect(lines.map((line) => line.slice(2, line.search(/ /)))).toEqual([
      ...Array(10).fill("error"),
      ...Array(10).fill("warning"),
      ...Array(10).fill("notice"),
    ]);
  });

  it("count in the last one what is not shown", () => {
    expect(lines[9]).toBe("::error title=istio-preflight::158 more errors are listed in the job summary");
    expect(lines[19]).toBe("::warning title=istio-preflight::158 more warnings are listed in the job summary");
    expect(lines[29]).toBe("::notice title=istio-preflight::157 more notes are listed in the job summary");
  });
});

describe("annotations beside three warnings of the step's own", () => {
  it("leave them their place", () => {
    const lines = renderGithubReport(many(fleet, 500), 3).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::warning "))).toHaveLength(7);
    expect(lines[16]).toBe("::warning title=istio-preflight::161 more warnings are listed in the job summary");
  });
});

describe("annotations of exactly ten findings", () => {
  it("are all there", () => {
    const text = renderGithubReport({ ...fleet, findings: many(fleet, 30).findings.filter(({ severity }) => severity === "error") });
    expect(text.match(/^::error file=/gm)).toHaveLength(10);
    expect(text).not.toContain("job summary");
  });
});

describe("the same mistake in many places", () => {
  it("is one annotation that names the others", () => {
    const [finding] = fleet.findings as [Finding];
    const findings = Array.from({ length: 8 }, (_, index) => ({ ...finding, location: { ...finding.location, file: `${index}.yaml` } }));
    const lines = renderGithubReport({ ...fleet, findings })
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("The same in 1.yaml:17, 2.yaml:17, 3.yaml:17, 4.yaml:17, 5.yaml:17 and 2 more.");
  });
});

describe("a Markdown report of 500 findings", () => {
  const report = many(fleet, 500);

  it.each([3000, 10_000, 65_000, 1_000_000])("stays below %i units and counts what it leaves out", (budget) => {
    for (const big of [report, many(hostile, 500)]) {
      const text = renderMarkdownReport(big, { budget });
      const shown = text.match(/^\*\*(?:Error|Warning|Note)\*\* · /gm)?.length ?? 0;
      expect(text.length).toBeLessThanOrEqual(budget);
      expect(shown + leftOut(text)).toBe(500);
    }
  });

  it("uses the budget, for errors first", () => {
    const text = renderMarkdownReport(report, { budget: 65_000 });
    expect(text.length).toBeGreaterThan(60_000);
    expect(text).not.toContain("**Note** ·");
    expect(text).toMatch(/\*\*Left out here for its length:\*\* (?:\d+ errors?, )?\d+ warnings?, 166 notes\./);
  });

  it("leaves nothing out where all fits", () => {
    expect(renderMarkdownReport(report, { budget: 1_000_000 })).not.toContain("Left out");
  });

  it("closes every fence and every folded part", () => {
    for (const budget of [5000, 9000, 20_000]) {
      const text = renderMarkdownReport(report, { budget });
      expect(text.match(/^```/gm)?.length).toSatisfy((fences: number) => fences % 2 === 0);
      expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? -1);
    }
  });
});

describe("a Markdown report of 5,000 clusters and as many problems", () => {
  const cluster = fleet.clusters[0];
  const clusters = Array.from({ length: 5000 }, (_, index) => ({ ...cluster, name: `cluster-${index}` })) as Report["clusters"];
  const problems = Array.from({ length: 5000 }, (_, index) => ({ code: "yaml-syntax", message: `broken ${index}`, location: null }));
  const text = renderMarkdownReport({
    ...fleet,
    clusters,
    problems,
    findings: fleet.findings.map((finding) => ({ ...finding, cluster: "cluster-4999", clusters: ["cluster-4999"] })),
  });

  it("stays in the budget with whole rows, clusters with findings first", () => {
    expect(text.length).toBeLessThanOrEqual(65_000);
    const rows = text.match(/^\| `cluster-\d+` \| [^|]* \| .* \|$/gm) ?? [];
    expect(rows[0]).toContain("`cluster-4999`");
    expect(text).toContain(`${(5000 - rows.length).toLocaleString("en-US")} more clusters not shown here.`);
    expect(text.match(/^- broken \d+$/gm)?.length).toBe(5000 - Number(/^- and (\d+) more$/m.exec(text)?.[1]));
  });
});

describe("text", () => {
  it("spells out twenty problems and counts the rest", () => {
    const problems = Array.from({ length: 50 }, (_, index) => ({ code: "yaml-syntax", message: `broken ${index}`, location: null }));
    const text = renderTextReport({ ...fleet, problems }, { color: false, quiet: false });
    expect(text.match(/^ {2}broken \d+$/gm)).toHaveLength(20);
    expect(text).toContain("and 30 more; --format json has them all");
  });
});

/** As many findings, each with a message of its own, in turn an error, a warning and a note. */
function many(report: Report, amount: number): Report {
  const severities: readonly Severity[] = ["error", "warning", "note"];
  const findings = Array.from({ length: amount }, (_, index) => {
    const finding = report.findings[index % report.findings.length] as Finding;
    return { ...finding, message: `${finding.message.slice(0, 400)} (${index})`, severity: severities[index % 3] as Severity };
  });
  return { ...report, findings };
}

function leftOut(text: string): number {
  const [, amounts = ""] = /^\*\*Left out here for its length:\*\* (.*)\. `npx/m.exec(text) ?? [];
  return (amounts.match(/\d+/g) ?? []).reduce((total, amount) => total + Number(amount), 0);
}
