import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { runStep, type Step } from "./action-runner.ts";
import type { TestLineComment } from "./github-pulls.ts";
import { type GitHubServer, startGitHub, writesOf } from "./github-server.ts";
import { commitAll, git } from "./history.ts";

/** What the tests of one file work with, anew for each. */
export let github: GitHubServer;
export let workspace: string;
let base: string;

/** Opens a pull request for each test of a file, and closes it. */
export function usePullRequest(): void {
  beforeEach(async () => {
    github = await startGitHub();
    // An edited comment, as most pull requests with suggestions have one.
    github.comments = [{ id: 1, login: github.login, body: "<!-- istio-preflight -->" }];
    workspace = mkdtempSync(join(tmpdir(), "workspace-"));
    git(workspace, "init", "--quiet");
    base = commitAll(workspace);
    git(workspace, "checkout", "--quiet", "-b", "topic");
  });

  afterEach(async () => {
    rmSync(workspace, { recursive: true });
    await github.close();
    expect(github.violations).toEqual([]);
  });
}

/** Makes what is in the workspace now the base of the pull request. */
export function pinBase(): void {
  base = commitAll(workspace);
}

/** Commits a change to the branch of the pull request; GitHub then lists what it changes against its base. */
export function propose(change: () => void): void {
  change();
  github.head = commitAll(workspace);
  const paths = git(workspace, "diff", "--name-only", base, "HEAD").split("\n");
  github.pullFiles = paths.map((filename) => {
    const diff = git(workspace, "diff", base, "HEAD", "--", filename);
    return { filename, sha: git(workspace, "rev-parse", `HEAD:${filename}`), patch: diff.slice(diff.indexOf("@@ ")) };
  });
}

/** What GitHub does when somebody clicks on "Commit suggestion". */
export function commitSuggestion(comment: TestLineComment | undefined): void {
  const { path, line = 0, startLine = line, body } = comment ?? { path: "", body: "" };
  const offered = /^(`{3,})suggestion\n(.*\n|)\1$/ms.exec(body)?.[2];
  if (offered === undefined) throw new Error(`no suggestion in ${body}`);
  const file = join(workspace, path);
  const lines = readFileSync(file, "utf8").split("\n");
  lines.splice(startLine - 1, line - startLine + 1, ...offered.split("\n").slice(0, -1));
  propose(() => writeFileSync(file, lines.join("\n")));
}

export function answer(comment: TestLineComment | undefined): void {
  if (!comment) throw new Error("nothing to answer");
  github.lineComments.push({ ...comment, id: comment.id + 1, login: "octocat", body: "We set this elsewhere.", repliesTo: comment.id });
}

/** The lines that comments are about have changed. */
export function outdate(): void {
  for (const comment of github.lineComments) comment.line = undefined;
}

export function reviewWrites(): string[] {
  return writesOf(github).filter((request) => request.includes("/pulls/"));
}

/** Runs the step on the pull request. */
export function run(inputs: Readonly<Record<string, string>> = {}) {
  return runStep(onPullRequest(inputs));
}

export function onPullRequest(inputs: Readonly<Record<string, string>>): Step {
  const payload = {
    action: "synchronize",
    number: 7,
    pull_request: { number: 7, head: { sha: github.head }, base: { ref: "main", sha: base } },
  };
  return { workspace, token: "ghs_secret", apiUrl: github.url, event: { name: "pull_request", payload }, with: inputs };
}
