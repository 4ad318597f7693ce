import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { type Format, formats } from "../../src/report/formats.ts";
import { inspectJson } from "../../src/report/inspect-json.ts";
import { inspectText } from "../../src/report/inspect-text.ts";
import { renderJsonReport } from "../../src/report/json.ts";
import { renderMarkdownReport } from "../../src/report/markdown.ts";
import { renderTextReport } from "../../src/report/text.ts";

const fixtures = join(import.meta.dirname, "../fixtures/report");

const names = readdirSync(fixtures, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

/** A format without an expected file does not compile. */
const expectedFile = {
  text: "expected.txt",
  compact: "expected.compact.txt",
  json: "expected.json",
  sarif: "expected.sarif.json",
  markdown: "expected.md",
  junit: "expected.junit.xml",
  gitlab: "expected.gitlab.json",
  github: "expected.github.txt",
  html: "expected.html",
} as const satisfies Record<keyof typeof formats.check, string>;

describe.each(names)("the report %s", (name) => {
  const folder = join(fixtures, name);
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;

  it.each(Object.entries(formats.check) as [keyof typeof expectedFile, Format][])(
    "reads as expected in the format %s",
    async (name, format) => {
      const tool = { version: "1.0.0", policies: [] };
      await expect(await format.write(report, { color: false, quiet: false, tool })).toMatchFileSnapshot(join(folder, expectedFile[name]));
    },
  );

  it.each([
    ["expected.quiet.txt", renderTextReport(report, { color: false, quiet: true, width: 60 })],
    [
      "expected.linked.md",
      renderMarkdownReport(report, {
        heading: "Preflight",
        link: (file, line) => `https://github.com/acme/fleet/blob/0f3c9e1/${file}#L${line}`,
      }),
    ],
    ["expected.inspect.txt", inspectText(report, { color: false })],
  ])("reads as in %s", async (file, output) => {
    await expect(output).toMatchFileSnapshot(join(folder, file));
  });

  it("says in colours what it says without", () => {
    for (const quiet of [true, false]) {
      const colored = renderTextReport(report, { color: true, quiet });
      expect(colored).not.toBe(renderTextReport(report, { color: false, quiet }));
      expect(stripVTControlCharacters(colored)).toBe(renderTextReport(report, { color: false, quiet }));
    }
    expect(stripVTControlCharacters(inspectText(report, { color: true }))).toBe(inspectText(report, { color: false }));
  });

  it("keeps every cluster document as it is in the JSON of inspect", () => {
    expect(JSON.parse(inspectJson(report))).toEqual({ schemaVersion: 1, clusters: report.clusters });
  });

  it("keeps every value as it is in the JSON report", () => {
    const document = JSON.parse(renderJsonReport(report));
    expect(Object.keys(document)).toEqual(["schemaVersion", "summary", "findings", "suppressed", "problems"]);
    expect(document.findings.map(({ message }: { message: string }) => message)).toEqual(report.findings.map(({ message }) => message));
    expect(document.findings.map(({ file }: { file: string }) => file)).toEqual(report.findings.map(({ location }) => location.file));
  });
});
