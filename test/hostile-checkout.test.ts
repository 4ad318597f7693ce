import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bombs, linkProblems, writeBombs } from "./support/bombs.ts";

const root = join(import.meta.dirname, "..");

let folder: string;
let checkout: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bombs-"));
  checkout = join(folder, "checkout");
  mkdirSync(checkout);
  writeBombs(checkout);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The seconds of processor time that a run of the built command takes; it must end by itself, with a verdict. */
function run(args: readonly string[]): number {
  const timed = '"$@"; code=$?; times >&2; exit $code';
  const { status, stderr } = spawnSync("sh", ["-c", timed, "sh", process.execPath, join(root, "dist/cli.js"), ...args], {
    cwd: checkout,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: folder },
    maxBuffer: 200_000_000,
    timeout: 120_000,
  });
  expect([0, 1], stderr).toContain(status);
  const [minutes, seconds] = /(\d+)m([\d.]+)s \S+\n?$/.exec(stderr)?.slice(1).map(Number) ?? [];
  return (minutes ?? Number.NaN) * 60 + (seconds ?? Number.NaN);
}

it("is checked soon, with a problem for each bound", () => {
  const output = join(folder, "report.json");
  expect(run(["--format", "json", "--output", output])).toBeLessThan(10);
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
])("%s comes soon", (_, args) => {
  // Waiting for git has been seen above.
  rmSync(join(checkout, ".gitignore"), { force: true });
  expect(run(args)).toBeLessThan(10);
  rmSync(join(tmpdir(), `bombs.${process.pid}`), { force: true });
});
