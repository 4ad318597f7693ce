import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step, type StepResult } from "../support/action-runner.ts";
import { checkOut, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";

const marker = "<!-- istio-preflight -->";
const posted = "POST /repos/acme/platform/issues/7/comments";
const secondary = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

/** What the same run says where nothing of GitHub is needed. */
let alone: StepResult;
let github: GitHubServer;
let workspace: string;

beforeAll(async () => {
  workspace = newWorkspace();
  checkOut(workspace, "gke-argocd");
  alone = await runStep({ ...onPullRequest("http://127.0.0.1:9"), with: { comment: "never" } });
});

beforeEach(async () => {
  github = await startGitHub();
});

afterEach(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
});

afterAll(() => rmSync(workspace, { recursive: true }));

interface Case {
  readonly name: string;
  readonly arrange?: () => void;
  readonly step?: Partial<Step>;
  /** What is written on GitHub. */
  readonly writes: readonly string[];
  /** What the one line of warning says; none where missing. */
  readonly warning?: RegExp;
}

const cases: readonly Case[] = [
  { name: "nothing is in the way", writes: [posted] },
  {
    name: "the token is read-only, as for a fork",
    arrange: () => allow("read"),
    writes: [posted],
    warning: /`pull-requests: write`.*forks/,
  },
  { name: "the token sees nothing", arrange: () => allow("none"), writes: [], warning: /`pull-requests: write`/ },
  { name: "the token has expired", step: { token: "ghs_expired" }, writes: [], warning: /does not accept the token/ },
  { name: "there is no token", step: { token: "" }, writes: [] },
  { name: "somebody else has written the marker", arrange: () => write([1, "mallory", `${marker}\nfine`]), writes: [posted] },
  { name: "the own comment is one of 250", arrange: writeMany, writes: ["PATCH /repos/acme/platform/issues/comments/205"] },
  { name: "there are three own comments", arrange: writeThree, writes: ["PATCH", "DELETE", "DELETE"] },
  { name: "a secondary limit lasts a second", arrange: () => refuse(1, 403, secondary, "1"), writes: [posted, posted] },
  {
    name: "a secondary limit lasts an hour",
    arrange: () => refuse(1, 403, secondary, "3600"),
    writes: [posted],
    warning: /secondary rate limit/,
  },
  { name: "the gateway is bad twice", arrange: () => refuse(2, 502, "Bad Gateway"), writes: [posted, posted, posted] },
  { name: "the text is refused", arrange: () => refuse(1, 422, "Validation Failed"), writes: [posted], warning: /Validation Failed/ },
  { name: "nobody answers", step: { apiUrl: "http://127.0.0.1:9" }, writes: [], warning: /^No pull-request comment/ },
];

describe("exit status, outputs, summary and marked lines are the same where", () => {
  test.each(cases)("$name", async ({ arrange, step, writes, warning }) => {
    arrange?.();
    const before = github.comments.length;
    const result = await runStep({ ...onPullRequest(github.url), ...step });
    expect(result.code).toBe(1);
    expect({ ...result.outputs, report: "" }).toEqual({ ...alone.outputs, report: "" });
    expect(JSON.parse(result.outputs.report ?? "")).toEqual(JSON.parse(alone.outputs.report ?? ""));
    expect(result.summary).toBe(alone.summary);
    expect(result.annotations.slice(0, alone.annotations.length)).toEqual(alone.annotations);
    const warnings = result.annotations.slice(alone.annotations.length);
    expect(warnings).toMatchObject(warning ? [{ level: "warning", message: expect.stringMatching(warning) }] : []);
    expect(writesOf(github)).toEqual(writes.map((start) => expect.stringMatching(new RegExp(`^${start}`))));
    const own = github.comments.filter(({ login, body }) => login === github.login && body.includes("gke-platform"));
    const isWritten = writes.length > 0 && !warning;
    expect(own).toHaveLength(isWritten ? 1 : 0);
    if (warning) expect(github.comments).toHaveLength(before);
  });

  test("the files are in order, and GitHub is not", async () => {
    const clean = newWorkspace();
    checkOut(clean, "clean-gke-flux");
    allow("read");
    const result = await runStep({ ...onPullRequest(github.url), workspace: clean, with: { comment: "always" } });
    expect(result).toMatchObject({ code: 0, outputs: { conclusion: "success" }, annotations: [{ level: "warning" }] });
    rmSync(clean, { recursive: true });
  });
});

test("the first run, the second and the one after the repair, with all that each leaves behind", async () => {
  const place = newWorkspace();
  checkOut(place, "gke-argocd");
  const step = { ...onPullRequest(github.url), workspace: place };
  expect(alone.annotations).toMatchObject([{ level: "error", properties: { file: "argocd/istio/cni.yaml" } }]);
  for (const run of ["first", "second"]) {
    const result = await runStep(step);
    expect(result, run).toMatchObject({ code: 1, annotations: alone.annotations, summary: alone.summary });
    expect(github.comments).toHaveLength(1);
    expect(writesOf(github)).toEqual([posted]);
  }
  checkOut(place, "clean-gke-flux");
  const result = await runStep(step);
  expect(result).toMatchObject({ code: 0, annotations: [], outputs: { conclusion: "success", errors: "0" } });
  expect(result.summary).toContain("no mistakes found");
  expect(github.comments).toMatchObject([{ body: expect.stringContaining("All earlier findings are resolved.") }]);
  rmSync(place, { recursive: true });
});

function allow(access: GitHubServer["access"]): void {
  github.access = access;
}

function write(...comments: readonly (readonly [number, string, string])[]): void {
  github.comments = comments.map(([id, login, body]) => ({ id, login, body }));
}

function writeMany(): void {
  write(...Array.from({ length: 250 }, (_, index) => [index + 1, "octocat", `Comment ${index + 1}`] as const));
  github.comments[204] = { id: 205, login: github.login, body: `${marker}\nold` };
}

function writeThree(): void {
  write(...[5, 6, 7].map((id) => [id, github.login, `${marker}\nold`] as const));
}

function refuse(times: number, status: number, message: string, wait?: string): void {
  const fault = { method: "post", status, message, ...(wait !== undefined && { headers: { "retry-after": wait } }) };
  github.faults = Array.from({ length: times }, () => fault);
}

function onPullRequest(apiUrl: string): Step {
  const { number, sha } = pullRequest;
  const payload = { action: "synchronize", number, pull_request: { number, head: { sha } } };
  return { workspace, token: "ghs_secret", apiUrl, event: { name: "pull_request", payload } };
}
