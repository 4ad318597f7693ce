import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../src/model/report.ts";
import { lint } from "../src/pipeline/lint.ts";
import { schemaProblems } from "./support/report-schema.ts";

const fixtures = join(import.meta.dirname, "fixtures/suppressions");

for (const name of readdirSync(fixtures)) {
  test(name, async () => {
    const cwd = join(fixtures, name);
    const report = await lint({ cwd, kustomize: "off" });
    expect(schemaProblems(report)).toEqual([]);
    await expect(described(report)).toMatchFileSnapshot(join(cwd, "expected.txt"));
    const audit = await lint({ cwd, kustomize: "off", noIgnore: true });
    expect(audit.suppressed).toEqual([]);
    expect(audit.findings.length).toBe(report.findings.length + report.suppressed.length);
  });
}

function described({ findings, suppressed, problems, summary }: Report): string {
  const lines = [
    ...findings.map(({ location: { file, line }, rule }) => `told ${file}:${line} ${rule}`),
    ...suppressed.map(({ location: { file, line }, rule, suppression }) => `suppressed ${file}:${line} ${rule}: ${suppression}`),
    ...problems
      .filter(({ code }) => code !== "platform-unknown")
      .map(({ code, message, location }) => `problem ${location?.file}:${location?.line} ${code}: ${message}`),
    `${summary.suppressed} suppressed`,
  ];
  return `${lines.join("\n")}\n`;
}
