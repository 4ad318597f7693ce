import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commitAll, git } from "./support/history.ts";

const script = fileURLToPath(new URL("../scripts/release.mjs", import.meta.url));

let place: string;
let notes: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "release-"));
  notes = join(place, ".git/notes.md");
  git(place, "init", "--quiet");
  write({ version: "0.2.0" });
  commitAll(place);
  git(place, "update-ref", "refs/remotes/origin/main", "HEAD");
  git(place, "tag", "v0.2.0");
  git(place, "tag", "v0.10.0-rc.1");
});

afterEach(() => rmSync(place, { recursive: true }));

test("a tag that says what the files say becomes a release with the notes of its version", () => {
  const { status, stdout } = release("v0.2.0");
  expect(status).toBe(0);
  expect(stdout).toBe(`commit=${git(place, "rev-parse", "HEAD")}\nmajor=v0\nnewest=true\n`);
  expect(readFileSync(notes, "utf8")).toBe("### Added\n\n- Something\n");
});

test.each([
  ["v0.10.0", "newest=false"],
  ["v1.0.0", "newest=true"],
])("beside %s, the major tag is told as %s", (other, told) => {
  git(place, "tag", other);
  expect(release("v0.2.0").stdout).toContain(told);
});

test.each<[string, string, () => void, RegExp]>([
  ["a version that the package has not", "v0.3.0", () => {}, /package\.json says 0\.2\.0/],
  ["a lock file of another version", "v0.2.0", () => write({ version: "0.2.0", locked: "0.1.0" }), /package-lock\.json says 0\.1\.0/],
  ["a version that the changelog does not know", "v0.2.1", () => write({ version: "0.2.1" }), /CHANGELOG\.md says nothing of 0\.2\.1/],
  ["a tag of another form", "v0.2", () => {}, /usage/],
  ["a tag that is a command", "v0.2.0; true", () => {}, /usage/],
  [
    "a commit that is not on main",
    "v0.2.0",
    () => void git(place, "commit", "--quiet", "--allow-empty", "--message", "Aside"),
    /not on main/,
  ],
])("refused: %s", (_, tag, change, reason) => {
  change();
  const { status, stdout, stderr } = release(tag);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(reason);
  expect(existsSync(notes)).toBe(false);
});

test("the version of this repository is told in its changelog or waits there", () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(readFileSync(new URL("../CHANGELOG.md", import.meta.url), "utf8")).toMatch(new RegExp(`^## \\[${version}\\]`, "m"));
});

function release(tag: string) {
  return spawnSync(process.execPath, [script, tag, notes], { cwd: place, encoding: "utf8" });
}

function write({ version, locked = version }: { version: string; locked?: string }): void {
  writeFileSync(join(place, "package.json"), JSON.stringify({ version }));
  writeFileSync(join(place, "package-lock.json"), JSON.stringify({ version: locked }));
  const changelog = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-23\n\n### Added\n\n- Something\n\n## [0.1.0]\n\n- First\n";
  writeFileSync(join(place, "CHANGELOG.md"), changelog);
}
