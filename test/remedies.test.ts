import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { lint } from "../src/pipeline/lint.ts";

const fixtures = "test/fixtures/policies";

/** What a remedy says, done by hand: a diff beside the case, below the printed remedies that it follows, one a line. */
const edits = directoriesOf(fixtures).flatMap((rule) =>
  directoriesOf(`${fixtures}/${rule}`).flatMap((name) => editsOf(`${rule}/${name}`).map((edit) => ({ rule, name, edit }))),
);

it.each(edits)("$rule/$name: following $edit leaves nothing to find", async ({ rule, name, edit }) => {
  const folder = `${fixtures}/${rule}/${name}`;
  const directory = mkdtempSync(join(tmpdir(), "remedies-"));
  try {
    cpSync(folder, directory, { recursive: true });
    const before = await lint({ cwd: directory, kustomize: "off" });
    const printed = before.findings.filter((finding) => finding.rule === rule).map(({ remedy }) => remedy);
    const [followed = ""] = readFileSync(`${folder}/${edit}`, "utf8").split(/^--- /m);
    expect(followed.split("\n").filter((line) => line !== "")).not.toEqual([]);
    for (const line of followed.trimEnd().split("\n")) expect(printed).toContain(line);
    execFileSync("git", ["apply", resolve(folder, edit)], { cwd: directory });
    const after = await lint({ cwd: directory, kustomize: "off" });
    expect(after.findings.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

const unfixed = readFileSync("test/fixtures/unfixed.txt", "utf8")
  .split("\n")
  .flatMap((line) => /^policies\/(\S+):/.exec(line)?.[1] ?? []);
const tried = new Set(edits.map(({ rule }) => rule));
const untried = unfixed.filter((folder) => tried.has(folder.split("/")[0] ?? "") && editsOf(folder).length === 0);

it.each(untried)("%s: no fix, no edit: nothing has to be changed", async (folder) => {
  const rule = folder.split("/")[0];
  const { findings } = await lint({ cwd: `${fixtures}/${folder}`, kustomize: "off" });
  const own = findings.filter((finding) => finding.rule === rule);
  expect(own).not.toEqual([]);
  for (const { remedy } of own) expect(remedy).toMatch(/^Nothing has to be changed\b/);
});

function editsOf(folder: string): string[] {
  return readdirSync(join(fixtures, folder)).filter((file) => /^remedy(-[a-z-]+)?\.diff$/.test(file));
}

function directoriesOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}
