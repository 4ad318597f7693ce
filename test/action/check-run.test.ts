import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step } from "../support/action-runner.ts";
import { checkOut, examples, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";

let github: GitHubServer;
let workspace: string;

beforeEach(async () => {
  github = await startGitHub();
  workspace = newWorkspace();
});

afterEach(async () => {
  rmSync(workspace, { recursive: true });
  await github.close();
  expect(github.violations).toEqual([]);
});

describe("annotations by a check run", () => {
  test("are at their lines, and nowhere else", async () => {
    cpSync(join(examples, "gke-argocd"), join(workspace, "teams/payments"), { recursive: true });
    const result = await runStep(onPullRequest({ "working-directory": "teams" }));
    expect(result).toMatchObject({ code: 1, annotations: [] });
    const [finding] = JSON.parse(result.outputs.report ?? "").findings;
    expect(github.checkRuns).toMatchObject([
      {
        ...{ name: "Istio preflight (teams)", commit: pullRequest.sha, conclusion: "failure", statuses: ["completed"] },
        ...{ title: "1 error", summary: expect.stringContaining("gke-platform") },
        annotations: [{ path: `teams/${finding.file}`, start_line: finding.line, annotation_level: "failure" }],
      },
    ]);
    expect(github.checkRuns[0]?.annotations[0]?.title).toContain("(gke-platform)");
  });

  test("are all there, fifty a request and in order", async () => {
    for (let cluster = 1; cluster <= 120; cluster++) {
      cpSync(join(examples, "k3s-values"), join(workspace, `clusters/edge-${cluster}`), { recursive: true });
    }
    const result = await runStep(onPullRequest({ comment: "never" }));
    expect(result.annotations).toEqual([]);
    const [checkRun] = github.checkRuns;
    const findings: { file: string; line: number }[] = JSON.parse(result.outputs.report ?? "").findings;
    expect(findings.length).toBeGreaterThan(100);
    const named = checkRun?.annotations.map(({ path, start_line }) => `${path}:${start_line}`);
    expect(named).toEqual(findings.map(({ file, line }) => `${file}:${line}`));
    expect(checkRun?.statuses).toEqual(["completed", "completed", "completed"]);
    expect(checkRun?.summary).toContain("k3s-cni-dirs");
  });

  test("say of a clean repository that it is clean", async () => {
    checkOut(workspace, "clean-gke-flux");
    await runStep(onPullRequest());
    expect(github.checkRuns).toMatchObject([{ conclusion: "success", annotations: [] }]);
  });

  test("belong to the commit of a push", async () => {
    checkOut(workspace, "k3s-values");
    const sha = "0123456789012345678901234567890123456789";
    await runStep({ ...onPullRequest(), sha, event: { name: "push", payload: {} } });
    expect(github.checkRuns).toMatchObject([{ commit: sha, conclusion: "failure" }]);
  });
});

describe("a check run that GitHub does not take", () => {
  beforeEach(() => checkOut(workspace, "k3s-values"));

  test.each([["read"], ["none"]] as const)("for a token with %s access: one line, and the commands of the workflow", async (access) => {
    github.access = access;
    const result = await runStep(onPullRequest({ comment: "never" }));
    expect(result.code).toBe(1);
    expect(result.annotations.filter(({ level }) => level === "warning")).toMatchObject([
      { message: expect.stringContaining("`checks: write`") },
    ]);
    expect(result.annotations.filter(({ level }) => level === "error")).toHaveLength(1);
  });

  test("without a token: one line, and the commands of the workflow", async () => {
    const result = await runStep({ ...onPullRequest(), token: "" });
    expect(result.annotations.map(({ level }) => level)).toEqual(["warning", "error"]);
    expect(github.requests).toEqual([]);
  });

  test("at the first and the second attempt: nobody notices", async () => {
    github.faults = [502, 503].map((status) => ({ method: "post", path: "/check-runs", status, message: "Bad Gateway" }));
    const result = await runStep(onPullRequest({ comment: "never" }));
    expect(result.annotations).toEqual([]);
    expect(github.checkRuns).toMatchObject([{ conclusion: "failure" }]);
  });

  test("for some time: it is waited for", async () => {
    const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    github.faults = [{ method: "post", path: "/check-runs", status: 429, message, headers: { "retry-after": "1" } }];
    const start = Date.now();
    await runStep(onPullRequest({ comment: "never" }));
    expect(Date.now() - start).toBeGreaterThan(1000);
    expect(github.faults).toEqual([]);
    expect(github.checkRuns).toMatchObject([{ conclusion: "failure" }]);
  });

  test("in its middle: it has ended all the same, and the commands of the workflow say the rest", async () => {
    for (let cluster = 1; cluster <= 60; cluster++) {
      cpSync(join(examples, "k3s-values"), join(workspace, `clusters/edge-${cluster}`), { recursive: true });
    }
    github.faults = [{ method: "patch", status: 422, message: "Invalid request." }];
    const result = await runStep(onPullRequest({ comment: "never" }));
    expect(github.checkRuns).toMatchObject([{ conclusion: "failure", statuses: ["completed"] }]);
    expect(result.annotations.filter(({ level }) => level === "warning")).toMatchObject([
      { message: "No check run: Invalid request. The findings are in the job summary." },
    ]);
    expect(result.annotations.filter(({ level }) => level === "error")).not.toEqual([]);
    expect(writesOf(github)).toHaveLength(2);
  });
});

test("annotations are true, false or checks", async () => {
  const result = await runStep(onPullRequest({ annotations: "all" }));
  expect(result.code).toBe(2);
  expect(result.annotations).toMatchObject([
    { message: expect.stringMatching(/annotations must be one of true, false, checks, not "all"/) },
  ]);
});

function onPullRequest(inputs: Readonly<Record<string, string>> = {}): Step {
  const { number, sha } = pullRequest;
  const payload = { action: "synchronize", number, pull_request: { number, head: { sha } } };
  const event = { name: "pull_request", payload };
  return { workspace, token: "ghs_secret", apiUrl: github.url, event, with: { annotations: "checks", ...inputs } };
}
