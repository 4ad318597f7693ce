import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { listFolders, nameCase, type Reading, selectFindings } from "./case.ts";
import { reasons } from "./fixes.ts";

/** A diff beside the case: what a remedy says, done by hand, below the printed remedies that it follows, one a line. */
export const isRemedy = (file: string) => /^remedy(-[a-z-]+)?\.diff$/.test(file);

/** Following a remedy leaves nothing to find. */
export async function checkRemedies(reading: Reading): Promise<void> {
  const remedies = selectFindings(reading, reading.report).map(({ remedy }) => remedy);
  const edits = listEdits(reading.folder);
  for (const edit of edits) await checkEdit(reading, edit, remedies);
  if (edits.length > 0 || !reasons.has(nameCase(reading)) || !hasEdits(dirname(reading.folder))) return;
  expect(remedies).not.toEqual([]);
  for (const remedy of remedies) expect(remedy, "no fix and no edit").toMatch(/^Nothing has to be changed\b/);
}

async function checkEdit(reading: Reading, edit: string, remedies: readonly string[]): Promise<void> {
  const path = join(reading.folder, edit);
  const [followed = ""] = readFileSync(path, "utf8").split(/^--- /m);
  expect(followed.trim(), `the remedy that ${edit} follows`).not.toBe("");
  for (const line of followed.trimEnd().split("\n")) expect(remedies).toContain(line);
  const directory = mkdtempSync(join(tmpdir(), "remedies-"));
  try {
    cpSync(reading.folder, directory, { recursive: true });
    execFileSync("git", ["apply", path], { cwd: directory });
    const { findings } = await reading.readCopy(directory);
    const left = findings.map(({ rule, message }) => `${rule}: ${message}`);
    expect(left, `after ${edit}`).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function hasEdits(rule: string): boolean {
  return listFolders(rule).some((name) => listEdits(join(rule, name)).length > 0);
}

function listEdits(folder: string): string[] {
  return readdirSync(folder).filter(isRemedy);
}
