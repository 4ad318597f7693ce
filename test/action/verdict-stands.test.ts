import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runStep, type Step, type StepResult } from "../support/action-runner.ts";
import { checkOut, newWorkspace } from "../support/action-workspace.ts";
import { type Fault, type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";

const marker = "<!-- istio-preflight -->";
const posted = "POST /repos/acme/platform/issues/7/comments";
const secondary = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

/** What the same run says where nothing of GitHub is needed. */
let alone: StepResult;
let workspace: string;

beforeAll(async () => {
  workspace = newWorkspace();
  checkOut(workspace, "gke-argocd");
  alone = await runStep({ ...onPullRequest("http://127.0.0.1:9"), with: { comment: "never" } });
});

afterAll(() => rmSync(workspace, { recursive: true }));

interface Case {
  readonly name: string;
  readonly arrange?: (github: GitHubServer) => unknown;
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
    arrange: (github) => allow(github, "read"),
    writes: [posted],
    warning: /`pull-requests: write`.*forks/,
  },
  { name: "the token sees nothing", arrange: (github) => allow(github, "none"), writes: [], warning: /`pull-requests: write`/ },
  { name: "the token has expired", step: { token: "ghs_expired" }, writes: [], warning: /does not accept the token/ },
  { name: "there is no token", step: { token: "" }, writes: [] },
  {
    name: "somebody else has written the marker",
    arrange: (github) => write(github, [1, "mallory", `${marker}\nfine`]),
    writes: [posted],
  },
  {
    name: "somebody has edited the comment",
    arrange: (github) => write(github, [1, github.login, `${marker}\r\nNice!`]),
    writes: ["PATCH"],
  },
  { name: "the own comment is one of 250", arrange: writeMany, writes: ["PATCH /repos/acme/platform/issues/comments/205"] },
  { name: "there are three own comments", arrange: writeThree, writes: ["PATCH", "DELETE", "DELETE"] },
  {
    name: "a secondary limit lasts a second",
    arrange: refusing(1, { status: 403, message: secondary, headers: { "retry-after": "1" } }),
    writes: [posted, posted],
  },
  {
    name: "a secondary limit lasts an hour",
    arrange: refusing(1, { status: 403, message: secondary, headers: { "retry-after": "3600" } }),
    writes: [posted],
    warning: /secondary rate limit/,
  },
  {
    name: "there are too many requests for a second, in other words",
    arrange: refusing(1, { status: 429, message: "Too many requests", headers: { "retry-after": "1" } }),
    writes: [posted, posted],
  },
  {
    name: "the requests of the hour are used up",
    arrange: refusing(1, { status: 403, message: "API rate limit exceeded for installation ID 1.", headers: usedUp(3600) }),
    writes: [posted],
    warning: /API rate limit exceeded/,
  },
  { name: "the gateway is bad twice", arrange: refusing(2, { status: 502, message: "Bad Gateway" }), writes: [posted, posted, posted] },
  {
    name: "the service says when it is back, and is not",
    arrange: refusing(4, { status: 503, message: "Unavailable", headers: { "retry-after": "0" } }),
    writes: [posted, posted, posted, posted],
    warning: /^No pull-request comment: GitHub answers 503\./,
  },
  {
    name: "nobody can say whose comments are the own ones",
    arrange: (github) => {
      write(github, [1, github.login, `${marker}\nold`]);
      refusing(4, { path: "/graphql", status: 502, message: "Bad Gateway", headers: { "retry-after": "0" } })(github);
    },
    writes: [],
    warning: /^No pull-request comment: GitHub answers 502\./,
  },
  {
    name: "the text is refused",
    arrange: refusing(1, { status: 422, message: "Validation Failed" }),
    writes: [posted],
    warning: /Validation Failed/,
  },
  { name: "nobody answers", arrange: (github) => github.close(), writes: [], warning: /^No pull-request comment: GitHub does not answer/ },
];

describe.concurrent("exit status, outputs, summary and marked lines are the same where", () => {
  test.each(cases)("$name", async ({ arrange, step, writes, warning }) => {
    const github = await startGitHub();
    await arrange?.(github);
    const before = github.comments.length;
    const result = await runStep({ ...onPullRequest(github.url), ...step });
    expect(result.code).toBe(1);
    expect({ ...result.outputs, report: "" }).toEqual({ ...alone.outputs, report: "" });
    expect(JSON.parse(result.outputs.report ?? "")).toEqual(JSON.parse(alone.outputs.report ?? ""));
    expect(result.summary).toBe(alone.summary);
    const warnings = result.annotations.slice(0, -alone.annotations.length);
    expect(warnings).toMatchObject(warning ? [{ level: "warning", message: expect.stringMatching(warning) }] : []);
    expect(result.annotations.slice(warnings.length)).toEqual(alone.annotations);
    expect(writesOf(github)).toEqual(writes.map((start) => expect.stringMatching(new RegExp(`^${start}`))));
    const own = github.comments.filter(({ login, body }) => login === github.login && body.includes("gke-platform"));
    const isWritten = writes.length > 0 && !warning;
    expect(own).toHaveLength(isWritten ? 1 : 0);
    if (warning) expect(github.comments).toHaveLength(before);
    expect(github.faults).toEqual([]);
    await github.close();
    expect(github.violations).toEqual([]);
  });

  test("the files are in order, and GitHub is not", async () => {
    const github = await startGitHub();
    const clean = newWorkspace();
    checkOut(clean, "clean-gke-flux");
    allow(github, "read");
    const result = await runStep({ ...onPullRequest(github.url), workspace: clean, with: { comment: "always" } });
    expect(result).toMatchObject({ code: 0, outputs: { conclusion: "success" }, annotations: [{ level: "warning" }] });
    rmSync(clean, { recursive: true });
    await github.close();
  });

  test.each([
    ["the outputs", { GITHUB_OUTPUT: "/nowhere/output" }],
    ["the report", { RUNNER_TEMP: "/nowhere/temp" }],
    ["the summary", { GITHUB_STEP_SUMMARY: "/nowhere/summary" }],
  ])("%s cannot be written", async (_, environment) => {
    const github = await startGitHub();
    const result = await runStep({ ...onPullRequest(github.url), environment });
    expect(result.code).toBe(1);
    expect(result.annotations).toMatchObject([{ level: "warning", message: expect.stringContaining("/nowhere/") }, ...alone.annotations]);
    expect(writesOf(github)).toEqual([posted]);
    await github.close();
  });
});

test("a fault of ours is told from findings, and says where to report it", async () => {
  const event = join(workspace, "event.log");
  writeFileSync(event, "{");
  const result = await runStep({ ...onPullRequest("http://127.0.0.1:9"), environment: { GITHUB_EVENT_PATH: event } });
  expect(result.code).toBe(3);
  expect(result.annotations).toMatchObject([
    { level: "error", message: expect.stringMatching(/^SyntaxError.*Please report it.*\/issues$/s) },
  ]);
});

test("the first run, the second and the one after the repair, with all that each leaves behind", async () => {
  const github = await startGitHub();
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
  await github.close();
  expect(github.violations).toEqual([]);
});

function allow(github: GitHubServer, access: GitHubServer["access"]): void {
  github.access = access;
}

function write(github: GitHubServer, ...comments: readonly (readonly [number, string, string])[]): void {
  github.comments = comments.map(([id, login, body]) => ({ id, login, body }));
}

function writeMany(github: GitHubServer): void {
  write(github, ...Array.from({ length: 250 }, (_, index) => [index + 1, "octocat", `Comment ${index + 1}`] as const));
  github.comments[204] = { id: 205, login: github.login, body: `${marker}\nold` };
}

function writeThree(github: GitHubServer): void {
  write(github, ...[5, 6, 7].map((id) => [id, github.login, `${marker}\nold`] as const));
}

function refusing(times: number, fault: Omit<Fault, "method">): (github: GitHubServer) => void {
  return (github) => {
    github.faults = Array.from({ length: times }, () => ({ method: "post", ...fault }));
  };
}

function usedUp(seconds: number): Record<string, string> {
  return { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + seconds) };
}

function onPullRequest(apiUrl: string): Step {
  const { number, sha } = pullRequest;
  const payload = { action: "synchronize", number, pull_request: { number, head: { sha } } };
  return { workspace, token: "ghs_secret", apiUrl, event: { name: "pull_request", payload } };
}
