import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bombs, linkProblems, writeBombs } from "./support/bombs.ts";
import { measureCost } from "./support/cost.ts";

let folder: string;
let checkout: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bombs-"));
  checkout = join(folder, "checkout");
  mkdirSync(checkout);
  writeBombs(checkout);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built command, which must end by itself, with a verdict, at a bounded cost. */
async function run(args: readonly string[]): Promise<void> {
  const { status, stderr, seconds, mebibytes } = await measureCost(args, { cwd: checkout, env: { PATH: process.env.PATH, HOME: folder } });
  expect([0, 1], stderr).toContain(status);
  expect(seconds).toBeLessThan(30);
  expect(mebibytes).toBeLessThan(600);
}

it("is checked at a bounded cost, with a problem for each bound", async () => {
  const output = join(folder, "report.json");
  await run(["--format", "json", "--output", output]);
  const { findings, problems } = JSON.parse(readFileSync(output, "utf8"));
  const found = new Set(problems.map(({ file, code }: { file?: string; code: string }) => `${file} ${code}`));
  const expected = [...bombs.flatMap(([path, , code]) => (code === "" ? [] : `${path} ${code}`)), ...linkProblems];
  expect(expected.filter((problem) => !found.has(problem))).toEqual([]);
  expect(problems.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(["file-name", "untracked-files"]));
  expect(findings.filter(({ file }: { file: string }) => file === "ok/install.sh")).not.toEqual([]);
});

/** All at once, so that each of them alone is sooner still. */
const outputs = ["text", "json", "sarif", "markdown", "junit", "gitlab", "github", "html"];

it.each([
  ["every format of check", outputs.flatMap((format) => ["--format", format, "--output", join(tmpdir(), `bombs.${process.pid}`)])],
  ["every format of inspect", ["inspect", "--format", "text", "--format", "json", "--format", "mermaid"]],
  ["a patch", ["--fix-dry-run"]],
])("%s comes at a bounded cost", async (_, args) => {
  // Waiting for git has been seen above.
  rmSync(join(checkout, ".gitignore"), { force: true });
  await run(args);
  rmSync(join(tmpdir(), `bombs.${process.pid}`), { force: true });
});
