import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lint } from "../src/pipeline/lint.ts";
import { schemaProblems } from "./support/report-schema.ts";

const fixtures = join(import.meta.dirname, "fixtures/clusters");

for (const name of readdirSync(fixtures)) {
  test(name, async () => {
    const directory = join(fixtures, name);
    const report = await lint({ cwd: directory, kustomize: "off" });
    const { clusters, problems } = report;
    expect(schemaProblems(report)).toEqual([]);
    const lines = clusters.map((cluster) => {
      const installs = cluster.installs.map((install) => `${install.component} (${install.file}:${install.line})`);
      return `${cluster.name}: ${cluster.platform ?? "unknown"} by ${cluster.platformSource}, ${cluster.platformStrength}: ${installs.join(", ")}`;
    });
    const told = problems
      .filter(({ code }) => code !== "platform-unknown")
      .map(({ code, message }) => `problem ${code}: ${message.split("\n")[0]}`);
    await expect(`${[...lines, ...told].join("\n")}\n`).toMatchFileSnapshot(join(directory, "expected.txt"));
  });
}
