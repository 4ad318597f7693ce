import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step } from "../support/action-runner.ts";
import { checkOut, examples, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";

const token = "ghs_secret";
const marker = "<!-- istio-preflight -->";

let github: GitHubServer;
let workspace: string;

beforeEach(async () => {
  github = await startGitHub();
  workspace = newWorkspace();
  checkOut(workspace, "gke-argocd");
});

afterEach(async () => {
  rmSync(workspace, { recursive: true });
  await github.close();
  expect(github.violations).toEqual([]);
});

describe("the verdict", () => {
  test("findings fail the step, are annotated at their lines, and listed in summary, outputs and report", async () => {
    const result = await runStep({ workspace, repository: "acme/platform", isOwnProcess: true });
    expect(result.code).toBe(1);
    const report = JSON.parse(result.outputs.report ?? "");
    expect(result.outputs).toMatchObject({ conclusion: "failure", errors: String(report.summary.errors), clusters: "1" });
    const [first] = report.findings;
    const { file, line } = first;
    const annotation = result.annotations.find(({ properties }) => properties.file === file && properties.line === String(line));
    expect(annotation?.level).toBe("error");
    expect(annotation?.properties.title).toContain(first.rule);
    expect(result.summary).toContain(first.rule);
    expect(result.summary).toContain(`https://github.com/acme/platform/blob/c0ffee254729296a45a3885639ac7e10f9d5497c/${file}#L${line}`);
    expect(result.log).toContain(`[${first.rule}]`);
  });

  test("a repository without mistakes passes", async () => {
    checkOut(workspace, "clean-gke-flux");
    const result = await runStep({ workspace, isOwnProcess: true });
    expect(result).toMatchObject({ code: 0, annotations: [], outputs: { conclusion: "success", errors: "0", warnings: "0" } });
  });

  test("the findings are written as SARIF where that is asked for, with paths from the root of the repository", async () => {
    const result = await runStep({ workspace, with: { "sarif-file": "preflight.sarif", "working-directory": "argocd", platform: "gke" } });
    expect(result.outputs.sarif).toBe(join(workspace, "argocd/preflight.sarif"));
    const [run] = JSON.parse(readFileSync(join(workspace, "argocd/preflight.sarif"), "utf8")).runs;
    const [located] = run.results[0].locations;
    expect(located.physicalLocation.artifactLocation.uri).toMatch(/^argocd\//);
  });

  test("nothing is read or written through a link that the repository has laid", async () => {
    const outside = newWorkspace();
    checkOut(outside, "gke-argocd");
    writeFileSync(join(outside, "kept.txt"), "kept");
    symlinkSync(outside, join(workspace, "deploy"));
    symlinkSync(join(outside, "kept.txt"), join(workspace, "preflight.sarif"));
    for (const inputs of [{ "working-directory": "deploy" }, { paths: "deploy" }]) {
      const result = await runStep({ workspace, with: inputs });
      expect(result).toMatchObject({ code: 2, summary: "", annotations: [{ message: expect.stringContaining("through a link") }] });
    }
    const result = await runStep({ workspace, with: { "sarif-file": "preflight.sarif" } });
    expect(result).toMatchObject({ code: 1, annotations: [{ message: expect.stringMatching(/^No SARIF file: .* is a link/) }, {}] });
    expect(readFileSync(join(outside, "kept.txt"), "utf8")).toBe("kept");
    rmSync(outside, { recursive: true });
  });

  test("a full disk takes the SARIF file and not the verdict", async () => {
    const { code, annotations, outputs } = await runStep({ workspace, with: { "sarif-file": "/dev/full" } });
    const warnings = annotations.filter(({ level }) => level === "warning");
    expect(warnings.map(({ message }) => message)).toEqual(["No SARIF file: Cannot write /dev/full: the disk is full."]);
    expect({ code, sarif: outputs.sarif }).toEqual({ code: 1, sarif: undefined });
  });

  test("a SARIF file that cannot be written is a warning, and the verdict stands", async () => {
    const result = await runStep({ workspace, with: { "sarif-file": "nowhere/preflight.sarif" } });
    expect(result.code).toBe(1);
    expect(result.annotations.filter(({ level }) => level === "warning")).not.toEqual([]);
  });

  test("fail-on never reports and passes", async () => {
    const result = await runStep({ workspace, with: { "fail-on": "never" } });
    expect(result).toMatchObject({ code: 0, outputs: { conclusion: "success" } });
    expect(result.annotations).not.toEqual([]);
  });

  test("annotations can be turned off", async () => {
    const result = await runStep({ workspace, with: { annotations: "false" } });
    expect(result).toMatchObject({ code: 1, annotations: [] });
  });

  test.each([
    [{ "fail-on": "notice" }, /fail-on must be one of error, warning, never, not "notice"/],
    [{ platform: "GKE" }, /platform must be one of gke, .*, not "GKE"/],
    [{ "working-directory": "nowhere" }, /working-directory names "nowhere"/],
    [{ paths: "nowhere" }, /nowhere/],
    [{ config: "nowhere.yaml" }, /nowhere\.yaml does not exist/],
  ])("a wrong input %j is one line that says so", async (inputs, message) => {
    const result = await runStep({ workspace, with: inputs });
    expect(result.code).toBe(2);
    expect(result.annotations).toMatchObject([{ level: "error", message: expect.stringMatching(message) }]);
    expect(result.log.trim().split("\n")).toHaveLength(1);
  });

  test.each([
    [".istio-preflight.yaml", "rules:\n  gke-platfrom: off\n", 2, /^\.istio-preflight\.yaml:2:17: .*did you mean `gke-platform`\?$/],
    ["pin.json", '{\n  "id": "acme/pin",\n}\n', 3, /^pin\.json:3:1: This is not JSON/],
  ])("what is wrong in %s is marked at its line", async (file, text, line, message) => {
    mkdirSync(join(workspace, "teams"));
    writeFileSync(join(workspace, "teams", file), text);
    const inputs = { "working-directory": "teams", ...(file === "pin.json" && { policies: file }) };
    const result = await runStep({ workspace, with: inputs });
    expect(result.code).toBe(2);
    const properties = { file: `teams/${file}`, line: String(line), title: "istio-preflight" };
    expect(result.annotations).toEqual([{ level: "error", properties, message: expect.stringMatching(message) }]);
    expect(result.log.trim().split("\n")).toHaveLength(1);
  });

  test("paths of a working directory are counted from the repository's root where GitHub looks for them", async () => {
    cpSync(join(examples, "gke-argocd"), join(workspace, "teams/payments"), { recursive: true });
    const result = await runStep({ workspace, with: { "working-directory": "teams", paths: "payments" } });
    const [first] = JSON.parse(result.outputs.report ?? "").findings;
    expect(first.file).toMatch(/^payments\/argocd\//);
    expect(result.annotations[0]?.properties.file).toMatch(/^teams\/payments\/argocd\//);
    expect(result.summary).toContain(`/teams/${first.file}#L${first.line}`);
  });
});

describe("the pull-request comment", () => {
  test("the first run creates it, a run without changes leaves it, later runs update it", async () => {
    expect((await runStep(onPullRequest())).code).toBe(1);
    expect(github.comments).toHaveLength(1);
    const [comment] = github.comments;
    expect(comment?.body.startsWith(`${marker}\n`)).toBe(true);
    expect(comment?.body).toContain("gke-platform");
    expect(comment?.body).toContain(`https://github.com/acme/platform/blob/${pullRequest.sha}/argocd/istio/cni.yaml#L`);

    await runStep(onPullRequest());
    expect(writesOf(github)).toEqual(["POST /repos/acme/platform/issues/7/comments"]);

    checkOut(workspace, "eks-flux");
    await runStep(onPullRequest());
    expect(writesOf(github).slice(1)).toEqual([`PATCH /repos/acme/platform/issues/comments/${comment?.id}`]);
    expect(comment?.body).toContain("eks-pod-eni-enforcing-mode");
    expect(comment?.body).not.toContain("gke-platform");
  });

  test("jobs that check other directories have one each", async () => {
    const jobs = ["gke-argocd", "eks-flux"];
    for (const job of jobs) cpSync(join(examples, job), join(workspace, job), { recursive: true });
    const steps = jobs.map((job) => ({ ...onPullRequest(), with: { "working-directory": job } }));
    for (const step of [...steps, ...steps]) await runStep(step);
    expect(github.comments.map(({ body }) => body.split("\n").slice(1, 2))).toEqual(jobs.map((job) => [`Checked: \`${job}\`.`]));
    expect(writesOf(github).filter((request) => !request.includes("/pulls/"))).toHaveLength(2);
  });

  test("once everything is repaired it says so, and stays as it is", async () => {
    await runStep(onPullRequest());
    checkOut(workspace, "clean-gke-flux");
    expect((await runStep(onPullRequest())).code).toBe(0);
    expect(github.comments[0]?.body).toContain("All earlier findings are resolved.");
    await runStep(onPullRequest());
    expect(writesOf(github)).toHaveLength(2);
  });

  test("a pull request without mistakes gets none, unless the workflow wants one always", async () => {
    checkOut(workspace, "clean-gke-flux");
    await runStep(onPullRequest());
    expect(github.comments).toEqual([]);
    await runStep({ ...onPullRequest(), with: { comment: "always" } });
    await runStep({ ...onPullRequest(), with: { comment: "always" } });
    expect(writesOf(github)).toEqual(["POST /repos/acme/platform/issues/7/comments"]);
    expect(github.comments[0]?.body).not.toContain("resolved");
  });

  test.each([
    ["the workflow turns it off", { with: { comment: "never" } }],
    ["the event is a push", { event: { name: "push", payload: {} } }],
    ["there is no token", { token: "" }],
  ])("GitHub is not asked where %s", async (_, difference) => {
    const result = await runStep({ ...onPullRequest(), ...difference });
    expect(result.code).toBe(1);
    expect(result.annotations.filter(({ level }) => level === "error")).not.toEqual([]);
    expect(result.summary).toContain("gke-platform");
    expect(github.requests).toEqual([]);
  });

  test("of several own ones the oldest stays, also with the token of an app", async () => {
    github.login = "acme-checks[bot]";
    github.comments = [5, 6, 7].map((id) => ({ id, login: "acme-checks[bot]", body: `${marker}\nold` }));
    await runStep(onPullRequest());
    expect(github.comments.map(({ id }) => id)).toEqual([5]);
    expect(github.comments[0]?.body).toContain("gke-platform");
  });
});

test("what GitHub would refuse for its length is cut to what it takes", async () => {
  for (let cluster = 1; cluster <= 200; cluster++) {
    cpSync(join(examples, "gke-argocd"), join(workspace, `clusters/größe-${cluster}`), { recursive: true });
  }
  const result = await runStep(onPullRequest());
  expect(result.code).toBe(1);
  expect(Number(result.outputs.errors)).toBeGreaterThan(200);
  expect(result.annotations.filter(({ level }) => level === "error").length).toBeLessThanOrEqual(10);
  expect(Buffer.byteLength(github.comments[0]?.body ?? "")).toBeLessThanOrEqual(65_536);
  expect(github.comments[0]?.body).toContain("Left out here for its length");
  expect(Buffer.byteLength(result.summary)).toBeLessThanOrEqual(1_048_576);
});

test("the token is masked and printed nowhere else", async () => {
  github.access = "read";
  const result = await runStep(onPullRequest());
  expect(result.masks).toEqual([token]);
  expect(result.log.split(token)).toHaveLength(2);
});

function onPullRequest(): Step {
  const { number, sha } = pullRequest;
  const payload = { action: "synchronize", number, pull_request: { number, head: { sha } } };
  return { workspace, token, apiUrl: github.url, event: { name: "pull_request", payload } };
}
