import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { examples } from "../support/action-workspace.ts";
import { commitAll, git } from "../support/history.ts";
import { commitSuggestion, github, pinBase, propose, reviewWrites, run, usePullRequest, workspace } from "../support/suggestions.ts";

usePullRequest();

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
    pinBase();
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
    pinBase();
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

test("runs at the same time leave one of each", async () => {
  propose(() => cpSync(join(examples, "k3s-values"), workspace, { recursive: true }));
  github.meeting = { method: "get", path: "/pulls/7/comments", awaited: 2 };
  const results = await Promise.all([run(), run()]);
  expect(reviewWrites().filter((request) => request === review)).toHaveLength(2);
  expect(github.lineComments).toHaveLength(1);
  for (const result of results) expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
});

test("at most thirty are offered, and a second run adds none", { timeout: 300_000 }, async () => {
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
