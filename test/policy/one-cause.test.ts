import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { lint } from "../../src/pipeline/lint.ts";

const fixtures = "test/fixtures/policies/retired-registry";

it.each(readdirSync(fixtures).filter((name) => name.startsWith("fail-")))(
  "%s: what is left once the first place is repaired was named before",
  async (name) => {
    const directory = mkdtempSync(join(tmpdir(), "one-cause-"));
    cpSync(join(fixtures, name), directory, { recursive: true });
    try {
      const before = await retired(directory);
      const [first] = before;
      const edit = first?.fix?.edits.find(({ file }) => file === first.location.file);
      if (!first || !edit) return;
      const path = join(directory, edit.file);
      const text = readFileSync(path, "utf8");
      writeFileSync(path, text.slice(0, edit.start) + edit.text + text.slice(edit.end));
      const named = new Set(before.flatMap(placesOf));
      const after = await retired(directory);
      expect(after.length).toBeLessThanOrEqual(before.length);
      expect(after.flatMap(placesOf).filter((place) => !named.has(place))).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
);

async function retired(directory: string): Promise<readonly Finding[]> {
  return (await lint({ cwd: directory, kustomize: "off" })).findings.filter(({ rule }) => rule === "retired-registry");
}

function placesOf({ location, related }: Finding): string[] {
  return [location, ...related.map((one) => one.location)].map(({ file, line }) => `${file}:${line}`);
}
