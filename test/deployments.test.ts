import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createColors } from "picocolors";
import { expect, test } from "vitest";
import { lint } from "../src/pipeline/lint.ts";
import { deploymentLines } from "../src/report/deployment-text.ts";

const fixtures = join(import.meta.dirname, "fixtures/deployments");
const noColors = createColors(false);

for (const name of readdirSync(fixtures)) {
  test(name, async () => {
    const directory = join(fixtures, name);
    const { findings, deployments } = await lint({ cwd: directory, kustomize: "off" });
    const found = findings.map(({ location: { file, line }, message, rule, related }) => {
      const places = related.map(({ location, message }) => `  ${location.file}:${location.line}: ${message}`);
      return [`${file}:${line}: ${message} [${rule}]`, ...places].join("\n");
    });
    const trees = (deployments?.() ?? []).map((cluster) => [cluster.cluster.name, ...deploymentLines(cluster, noColors)].join("\n"));
    await expect(`${[...found, ...trees].join("\n\n")}\n`).toMatchFileSnapshot(join(directory, "expected.txt"));
    // What is left out is told; what may be deployed in some way never is.
    expect(findings.some(({ message }) => message.includes("nothing deploys it"))).toBe(/-left-out$/.test(name));
  });
}
