import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runStep, type Step, type StepResult } from "../support/action-runner.ts";
import { checkOut, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubFault, token } from "../support/github-faults/fault.ts";
import { githubFaults } from "../support/github-faults/index.ts";
import { pullRequest, startGitHub } from "../support/github-server.ts";
import { half, html, jsonAnswer, type RawAnswer, silent } from "../support/raw-answers.ts";

const checks = { annotations: "checks", comment: "never" };

/** What the same run says where nothing of GitHub is needed. */
let alone: StepResult;
let workspace: string;
let stranger: Awaited<ReturnType<typeof startStranger>>;

beforeAll(async () => {
  workspace = newWorkspace();
  checkOut(workspace, "gke-argocd");
  stranger = await startStranger();
  alone = await runStep({ ...onPullRequest("http://127.0.0.1:9"), with: { comment: "never" } });
  expect(alone.code).toBe(1);
});

afterAll(() => stranger.close());

describe.concurrent("the verdict stands, and one plain line says why there is no comment, where", { timeout: 180_000 }, () => {
  test.each(githubFaults)("$name", async (fault) => {
    const github = await startGitHub();
    befall(github, fault);
    expectVerdict(await runStep(onPullRequest(github.url)), fault.warning);
    expect(github.requests.length).toBeLessThanOrEqual(fault.requests);
    await github.close();
    expect(stranger.requests).toEqual([]);
  });

  test.each([
    ["GitHub does not speak TLS", undefined, /^GitHub does not answer \(it does not speak TLS as it should/],
    ["the API is a file", "file:///etc/passwd", /GITHUB_API_URL is not the address of an API/],
    ["the API is nowhere", "nowhere", /GITHUB_API_URL is not the address of an API/],
  ])("%s", async (_, apiUrl, warning) => {
    const github = await startGitHub();
    expectVerdict(await runStep(onPullRequest(apiUrl ?? github.url.replace("http:", "https:"))), warning);
    expect(github.requests).toEqual([]);
    await github.close();
  });

  test("nobody listens", async () => {
    const github = await startGitHub();
    await github.close();
    expectVerdict(
      await runStep({ ...onPullRequest(github.url), isOwnProcess: true }),
      /^GitHub does not answer \(the connection was refused, ECONNREFUSED\)/,
    );
  });

  test("the proxy of the runner never answers", async () => {
    const proxy = createServer().on("connect", () => {});
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    const environment = { http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const result = await runStep({ ...onPullRequest("http://github.acme.example/api/v3"), environment, isOwnProcess: true });
    expectVerdict(result, /no whole answer within 10 s/);
    proxy.closeAllConnections();
    proxy.close();
  });

  test("the token cannot be sent, and is not quoted", async () => {
    const github = await startGitHub();
    const result = await runStep({ ...onPullRequest(github.url), token: `${token} — überall` });
    expectVerdict(result, /the token has characters that cannot be sent/);
    expect(github.requests).toEqual([]);
    await github.close();
  });
});

describe.concurrent("the verdict stands where something else goes wrong:", { timeout: 180_000 }, () => {
  test.each<[string, string, Readonly<Record<string, string>>, RegExp, RawAnswer, RegExp]>([
    ["a check run in HTML", "check run", checks, /^POST .*\/check-runs$/, html(201), /^GitHub's API answered with HTML instead of JSON/],
    ["a check run without an answer", "check run", checks, /^POST .*\/check-runs$/, silent, /no whole answer within 10 s/],
    [
      "suggestions in HTML",
      "suggestions",
      {},
      /^GET .*\/pulls\/7\/comments/,
      html(200),
      /^GitHub's API answered with HTML instead of JSON/,
    ],
    [
      "suggestions of another shape",
      "suggestions",
      {},
      /^GET .*\/pulls\/7\/comments/,
      jsonAnswer([{ id: 1 }]),
      /`\/0\/path` must be a text/,
    ],
    ["a head in pieces", "suggestions", {}, /^GET .*\/pulls\/7\/comments/, half, /the connection broke off/],
  ])("%s", async (_, what, inputs, at, answer, warning) => {
    const github = await startGitHub();
    befall(github, { name: "", at, answer: () => answer, requests: 10 });
    // A process of its own, as what is left open must not keep it.
    expectVerdict(await runStep({ ...onPullRequest(github.url), with: inputs, isOwnProcess: true }), warning, what);
    await github.close();
  });

  test("an issue of another shape", async () => {
    const github = await startGitHub();
    befall(github, { name: "", at: /^GET .*\/issues\?/, answer: () => jsonAnswer({ items: [] }), requests: 10 });
    const step = { ...onPullRequest(github.url), event: { name: "schedule", payload: {} }, with: { "report-issue": "true" } };
    const { code, outputs, annotations } = await runStep(step);
    expect({ code, conclusion: outputs.conclusion }).toEqual({ code: 1, conclusion: "failure" });
    expect(annotations).toMatchObject([
      { message: expect.stringMatching(/^No audit issue: GitHub's API .* must be a list\./) },
      ...alone.annotations,
    ]);
    expect(github.issues).toEqual([]);
    await github.close();
  });
});

/** Exit code, outputs, report, summary and marked lines are those of a run without GitHub. */
function expectVerdict(result: StepResult, warning: RegExp | undefined, what = "pull-request comment"): void {
  expect(result.code).toBe(1);
  expect({ ...result.outputs, report: JSON.parse(result.outputs.report ?? "") }).toEqual({
    ...alone.outputs,
    report: JSON.parse(alone.outputs.report ?? ""),
  });
  expect(result.summary).toBe(alone.summary);
  const warnings = result.annotations.slice(0, -alone.annotations.length);
  expect(result.annotations.slice(warnings.length)).toEqual(alone.annotations);
  expect(warnings.map(({ level, message }) => [level, message.replace(`No ${what}: `, "")])).toEqual(
    warning ? [["warning", expect.stringMatching(warning)]] : [],
  );
  for (const { message } of warnings) {
    expect(message).toMatch(/^No [a-z-]+(?: [a-z]+)?: [^\n]+\. The findings are in the job summary\.$/);
    expect(message).not.toMatch(/Cannot |Error\b|undefined|\bNaN\b|\[object|is not a function|JSON at|Unexpected|\n\s+at |[^ -~]/);
  }
  // Masked once, and nowhere else.
  expect(result.log.split(token)).toHaveLength(2);
}

function befall(github: Awaited<ReturnType<typeof startGitHub>>, { at = /(?:)/, answer }: GitHubFault): void {
  github.head = pullRequest.sha;
  github.interfere = (request, response) => {
    if (!at.test(request)) return undefined;
    answer({ github, stranger: stranger.url, request, before: github.requests.length })(response);
    return "taken";
  };
}

/** A server that must not be asked for anything: another one than GitHub's, or another port of the same machine. */
async function startStranger() {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(200, { "content-type": "application/json" }).end("[]");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}

function onPullRequest(apiUrl: string): Step {
  const { number, sha } = pullRequest;
  const payload = { action: "synchronize", number, pull_request: { number, head: { sha } } };
  return { workspace, token, apiUrl, event: { name: "pull_request", payload } };
}
