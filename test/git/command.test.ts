import { chownSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runWarm, type WarmResult } from "../support/command.ts";
import { commitAll, git } from "../support/history.ts";
import { temporaryRepository } from "../support/repository.ts";

const cni = readFileSync(join(import.meta.dirname, "../../examples/gke-argocd/argocd/istio/cni.yaml"), "utf8");
const cluster = readFileSync(join(import.meta.dirname, "../../examples/gke-argocd/terraform/cluster.tf"), "utf8");

describe("--changed-since", () => {
  test("reports and fails on what the change has caused alone", async () => {
    const directory = temporaryRepository({ "mesh/cni.yaml": cni });
    const ref = commitAll(directory);
    writeFileSync(join(directory, "mesh/cluster.tf"), cluster);
    const caused = await run(["--changed-since", ref, "--format", "json"], directory);
    expect(caused.status).toBe(1);
    expect(JSON.parse(caused.output).findings.map(({ file }: { file: string }) => file)).toEqual(["mesh/cni.yaml"]);
    commitAll(directory);
    const later = await run(["--changed-since", "HEAD"], directory);
    expect(later.status).toBe(0);
    expect(later.output).toMatch(/^Since HEAD \([0-9a-f]{7}\): 0 new, 0 resolved, 1 there before \(not shown\)\nNothing new in 1 cluster/m);
  });

  test("compares a directory and a file of the repository, from anywhere in it", async () => {
    const directory = temporaryRepository({ "mesh/cni.yaml": cni, "mesh/cluster.tf": cluster });
    commitAll(directory);
    for (const [args, cwd] of [
      [["mesh"], directory],
      [["mesh/cni.yaml", "--platform", "gke"], directory],
      [["../mesh"], join(directory, "mesh")],
    ] as const) {
      expect(await run(["--changed-since", "HEAD", ...args], cwd)).toMatchObject({
        status: 0,
        output: expect.stringContaining("1 there before"),
        errors: "",
      });
    }
  });

  test("leaves the work tree, the index and the repository as they are", async () => {
    const directory = temporaryRepository({ "mesh/cni.yaml": cni });
    commitAll(directory);
    writeFileSync(join(directory, "mesh/cluster.tf"), cluster);
    const before = [
      git(directory, "status", "--porcelain"),
      readFileSync(join(directory, ".git/index")),
      readdirSync(join(directory, ".git")),
    ];
    await run(["--changed-since", "HEAD"], directory);
    expect([
      git(directory, "status", "--porcelain"),
      readFileSync(join(directory, ".git/index")),
      readdirSync(join(directory, ".git")),
    ]).toEqual(before);
  });

  test("what a sparse checkout leaves out is not resolved", async () => {
    const directory = temporaryRepository({ "mesh/cni.yaml": cni, "mesh/cluster.tf": cluster, "docs/index.yaml": "a: 1\n" });
    commitAll(directory);
    git(directory, "sparse-checkout", "set", "docs");
    expect((await run(["--changed-since", "HEAD"], directory)).output).toContain("0 new, 0 resolved, 0 there before");
  });
});

describe("is one line on stderr and exit code 2", () => {
  test.each<[string, () => string, string, RegExp]>([
    ["no such commit", () => committed(), "nope", /There is no commit "nope"/],
    ["an option for a commit", () => committed(), "--output=x", /no commit "--output=x"/],
    ["a branch that only the remote has", withRemoteBranch, "main", /did you mean "origin\/main"\?/],
    ["a shallow clone", shallow, "HEAD~1", /shallow.*`fetch-depth: 0`/],
    ["no commit at all", () => temporaryRepository({ "a.yaml": "a: 1\n" }), "HEAD", /There is no commit/],
    ["an unrelated history", unrelated, "other", /unrelated/],
    ["no repository", () => "/", "HEAD", /not a git repository/],
  ])("%s", async (_, make, ref, message) => {
    const { status, output, errors } = await run([`--changed-since=${ref}`], make());
    expect({ status, output, lines: errors.trim().split("\n").length }).toEqual({ status: 2, output: "", lines: 1 });
    expect(errors).toMatch(message);
  });

  // Only root can give files away.
  test.skipIf(process.getuid?.() !== 0)("somebody else's repository", async () => {
    const directory = committed();
    chownSync(directory, 65_534, 65_534);
    const { status, errors } = await run(["--changed-since=HEAD"], directory);
    expect(status).toBe(2);
    expect(errors).toMatch(/another user owns it\. If you do, run `git config --global --add safe\.directory "\$PWD"`\.\n$/);
  });
});

function committed(): string {
  const directory = temporaryRepository({ "a.yaml": "a: 1\n" });
  commitAll(directory);
  return directory;
}

function withRemoteBranch(): string {
  const directory = committed();
  const clone = temporaryRepository({});
  git(directory, "branch", "--move", "main");
  git(clone, "fetch", "--quiet", `file://${directory}`, "main:refs/remotes/origin/main");
  git(clone, "checkout", "--quiet", "-b", "topic", "origin/main");
  return clone;
}

function shallow(): string {
  const directory = committed();
  commitAll(directory);
  const clone = temporaryRepository({});
  git(clone, "fetch", "--quiet", "--depth", "1", `file://${directory}`, "HEAD");
  git(clone, "checkout", "--quiet", "FETCH_HEAD");
  return clone;
}

function unrelated(): string {
  const directory = committed();
  git(directory, "checkout", "--quiet", "--orphan", "other");
  commitAll(directory);
  git(directory, "checkout", "--quiet", "--orphan", "third");
  commitAll(directory, "Third");
  return directory;
}

function run(args: readonly string[], cwd: string): Promise<WarmResult> {
  return runWarm(args, { cwd, env: { PATH: process.env.PATH, HOME: cwd } });
}
