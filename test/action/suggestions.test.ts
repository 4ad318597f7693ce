import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step } from "../support/action-runner.ts";
import { examples } from "../support/action-workspace.ts";
import type { TestLineComment } from "../support/github-pulls.ts";
import { type GitHubServer, startGitHub, writesOf } from "../support/github-server.ts";
import { commitAll, git } from "../support/history.ts";

let github: GitHubServer;
let workspace: string;
let base: string;

beforeEach(async () => {
  github = await startGitHub();
  // GitHub wants three seconds between what notifies people: an edited comment does not.
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

const values = "istio/cni/values.yaml";
const review = "POST /repos/acme/platform/pulls/7/reviews";

describe("fixes within the diff", () => {
  test("are offered at their lines, once", async () => {
    propose(() => cpSync(join(examples, "k3s-values"), workspace, { recursive: true }));
    expect((await run()).code).toBe(1);
    expect(github.lineComments).toMatchObject([{ path: values, login: github.login, commit: github.head }]);
    const [comment] = github.lineComments;
    expect(comment?.body).toMatch(/^<!-- istio-preflight suggestion [0-9a-f]{16} [0-9a-f]{16} -->\n\*\*Error\*\* · \[`k3s-cni-dirs`\]/);
    await run();
    expect(reviewWrites()).toEqual([review]);

    commitSuggestion(comment);
    expect((await run()).code).toBe(0);
    expect(reviewWrites()).toEqual([review, `DELETE /repos/acme/platform/pulls/comments/${comment?.id}`]);
  });

  test("are whole lines, of which several may be replaced", async () => {
    propose(() => cpSync(join(examples, "k3d-cilium-script"), workspace, { recursive: true }));
    await run();
    commitSuggestion(github.lineComments[0]);
    expect((await run()).code).toBe(0);
  });

  test("are left to the comment where they need several files", async () => {
    propose(() => cpSync(join(examples, "gke-argocd"), workspace, { recursive: true }));
    await run();
    expect(reviewWrites()).toEqual([]);
    expect(github.comments[0]?.body).toContain("gke-platform");
  });

  test("are left to the comment where the pull request does not show their lines", async () => {
    cpSync(join(examples, "k3s-values"), workspace, { recursive: true });
    writeFileSync(join(workspace, values), `${readFileSync(join(workspace, values), "utf8")}${"# a line\n".repeat(20)}`);
    base = commitAll(workspace);
    propose(() => writeFileSync(join(workspace, values), `${readFileSync(join(workspace, values), "utf8")}# the end\n`));
    await run();
    expect(github.pullFiles.map(({ filename }) => filename)).toEqual([values]);
    expect(reviewWrites()).toEqual([]);
  });

  test("are left to the comment where the merge with the base has other lines than the head", async () => {
    cpSync(join(examples, "k3s-values"), workspace, { recursive: true });
    const file = join(workspace, values);
    const written = readFileSync(file, "utf8");
    writeFileSync(file, `${"# a line\n".repeat(20)}${written}`);
    base = commitAll(workspace);
    propose(() => writeFileSync(file, `${"# a line\n".repeat(20)}# Of the agents\n${written}`));
    writeFileSync(file, `# At the top\n${readFileSync(file, "utf8")}`);
    commitAll(workspace);
    await run();
    expect(reviewWrites()).toEqual([]);
    git(workspace, "checkout", "--quiet", github.head ?? "");
    await run();
    expect(reviewWrites()).toEqual([review]);
  });

  test("are found below a working directory", async () => {
    propose(() => cpSync(join(examples, "k3s-values"), join(workspace, "teams/edge"), { recursive: true }));
    await run({ "working-directory": "teams" });
    expect(github.lineComments).toMatchObject([{ path: `teams/edge/${values}` }]);
  });
});

describe("what is offered already", () => {
  beforeEach(async () => {
    propose(() => cpSync(join(examples, "k3s-values"), workspace, { recursive: true }));
    await run();
    expect(github.lineComments).toHaveLength(1);
  });

  test("stays where somebody has answered it, also when it is repaired", async () => {
    answer(github.lineComments[0]);
    commitSuggestion(github.lineComments[0]);
    await run();
    expect(reviewWrites()).toEqual([review]);
  });

  test("is not offered again where somebody has answered it, and its lines have changed since", async () => {
    answer(github.lineComments[0]);
    propose(() => writeFileSync(join(workspace, values), `# Of the agents\n${readFileSync(join(workspace, values), "utf8")}`));
    outdate();
    await run();
    expect(reviewWrites()).toEqual([review]);
  });

  test("is replaced where its lines have changed since", async () => {
    propose(() => writeFileSync(join(workspace, values), `# Of the agents\n${readFileSync(join(workspace, values), "utf8")}`));
    outdate();
    const [before] = github.lineComments;
    await run();
    expect(reviewWrites()).toEqual([review, review, `DELETE /repos/acme/platform/pulls/comments/${before?.id}`]);
    expect(github.lineComments).toHaveLength(1);
    await run();
    expect(reviewWrites()).toHaveLength(3);
  });

  test("is found behind more than a hundred others, of which those of other authors stay", async () => {
    const [own] = github.lineComments;
    if (!own) throw new Error("no comment");
    const others = Array.from({ length: 150 }, (_, index) => ({ ...own, id: index + 1, login: "mallory" }));
    github.lineComments = [...others, own];
    await run();
    commitSuggestion(own);
    await run();
    expect(github.lineComments).toEqual(others);
  });

  test("is left alone by a run that a later push has overtaken", async () => {
    const written = readFileSync(join(workspace, values), "utf8");
    writeFileSync(join(workspace, values), "# nothing\n");
    const step = onPullRequest({});
    github.head = "0123456789012345678901234567890123456789";
    await runStep(step);
    writeFileSync(join(workspace, values), written);
    expect(reviewWrites()).toEqual([review]);
  });

  test("is left alone by a job that checks another directory", async () => {
    propose(() => cpSync(join(examples, "clean-gke-flux"), join(workspace, "gke"), { recursive: true }));
    await run({ paths: "gke" });
    await run({ "working-directory": "gke" });
    expect(reviewWrites()).toEqual([review]);
  });

  test("is left alone where the workflow wants no comment", async () => {
    commitSuggestion(github.lineComments[0]);
    await run({ comment: "never" });
    expect(reviewWrites()).toEqual([review]);
  });
});

test("runs at the same time leave one of each", async () => {
  propose(() => cpSync(join(examples, "k3s-values"), workspace, { recursive: true }));
  github.meeting = { method: "get", path: "/pulls/7/comments", awaited: 2 };
  const results = await Promise.all([run(), run()]);
  expect(reviewWrites().filter((request) => request === review)).toHaveLength(2);
  expect(github.lineComments).toHaveLength(1);
  for (const result of results) expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
});

test("at most thirty are offered, and a second run adds none", async () => {
  propose(() => {
    for (let cluster = 1; cluster <= 40; cluster++)
      cpSync(join(examples, "k3s-values"), join(workspace, `edge-${cluster}`), { recursive: true });
  });
  await run();
  expect(github.lineComments).toHaveLength(30);
  await run();
  expect(reviewWrites()).toEqual([review]);
});

describe("a fault of GitHub", () => {
  beforeEach(() => propose(() => cpSync(join(examples, "k3s-values"), workspace, { recursive: true })));

  test("a token that may not write is one line for the comment and what is offered", async () => {
    github.access = "read";
    const result = await run();
    expect(result.code).toBe(1);
    expect(result.annotations.filter(({ message }) => message.includes("`pull-requests: write`"))).toHaveLength(1);
  });

  test("a review that GitHub refuses is one line, and the verdict stands", async () => {
    github.faults = [{ method: "post", path: "/reviews", status: 422, message: "Unprocessable Entity" }];
    const result = await run();
    expect(result.code).toBe(1);
    expect(result.annotations.filter(({ message }) => message.startsWith("No suggestions: Unprocessable Entity"))).toHaveLength(1);
    expect(github.comments).toHaveLength(1);
  });

  test("an answer that comes at the third attempt", async () => {
    github.faults = [502, 502].map((status) => ({ method: "post", path: "/reviews", status, message: "Bad Gateway" }));
    const result = await run();
    expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
    expect(github.lineComments).toHaveLength(1);
    expect(github.faults).toEqual([]);
  });

  test("an answer that got lost is no reason to offer the same twice", async () => {
    github.faults = [{ method: "post", path: "/reviews", status: 502, message: "Bad Gateway", isDone: true }];
    await run();
    expect(reviewWrites().filter((request) => request === review)).toHaveLength(2);
    expect(github.lineComments).toHaveLength(1);
  });

  test("a secondary limit is waited for as long as GitHub says", async () => {
    const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    github.faults = [{ method: "post", path: "/reviews", status: 403, message, headers: { "retry-after": "2" } }];
    const start = Date.now();
    await run();
    expect(Date.now() - start).toBeGreaterThan(2000);
    expect(github.lineComments).toHaveLength(1);
  });
});

/** Commits a change to the branch of the pull request; GitHub then lists what it changes against its base. */
function propose(change: () => void): void {
  change();
  github.head = commitAll(workspace);
  const paths = git(workspace, "diff", "--name-only", base, "HEAD").split("\n");
  github.pullFiles = paths.map((filename) => {
    const diff = git(workspace, "diff", base, "HEAD", "--", filename);
    return { filename, sha: git(workspace, "rev-parse", `HEAD:${filename}`), patch: diff.slice(diff.indexOf("@@ ")) };
  });
}

/** What GitHub does when somebody clicks on "Commit suggestion". */
function commitSuggestion(comment: TestLineComment | undefined): void {
  const { path, line = 0, startLine = line, body } = comment ?? { path: "", body: "" };
  const offered = /^(`{3,})suggestion\n(.*\n|)\1$/ms.exec(body)?.[2];
  if (offered === undefined) throw new Error(`no suggestion in ${body}`);
  const file = join(workspace, path);
  const lines = readFileSync(file, "utf8").split("\n");
  lines.splice(startLine - 1, line - startLine + 1, ...offered.split("\n").slice(0, -1));
  propose(() => writeFileSync(file, lines.join("\n")));
}

function answer(comment: TestLineComment | undefined): void {
  if (!comment) throw new Error("nothing to answer");
  github.lineComments.push({ ...comment, id: comment.id + 1, login: "octocat", body: "We set this elsewhere.", repliesTo: comment.id });
}

/** The lines that comments are about have changed. */
function outdate(): void {
  for (const comment of github.lineComments) comment.line = undefined;
}

function reviewWrites(): string[] {
  return writesOf(github).filter((request) => request.includes("/pulls/"));
}

function run(inputs: Readonly<Record<string, string>> = {}) {
  return runStep(onPullRequest(inputs));
}

function onPullRequest(inputs: Readonly<Record<string, string>>): Step {
  const payload = {
    action: "synchronize",
    number: 7,
    pull_request: { number: 7, head: { sha: github.head }, base: { ref: "main", sha: base } },
  };
  return { workspace, token: "ghs_secret", apiUrl: github.url, event: { name: "pull_request", payload }, with: inputs };
}
