import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step } from "../support/action-runner.ts";
import { checkOut, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";
import { commitAll } from "../support/history.ts";
import { startProxy } from "../support/proxy.ts";

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

describe("who is told what, by event", () => {
  test.each([
    ["push", { before: "0".repeat(40) }, []],
    ["merge_group", { merge_group: { base_sha: "0".repeat(40) } }, []],
    ["schedule", { schedule: "0 6 * * 1" }, ["POST /repos/acme/platform/issues"]],
    ["workflow_dispatch", { inputs: {} }, ["POST /repos/acme/platform/issues"]],
    ["pull_request", pullRequestPayload(), ["POST /repos/acme/platform/issues/7/comments"]],
  ])("%s", async (name, payload, writes) => {
    const result = await runStep({ ...step(name, payload), with: { "report-issue": "true" } });
    expect(result).toMatchObject({ code: 1, outputs: { conclusion: "failure", errors: "1" } });
    expect(result.annotations).toMatchObject([{ level: "error", properties: { file: "argocd/istio/cni.yaml" } }]);
    expect(result.summary).toContain("gke-platform");
    expect(writesOf(github)).toEqual(writes);
  });

  test("pull_request_target: the comment, as for pull_request", async () => {
    const base = commitAll(workspace);
    const payload = pullRequestPayload({ base: { sha: base } });
    const result = await runStep({ ...step("pull_request_target", payload), sha: base });
    expect(result).toMatchObject({ code: 1, annotations: [{ level: "error" }] });
    expect(github.comments).toMatchObject([{ body: expect.stringContaining(`/blob/${pullRequest.sha}/argocd/`) }]);
  });

  test("a schedule where all is in order closes what it had opened", async () => {
    const audit = { ...step("schedule", {}), with: { "report-issue": "true" } };
    expect((await runStep(audit)).code).toBe(1);
    checkOut(workspace, "clean-gke-flux");
    expect(await runStep(audit)).toMatchObject({ code: 0, annotations: [] });
    expect(github.issues).toMatchObject([{ state: "closed", title: expect.stringContaining("no mistakes found") }]);
  });
});

describe("GitHub Enterprise", () => {
  const server = "https://github.acme.example";
  const recorder = fileURLToPath(new URL("../support/recorded-connections.cjs", import.meta.url));

  test.each([
    ["pull_request", pullRequestPayload()],
    ["schedule", {}],
  ])("%s: is the only one that is asked and linked to", async (name, payload) => {
    const enterprise = await startGitHub("enterprise");
    const connections = join(workspace, "connections.log");
    writeFileSync(connections, "");
    const environment = { GITHUB_SERVER_URL: server, NODE_OPTIONS: `--require=${recorder}`, CONNECTIONS: connections };
    const audit = { ...step(name, payload), with: { "report-issue": "true" } };
    const result = await runStep({ ...audit, apiUrl: enterprise.url, environment, isOwnProcess: true });
    await enterprise.close();
    expect(enterprise.violations).toEqual([]);
    expect(result).toMatchObject({ code: 1, outputs: { errors: "1" }, annotations: [{ level: "error" }] });
    const text = [...enterprise.comments, ...enterprise.issues].map(({ body }) => body).join("");
    for (const written of [text, result.summary]) {
      expect(written).toContain(`${server}/acme/platform/blob/`);
      const others = [...written.matchAll(/https?:\/\/[^/)\s]+\/[^/)\s]*/g)].map(([address]) => address);
      expect(new Set(others)).toEqual(new Set([`${server}/acme`, "https://github.com/istio-preflight"]));
    }
    expect(new Set(readFileSync(connections, "utf8").trim().split("\n"))).toEqual(new Set(["127.0.0.1"]));
    expect(github.requests).toEqual([]);
  });
});

test("GitHub is asked through the proxy of the runner, where it has one", async () => {
  const enterprise = await startGitHub("enterprise");
  const proxy = await startProxy(enterprise.url);
  const environment = { http_proxy: proxy.url };
  const apiUrl = "http://github.acme.example/api/v3";
  const result = await runStep({ ...step("pull_request", pullRequestPayload()), apiUrl, environment });
  await proxy.close();
  await enterprise.close();
  expect(result).toMatchObject({ code: 1, annotations: [{ level: "error" }] });
  expect(enterprise.comments).toMatchObject([{ body: expect.stringContaining("gke-platform") }]);
  expect(new Set(proxy.hosts)).toEqual(new Set(["github.acme.example"]));
});

describe("1,500 findings", { timeout: 300_000 }, () => {
  test("are counted, listed as far as GitHub takes them, and folded at the lines", async () => {
    checkOut(workspace, "clean-gke-flux");
    write1500();
    const result = await runStep(step("pull_request", pullRequestPayload()));
    expect(result).toMatchObject({ code: 1, outputs: { errors: "1500", conclusion: "failure" } });
    const errors = result.annotations.filter(({ level }) => level === "error");
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)?.message).toBe("1,491 more errors are listed in the job summary");
    const [comment] = github.comments;
    const body = comment?.body ?? "";
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
    // Near the limit, and nothing is half.
    expect(Buffer.byteLength(body)).toBeGreaterThan(55_000);
    expect(body).toMatch(/\*\*Left out here for its length:\*\* [\d,]+ errors\. /);
    expect(body.match(/^<details>/gm)).toHaveLength(body.match(/^<\/details>$/gm)?.length ?? 0);
    expect((body.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(Buffer.byteLength(result.summary)).toBeLessThanOrEqual(1_048_576);
    expect(result.summary.length).toBeGreaterThan(body.length * 10);
    expect(JSON.parse(result.outputs.report ?? "").findings).toHaveLength(1500);
    await runStep(step("pull_request", pullRequestPayload()));
    expect(writesOf(github)).toHaveLength(1);
  });
});

/** As many clusters, with names of more bytes than characters, and no two messages alike. */
function write1500(): void {
  for (let index = 0; index < 1500; index++) {
    const directory = join(workspace, `clusters/größe-${index}`);
    mkdirSync(directory, { recursive: true });
    const install = `helm install istio-cni istio/cni -n mesh-${index} --set profile=ambient`;
    writeFileSync(join(directory, "install.sh"), `gcloud container clusters create größe-${index}\n${install}\n`);
  }
}

function step(name: string, payload: unknown): Step {
  return { workspace, token: "ghs_secret", apiUrl: github.url, event: { name, payload } };
}

function pullRequestPayload(further: Readonly<Record<string, unknown>> = {}): unknown {
  const { number, sha } = pullRequest;
  return { action: "synchronize", number, pull_request: { number, head: { sha }, ...further } };
}
