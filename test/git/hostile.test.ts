import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findCommit } from "../../src/git/commit.ts";
import { listTree, writeTree } from "../../src/git/tree.ts";
import { check } from "../../src/pipeline/lint.ts";
import { withEarlier } from "../../src/pipeline/since.ts";
import { commitAll, git } from "../support/history.ts";
import { temporaryRepository } from "../support/repository.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "outside-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

test("nothing that a repository configures is run", async () => {
  const directory = temporaryRepository({ "a.yaml": "a: 1\n", ".gitattributes": "* filter=evil diff=evil merge=evil\n" });
  commitAll(directory);
  writeFileSync(join(directory, "a.yaml"), "a: 2\n");
  const mark = join(folder, "ran");
  const evil = `touch ${mark}; cat`;
  for (const [name, value] of Object.entries({
    "filter.evil.smudge": evil,
    "filter.evil.clean": evil,
    "filter.evil.process": evil,
    "filter.evil.required": "true",
    "diff.evil.textconv": evil,
    "diff.evil.command": evil,
    "diff.external": evil,
    "core.fsmonitor": evil,
    "core.pager": evil,
    "core.sshCommand": evil,
    "core.alternateRefsCommand": evil,
    "core.hooksPath": folder,
    "pager.diff-tree": evil,
    "alias.cat-file": `!${evil}`,
  })) {
    git(directory, "config", name, value);
  }
  for (const hook of ["post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"]) {
    writeFileSync(join(folder, hook), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
  }
  const report = await compared(directory);
  expect(report.comparison).toBeDefined();
  expect(existsSync(mark)).toBe(false);
});

test("objects that a clone lacks are not asked for, by whatever the repository names", async () => {
  const directory = temporaryRepository({ "a.yaml": "a: 1\n" });
  commitAll(directory);
  const blob = git(directory, "rev-parse", "HEAD:a.yaml");
  rmSync(join(directory, ".git/objects", blob.slice(0, 2), blob.slice(2)), { force: true });
  const mark = join(folder, "ran");
  git(directory, "config", "core.repositoryFormatVersion", "1");
  git(directory, "config", "extensions.partialClone", "evil");
  git(directory, "config", "remote.evil.promisor", "true");
  git(directory, "config", "remote.evil.url", `ext::sh -c touch% ${mark}`);
  git(directory, "config", "protocol.ext.allow", "always");
  await expect(compared(directory)).rejects.toThrow(/clone without a filter/);
  expect(existsSync(mark)).toBe(false);
});

test("a tree with paths that lead elsewhere is written inside its directory alone", async () => {
  const directory = temporaryRepository({ "a.yaml": "a: 1\n" });
  commitAll(directory);
  const blob = git(directory, "rev-parse", "HEAD:a.yaml");
  const link = write(directory, "blob", folder);
  const inner = write(directory, "tree", `100644 blob ${blob}\tescaped.yaml\n`);
  // What git itself would never put into one tree: a link and a directory of the same name, `..`, and its own directory.
  const entries: readonly [mode: string, name: string, id: string][] = [
    ["100644", "a.yaml", blob],
    ["120000", "link", link],
    ["40000", "link", inner],
    ["40000", "..", inner],
    ["40000", ".git", inner],
    ["40000", ".GIT", inner],
    ["160000", "module", "1".repeat(40)],
    ["100644", "line\nbreak.yaml", blob],
  ];
  const tree = Buffer.concat(entries.map(([mode, name, id]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")])));
  const id = execFileSync("git", ["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], {
    cwd: directory,
    input: tree,
    encoding: "utf8",
  }).trim();
  const commit = await findCommit(directory, git(directory, "commit-tree", id, "-m", "evil"));
  const target = join(folder, "in/here");
  await writeTree(commit, await listTree(commit, [""]), target);
  expect(readdirSync(folder)).toEqual(["in"]);
  expect(readdirSync(join(folder, "in"))).toEqual(["here"]);
  expect(readdirSync(target).sort()).toEqual(["a.yaml", "line\nbreak.yaml", "link"]);
});

test("links of the earlier commit are followed inside of it alone", async () => {
  const outside = temporaryRepository({
    "cni.sh": "k3d cluster create dev\nhelm install istio-cni istio/cni -n istio-system --set profile=ambient\n",
  });
  const directory = temporaryRepository({ "a.yaml": "a: 1\n" });
  symlinkSync(join(outside, "cni.sh"), join(directory, "up.sh"));
  symlinkSync(outside, join(directory, "scripts"));
  commitAll(directory);
  const { comparison } = await compared(directory);
  expect(comparison).toMatchObject({ resolved: [], before: 0 });
});

test("a directory that looks like a repository is none", async () => {
  const directory = temporaryRepository({ "a.yaml": "a: 1\n" });
  commitAll(directory);
  execFileSync("git", ["init", "--quiet", "--bare", "inner"], { cwd: directory });
  await expect(compared(join(directory, "inner"))).rejects.toThrow(/not a git repository/);
});

function compared(cwd: string) {
  const options = { cwd, kustomize: "off" } as const;
  return withEarlier(options, { ref: "HEAD" }, {}, async (compare) => compare(await check(options)));
}

function write(directory: string, kind: "blob" | "tree", input: string): string {
  const command = kind === "tree" ? ["mktree"] : ["hash-object", "-w", "--stdin"];
  return execFileSync("git", command, { cwd: directory, input, encoding: "utf8" }).trim();
}
