import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { examples } from "../support/action-workspace.ts";
import { type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";
import { commitAll, git } from "../support/history.ts";
import { type Run, type RunResult, runWorkflow, workflowsIn } from "../support/workflow-runner.ts";

const page = readFileSync(new URL("../../docs/github.md", import.meta.url), "utf8");
const workflows = workflowsIn(page);
const [ordinary = "", checks = "", changes = "", untrusted = ""] = workflows.get(".github/workflows/istio-preflight.yml") ?? [];
const [trusted = ""] = workflows.get(".github/workflows/istio-preflight-comment.yml") ?? [];
const [scan = ""] = workflows.get(".github/workflows/istio-preflight-scan.yml") ?? [];
const [audit = ""] = workflows.get(".github/workflows/istio-preflight-audit.yml") ?? [];

let github: GitHubServer;
let place: string;
/** The commits of main before and after a mistake is merged. */
let before: string;
let head: string;

beforeEach(async () => {
  github = await startGitHub();
  place = mkdtempSync(join(tmpdir(), "repository-"));
  mkdirSync(join(place, "origin"));
  mkdirSync(join(place, "artifacts"));
  const origin = join(place, "origin");
  git(origin, "init", "--quiet");
  cpSync(join(examples, "eks-flux"), join(origin, "eks"), { recursive: true });
  before = commitAll(origin);
  git(origin, "checkout", "--quiet", "-b", "topic");
  cpSync(join(examples, "gke-argocd"), join(origin, "gke"), { recursive: true });
  head = commitAll(origin);
  git(origin, "checkout", "--quiet", "main");
  writeFileSync(join(origin, "README.md"), "# Platform\n");
  commitAll(origin);
  git(origin, "merge", "--quiet", "--no-ff", "--message", "Merge", "topic");
  github.pulls = [{ number: 7, sha: head, branch: "topic", repository: "mallory/platform" }];
});

afterEach(async () => {
  rmSync(place, { recursive: true });
  await github.close();
  expect(github.violations).toEqual([]);
});

describe("the workflows of docs/github.md, by the real action.yml", () => {
  test("a pull request: fails, marks lines, comments with what is new", async () => {
    const result = await run(ordinary, onPullRequest());
    expect(result.conclusion).toBe("failure");
    expect(result.steps).toMatchObject([{ code: 1, outputs: { errors: "2" }, masks: ["ghs_secret"] }]);
    expect(result.steps[0]?.annotations.map(({ level }) => level)).toEqual(["error", "error"]);
    expect(github.comments).toMatchObject([{ body: expect.stringContaining("1 new, 0 resolved, 1 there before") }]);
  });

  test("a pull request from a fork: the same without the comment", async () => {
    const result = await run(ordinary, { ...onPullRequest(), isFork: true });
    expect(result).toMatchObject({ conclusion: "failure", steps: [{ code: 1, outputs: { errors: "2" } }] });
    expect(result.steps[0]?.annotations.map(({ level }) => level)).toEqual(["warning", "error", "error"]);
    expect(github.comments).toEqual([]);
  });

  test("a check run: has what would be marked, and nothing is marked twice", async () => {
    const result = await run(checks, onPullRequest());
    expect(result).toMatchObject({ conclusion: "failure", steps: [{ code: 1, annotations: [], outputs: { errors: "2" } }] });
    expect(github.checkRuns).toMatchObject([{ annotations: [{}, {}] }]);
    expect(github.comments).toHaveLength(1);
  });

  test.each([
    ["pull request", () => onPullRequest()],
    ["push", () => ({ event: { name: "push", payload: { before } } })],
  ])("changed-only on a %s: what the change has caused alone", async (_, event) => {
    const result = await run(changes, event());
    expect(result).toMatchObject({ conclusion: "failure", steps: [{ code: 1, outputs: { errors: "1" } }] });
    expect(result.steps[0]?.annotations).toMatchObject([{ level: "error", properties: { file: "gke/argocd/istio/cni.yaml" } }]);
    expect(github.comments).toHaveLength(_ === "push" ? 0 : 1);
  });

  test("forks: the first run leaves a report, the second comments", async () => {
    const first = await run(untrusted, { ...onPullRequest(), isFork: true });
    expect(first).toMatchObject({ conclusion: "failure", steps: [{ code: 1, outputs: { errors: "2" } }] });
    expect(first.steps[0]?.annotations.map(({ level }) => level)).toEqual(["error", "error"]);
    expect(github.requests).toEqual([]);
    const second = await run(trusted, afterwards());
    expect(second).toMatchObject({ conclusion: "success", steps: [{ code: 0, annotations: [], outputs: { errors: "2" } }] });
    expect(second.used).not.toContain("actions/checkout");
    expect(writesOf(github)).toEqual(["POST /repos/acme/platform/issues/7/comments"]);
    expect(github.comments[0]?.body).toContain(`/blob/${head}/gke/argocd/istio/cni.yaml#L`);
    await run(trusted, afterwards());
    expect(writesOf(github)).toHaveLength(1);
  });

  test("forks: without a report the second run is calm", async () => {
    const second = await run(trusted, afterwards());
    expect(second).toMatchObject({ conclusion: "success", steps: [], used: ["actions/download-artifact"] });
  });

  test.each([
    ["a push", { event: "push" }],
    ["a workflow of the same name", { path: ".github/workflows/evil.yml" }],
    ["a run that was cancelled", { conclusion: "cancelled" }],
  ])("forks: the second run does not start after %s", async (_, difference) => {
    expect(await run(trusted, afterwards(difference))).toMatchObject({ conclusion: "skipped" });
  });

  test("code scanning: the upload follows the verdict, and does not change it", async () => {
    const result = await run(scan, { event: { name: "push", payload: { before } } });
    expect(result).toMatchObject({ conclusion: "failure", steps: [{ code: 1, annotations: [] }] });
    expect(result.used.at(-1)).toBe("github/codeql-action/upload-sarif");
  });

  test.each(["schedule", "workflow_dispatch"])("audits on %s: one issue, and no failed run", async (name) => {
    const result = await run(audit, { event: { name, payload: {} } });
    expect(result).toMatchObject({ conclusion: "success", steps: [{ code: 0, outputs: { errors: "2" } }] });
    expect(github.issues).toMatchObject([{ state: "open" }]);
  });
});

function run(workflow: string, what: Pick<Run, "event" | "isFork">): Promise<RunResult> {
  return runWorkflow(workflow, { ...what, origin: join(place, "origin"), artifacts: join(place, "artifacts"), github });
}

function onPullRequest(): Pick<Run, "event"> {
  const { number } = pullRequest;
  const payload = { number, pull_request: { number, head: { sha: head }, base: { ref: "main", sha: before } } };
  return { event: { name: "pull_request", payload } };
}

function afterwards(difference: Readonly<Record<string, unknown>> = {}): Pick<Run, "event"> {
  const workflow_run = {
    ...{ id: 1234, event: "pull_request", conclusion: "failure", path: ".github/workflows/istio-preflight.yml" },
    ...{ head_sha: head, head_branch: "topic", repository: { full_name: "acme/platform" } },
    head_repository: { full_name: "mallory/platform" },
    ...difference,
  };
  return { event: { name: "workflow_run", payload: { workflow_run } } };
}
