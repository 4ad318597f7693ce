import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step } from "../support/action-runner.ts";
import { checkOut, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";

let github: GitHubServer;
let workspace: string;

beforeEach(async () => {
  github = await startGitHub();
  github.head = pullRequest.sha;
  workspace = newWorkspace();
  checkOut(workspace, "gke-argocd");
});

afterEach(async () => {
  rmSync(workspace, { recursive: true });
  await github.close();
  expect(github.violations).toEqual([]);
});

describe("runs at the same time", () => {
  test("leave one comment", async () => {
    github.meeting = { method: "get", path: "/issues/7/comments", awaited: 2 };
    const results = await Promise.all([runStep(onPullRequest()), runStep(onPullRequest())]);
    expect(writesOf(github).filter((request) => request.startsWith("POST "))).toHaveLength(2);
    expect(github.comments).toHaveLength(1);
    for (const result of results) expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
  });

  test("leave one open issue", async () => {
    github.meeting = { method: "get", path: "/issues", awaited: 2 };
    const results = await Promise.all([runStep(audit()), runStep(audit())]);
    expect(github.issues.map(({ state }) => state)).toEqual(["open", "closed"]);
    for (const result of results) expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
  });
});

describe("a run that a later push has overtaken", () => {
  test("creates no comment", async () => {
    github.head = "0123456789012345678901234567890123456789";
    expect((await runStep(onPullRequest())).code).toBe(1);
    expect(writesOf(github)).toEqual([]);
  });

  test("leaves the comment of the later one", async () => {
    await runStep(onPullRequest());
    const body = github.comments[0]?.body;
    github.head = "0123456789012345678901234567890123456789";
    checkOut(workspace, "eks-flux");
    await runStep(onPullRequest());
    expect(github.comments.map((comment) => comment.body)).toEqual([body]);
  });
});

test("an answer that got lost is no reason for a second comment or issue", async () => {
  github.faults = [{ method: "post", path: "/comments", status: 502, message: "Bad Gateway", isDone: true }];
  await runStep(onPullRequest());
  github.faults = [{ method: "post", path: "/issues", status: 502, message: "Bad Gateway", isDone: true }];
  await runStep(audit());
  expect(github.faults).toEqual([]);
  expect(github.comments).toHaveLength(1);
  expect(github.issues.map(({ state }) => state)).toEqual(["open", "closed"]);
});

function onPullRequest(): Step {
  const { number, sha } = pullRequest;
  return step("pull_request", { action: "synchronize", number, pull_request: { number, head: { sha } } });
}

function audit(): Step {
  return { ...step("schedule", {}), with: { "report-issue": "true" } };
}

function step(name: string, payload: unknown): Step {
  return { workspace, token: "ghs_secret", apiUrl: github.url, event: { name, payload } };
}
