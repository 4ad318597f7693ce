import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { applyFixes } from "../src/fix/apply.ts";
import { patchOf } from "../src/fix/patch.ts";
import { lint } from "../src/lint.ts";
import type { Fix } from "../src/model/fix.ts";

const fixtures = "test/fixtures/policies";
const cases = directoriesOf(fixtures).flatMap((id) =>
  directoriesOf(`${fixtures}/${id}`).flatMap((name) => (name.startsWith("fail-") ? [{ id, name }] : [])),
);

it.each(cases)("$id: $name", async ({ id, name }) => {
  const folder = `${fixtures}/${id}/${name}`;
  const directory = mkdtempSync(join(tmpdir(), "fixes-"));
  cpSync(folder, directory, { recursive: true });
  try {
    const before = await lint({ cwd: directory, kustomize: "off" });
    const fixes = before.findings.flatMap((finding) => (finding.rule === id && finding.fix ? [finding.fix] : []));
    await expect(description(fixes, directory)).toMatchFileSnapshot(`../${folder}/fixed.diff`);
    if (fixes.length === 0) return;
    for (const [file, text] of applyFixes(fixes, textIn(directory)).files) writeFileSync(join(directory, file), text);
    const after = await lint({ cwd: directory, kustomize: "off" });
    const known = new Set(before.findings.map(({ rule }) => rule));
    expect(after.findings.filter(({ rule }) => rule === id || !known.has(rule)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
      [],
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
});

function description(fixes: readonly Fix[], directory: string): string {
  const titles = fixes.map(({ title, safe }) => `${title}${safe ? "" : " (not safe)"}\n`);
  return fixes.length === 0 ? "no fix\n" : titles.join("") + patchOf(applyFixes(fixes, textIn(directory)).files, textIn(directory));
}

function textIn(directory: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(join(directory, file), "utf8");
    } catch {
      return undefined;
    }
  };
}

function directoriesOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}
