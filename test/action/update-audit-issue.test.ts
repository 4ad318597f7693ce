import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { updateAuditIssue } from "../../src/action/audit-issue.ts";
import type { Issue, Issues } from "../../src/action/issues.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";

const fleet = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/report/fleet/report.json"), "utf8")) as Report;
const link = (file: string, line: number) => `https://github.com/acme/platform/blob/main/${encodeURIComponent(file)}#L${line}`;

/** Audits one report after the other; the body of the issue after the last. */
async function audited(...reports: readonly Report[]): Promise<string> {
  const kept: Issue[] = [];
  const issues: Issues = {
    own: async (marker) => kept.filter(({ body }) => body.startsWith(marker)),
    create: async (text) => void kept.push({ number: 1, ...text }),
    update: async (number, text) => void kept.splice(0, 1, { number, ...text }),
  };
  for (const report of reports) await updateAuditIssue(issues, report, { link, prefix: "" });
  return kept[0]?.body ?? "";
}

function many(amount: number, file = "values.yaml"): Report {
  const [finding] = fleet.findings as [Finding];
  const findings = Array.from({ length: amount }, (_, index) => {
    return { ...finding, fingerprint: index.toString(16).padStart(16, "0"), location: { ...finding.location, file: `${index}/${file}` } };
  });
  return { ...fleet, findings };
}

function without(report: Report, ...indexes: readonly number[]): Report {
  return { ...report, findings: report.findings.filter((_, index) => !indexes.includes(index)) };
}

it.each([1, 100, 150, 1500, 2000])("of %i findings that stay says nothing new", async (amount) => {
  expect(await audited(many(amount), many(amount))).not.toContain("Since the last audit");
});

it("of many findings says what has come and gone, and names what it remembers", async () => {
  const body = await audited(without(many(300), 299), without(many(300), 5, 200));
  expect(body).toContain("**Since the last audit:** 1 new finding, 2 resolved.");
  const [, , items = ""] = body.split("\n\n");
  expect(items.split("\n")).toEqual([
    expect.stringMatching(/^- new: .*`299\/values\.yaml:/),
    expect.stringMatching(/^- resolved: `5\/values\.yaml:/),
    "- and 1 more",
  ]);
});

it("is never longer than GitHub takes", async () => {
  const long = `${"größe/".repeat(60)}${"集群".repeat(100)}.yaml`;
  for (const amount of [100, 1500, 3000]) {
    const body = await audited(many(amount, "a.yaml"), many(amount, long), many(1, "b.yaml"), many(amount, long));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
    expect(body).toContain("Left out here for its length");
  }
});
