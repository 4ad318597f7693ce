import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lint } from "../support/lint.ts";
import { temporaryRepository } from "../support/repository.ts";

const fixtures = join(import.meta.dirname, "../fixtures/hcl");

/**
 * Each `expected.json` is what `terraform console` (1.11) prints for the locals of the folder; `locals.tf` is ours, so
 * that a new case is an expression, and Terraform's word for it.
 */
for (const name of readdirSync(fixtures)) {
  test(`Terraform's ${name} mean what Terraform says`, async () => {
    const expected = JSON.parse(readFileSync(join(fixtures, name, "expected.json"), "utf8"));
    const values = Object.keys(expected).map((local) => `${local} = local.${local}`);
    const directory = temporaryRepository({
      "release.tf": `resource "helm_release" "istiod" {\n  name = "istiod"\n  chart = "istiod"\n  values = [yamlencode({\n${values.join("\n")}\n})]\n}\n`,
    });
    cpSync(join(fixtures, name), directory, { recursive: true });
    const { clusters, problems } = await lint({ cwd: directory, kustomize: "off" });
    expect(problems).toEqual([]);
    const [install] = clusters.flatMap(({ installs }) => installs);
    expect(install?.values).toEqual(expected);
  });
}

test("mutated Terraform neither fails nor hangs", () => {
  const script = join(import.meta.dirname, "../../scripts/fuzz/hcl.mjs");
  const output = execFileSync(process.execPath, [script, "2", "3", "10000"], { encoding: "utf8" });
  expect(output).toMatch(/^\d+ runs/);
});
