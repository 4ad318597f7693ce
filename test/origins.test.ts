import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspectText } from "../src/report/inspect-text.ts";
import { lint } from "./support/lint.ts";

const fixtures = join(import.meta.dirname, "fixtures/origins");

for (const name of readdirSync(fixtures)) {
  test(name, async () => {
    const cwd = join(fixtures, name);
    const report = await lint({ cwd, kustomize: "off" });
    await expect(inspectText(report, { color: false })).toMatchFileSnapshot(join(cwd, "expected.txt"));
  });
}
