import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { githubReport } from "../../src/report/github.ts";
import { gitlabReport } from "../../src/report/gitlab.ts";
import { htmlReport } from "../../src/report/html.ts";
import { inspectJson } from "../../src/report/inspect-json.ts";
import { inspectText } from "../../src/report/inspect-text.ts";
import { jsonReport } from "../../src/report/json.ts";
import { junitReport } from "../../src/report/junit.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { textReport } from "../../src/report/text.ts";

const fixtures = join(import.meta.dirname, "../fixtures/report");

const names = readdirSync(fixtures, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

describe.each(names)("the report %s", (name) => {
  const folder = join(fixtures, name);
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;

  it.each([
    ["expected.txt", textReport(report, { color: false, quiet: false })],
    ["expected.quiet.txt", textReport(report, { color: false, quiet: true, width: 60 })],
    ["expected.json", jsonReport(report)],
    ["expected.github.txt", githubReport(report)],
    ["expected.md", markdownReport(report)],
    [
      "expected.linked.md",
      markdownReport(report, { heading: "Preflight", link: (file, line) => `https://github.com/acme/fleet/blob/0f3c9e1/${file}#L${line}` }),
    ],
    ["expected.junit.xml", junitReport(report)],
    ["expected.gitlab.json", gitlabReport(report)],
    ["expected.html", htmlReport(report)],
    ["expected.inspect.txt", inspectText(report, { color: false })],
  ])("reads as in %s", async (file, output) => {
    await expect(output).toMatchFileSnapshot(join(folder, file));
  });

  it("says in colours what it says without", () => {
    for (const quiet of [true, false]) {
      const colored = textReport(report, { color: true, quiet });
      expect(colored).not.toBe(textReport(report, { color: false, quiet }));
      expect(stripVTControlCharacters(colored)).toBe(textReport(report, { color: false, quiet }));
    }
    expect(stripVTControlCharacters(inspectText(report, { color: true }))).toBe(inspectText(report, { color: false }));
  });

  it("keeps every cluster document as it is in the JSON of inspect", () => {
    expect(JSON.parse(inspectJson(report))).toEqual({ schemaVersion: 1, clusters: report.clusters });
  });

  it("keeps every value as it is in the JSON report", () => {
    const document = JSON.parse(jsonReport(report));
    expect(Object.keys(document)).toEqual(["schemaVersion", "summary", "findings", "suppressed", "problems"]);
    expect(document.findings.map(({ message }: { message: string }) => message)).toEqual(report.findings.map(({ message }) => message));
    expect(document.findings.map(({ file }: { file: string }) => file)).toEqual(report.findings.map(({ location }) => location.file));
  });
});
