import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { applyFixes } from "../../../src/fix/apply.ts";
import { formatPatch } from "../../../src/fix/patch.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { Fix } from "../../../src/model/fix.ts";
import type { Report } from "../../../src/model/report.ts";
import { withoutPlatforms } from "../problems.ts";
import { type Case, fixtures, nameCase, type Reading, readText, selectFindings } from "./case.ts";

/** Why a finding of a case has no fix, by the name of the case. */
export const reasons: ReadonlyMap<string, string> = new Map(
  readFileSync(join(fixtures, "unfixed.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
);

/** The titles of the fixes, and what they change. */
export function describeFixes(reading: Reading): string[] {
  if (!isFixed(reading)) return [];
  const fixes = selectFindings(reading, reading.report).flatMap(({ fix }) => fix ?? []);
  if (fixes.length === 0) return ["no fix"];
  const read = (file: string) => readText(reading.folder, file);
  const patch = formatPatch(applyFixes(fixes, read).files, read);
  return [...fixes.map(formatTitle), ...patch.replace(/\n$/, "").split("\n")];
}

/** True for cases that show what their fixes change. */
export function isFixed({ kind, name }: Case): boolean {
  return kind === "fixes" || name.startsWith("fail-");
}

function formatTitle({ title, safe, reason }: Fix): string {
  return `${title}${safe ? "" : ` (not safe${reason === undefined ? "" : `: ${reason}`})`}`;
}

/** What has a fix is gone after it, nothing new is found, and what has none has a reason. */
export async function checkFixes(reading: Reading): Promise<void> {
  if (!isFixed(reading)) return;
  const { report } = reading;
  const findings = selectFindings(reading, report);
  const fixes = findings.flatMap(({ fix }) => fix ?? []);
  expect(reasons.has(nameCase(reading)), "a reason in unfixed.txt").toBe(findings.some(({ fix }) => !fix));
  if (fixes.length === 0) return;
  const after = await reading.readChanged(await applyAll(fixes, new Map(), reading));
  const known = new Set(report.findings.map(identify));
  const hopeless = findings.filter(({ fix }) => !fix).map(nameRuleAndFile);
  const own = selectFindings(reading, after);
  expect(own.filter((finding) => !hopeless.includes(nameRuleAndFile(finding))).map(formatLine)).toEqual([]);
  expect(own.length).toBeLessThanOrEqual(hopeless.length);
  expect(after.findings.filter((finding) => !known.has(identify(finding))).map(formatLine)).toEqual([]);
  expect(own.filter(({ fix }) => fix).map(formatLine)).toEqual([]);
  expect(listFaults(after)).toEqual(listFaults(report));
}

/** The texts after all fixes; what waits for another fix comes in the next run. */
async function applyAll(
  fixes: readonly Fix[],
  earlier: ReadonlyMap<string, string>,
  reading: Reading,
): Promise<ReadonlyMap<string, string>> {
  const read = (file: string) => earlier.get(file) ?? readText(reading.folder, file);
  const { files, waiting } = applyFixes(fixes, read);
  for (const [file, text] of files) expectEditedLinesOnly(file, read(file), text, fixes);
  const texts = new Map([...earlier, ...files]);
  if (waiting.length === 0) return texts;
  const titles = new Set(fixes.map(({ title }) => title));
  const { findings } = await reading.readChanged(texts);
  const again = findings.flatMap(({ fix }) => (fix && titles.has(fix.title) ? [fix] : []));
  return again.length > 0 ? applyAll(again, texts, reading) : texts;
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
  const patch = formatPatch(new Map([[file, after]]), () => before);
  for (const row of patch.split("\n").slice(2)) {
    const hunk = /^@@ -(\d+)/.exec(row);
    if (hunk) line = Number(hunk[1]);
    else if (row.startsWith("-") || row.startsWith(" ")) {
      if (row.startsWith("-")) expect(named).toContain(line);
      line += 1;
    }
  }
}

/** The codes of the problems; a fix may write the platform, or take it away. */
function listFaults({ problems }: Report): string[] {
  return withoutPlatforms(problems)
    .map(({ code }) => code)
    .sort();
}

function nameRuleAndFile({ rule, location }: Finding): string {
  return `${rule} ${location.file}`;
}

/** A finding without its line, which edits move. */
function identify({ rule, location, message }: Finding): string {
  return `${location.file}: ${message} [${rule}]`;
}

function formatLine({ rule, location, message }: Finding): string {
  return `${location.file}:${location.line}: ${message} [${rule}]`;
}
