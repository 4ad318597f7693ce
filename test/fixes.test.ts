import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, test } from "vitest";
import { applyFixes } from "../src/fix/apply.ts";
import { formatPatch } from "../src/fix/patch.ts";
import type { Finding } from "../src/model/finding.ts";
import type { Fix } from "../src/model/fix.ts";
import type { Report } from "../src/model/report.ts";
import { lint } from "../src/pipeline/lint.ts";

const fixtures = "test/fixtures";
const cases = ["policies", "forms"].flatMap((kind) =>
  directoriesOf(`${fixtures}/${kind}`).flatMap((id) =>
    directoriesOf(`${fixtures}/${kind}/${id}`).flatMap((name) => (name.startsWith("fail-") ? [{ kind, id, name }] : [])),
  ),
);
/** Ways to write values, and files that are hard to change. */
const oddities = directoriesOf(`${fixtures}/fixes`).map((name) => ({ kind: "fixes", id: "", name }));
/** Why a finding of a case has no fix. */
const reasons = new Map(
  readFileSync(`${fixtures}/unfixed.txt`, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
);

it.each([...cases, ...oddities])("$kind $id: $name", async ({ kind, id, name }) => {
  const folder = join(fixtures, kind, id, name);
  const directory = mkdtempSync(join(tmpdir(), "fixes-"));
  cpSync(folder, directory, { recursive: true });
  try {
    const before = await lint({ cwd: directory, kustomize: "off" });
    if (kind === "fixes") expect(before.findings).not.toEqual([]);
    const findings = before.findings.filter(({ rule }) => kind !== "policies" || rule === id);
    const fixes = findings.flatMap(({ fix }) => fix ?? []);
    await expect(description(fixes, directory)).toMatchFileSnapshot(`../${folder}/fixed.diff`);
    expect(reasons.has(join(kind, id, name)), "a reason in unfixed.txt").toBe(findings.some(({ fix }) => !fix));
    if (fixes.length === 0) return;
    await applyAll(fixes, directory);
    const after = await lint({ cwd: directory, kustomize: "off" });
    const known = new Set(before.findings.map(textOf));
    const hopeless = findings.filter(({ fix }) => !fix).map(keyOf);
    const own = after.findings.filter(({ rule }) => kind !== "policies" || rule === id);
    expect(own.filter((finding) => !hopeless.includes(keyOf(finding))).map(lineOf)).toEqual([]);
    expect(own.length).toBeLessThanOrEqual(hopeless.length);
    expect(after.findings.filter((finding) => !known.has(textOf(finding))).map(lineOf)).toEqual([]);
    expect(own.filter(({ fix }) => fix).map(lineOf)).toEqual([]);
    expect(faultsOf(after)).toEqual(faultsOf(before));
  } finally {
    rmSync(directory, { recursive: true });
  }
});

/** The problems of a report without those about the platform, which a fix may write or take away. */
function faultsOf({ problems }: Report): string[] {
  return problems.flatMap(({ code }) => (code.startsWith("platform-") ? [] : code)).sort();
}

test("every reason for a missing fix is that of a case", () => {
  const known = new Set([...cases, ...oddities].map(({ kind, id, name }) => join(kind, id, name)));
  expect([...reasons].filter(([name, reason]) => !known.has(name) || reason === "")).toEqual([]);
});

/** What waits for another fix comes in the next run. */
async function applyAll(fixes: readonly Fix[], directory: string): Promise<void> {
  const { files, waiting } = applyFixes(fixes, textIn(directory));
  for (const [file, text] of files) {
    expectEditedLinesOnly(file, textIn(directory)(file), text, fixes);
    writeFileSync(join(directory, file), text);
  }
  if (waiting.length === 0) return;
  const titles = new Set(fixes.map(({ title }) => title));
  const again = (await lint({ cwd: directory, kustomize: "off" })).findings.flatMap(({ fix }) =>
    fix && titles.has(fix.title) ? [fix] : [],
  );
  if (again.length > 0) await applyAll(again, directory);
}

/** Every line that is taken away is one of an edit's. */
function expectEditedLinesOnly(file: string, before: string | undefined, after: string, fixes: readonly Fix[]): void {
  const edits = fixes.flatMap((fix) => fix.edits).filter((edit) => edit.file === file);
  const text = before ?? "";
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const named = new Set(
    edits.flatMap(({ start, end }) => Array.from({ length: lineAt(end) - lineAt(start) + 1 }, (_, index) => lineAt(start) + index)),
  );
  let line = 0;
  for (const row of formatPatch(new Map([[file, after]]), () => before)
    .split("\n")
    .slice(2)) {
    const hunk = /^@@ -(\d+)/.exec(row);
    if (hunk) line = Number(hunk[1]);
    else if (row.startsWith("-") || row.startsWith(" ")) {
      if (row.startsWith("-")) expect(named).toContain(line);
      line += 1;
    }
  }
}

function keyOf({ rule, location }: Finding): string {
  return `${rule} ${location.file}`;
}

/** A finding without its line, which edits move. */
function textOf({ rule, location, message }: Finding): string {
  return `${location.file}: ${message} [${rule}]`;
}

function lineOf({ rule, location, message }: Finding): string {
  return `${location.file}:${location.line}: ${message} [${rule}]`;
}

function description(fixes: readonly Fix[], directory: string): string {
  if (fixes.length === 0) return "no fix\n";
  const titles = fixes.map(
    ({ title, safe, reason }) => `${title}${safe ? "" : ` (not safe${reason === undefined ? "" : `: ${reason}`})`}\n`,
  );
  return titles.join("") + formatPatch(applyFixes(fixes, textIn(directory)).files, textIn(directory));
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
