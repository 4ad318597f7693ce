import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step } from "../support/action-runner.ts";
import { checkOut, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubServer, startGitHub, writesOf } from "../support/github-server.ts";

const token = "ghs_secret";

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

describe("the issue of scheduled audits", () => {
  const audit = (name: string): Step => ({
    ...{ workspace, token, apiUrl: github.url, repository: "acme/platform" },
    ...{ event: { name, payload: {} }, with: { "report-issue": "true" } },
  });

  test("is opened, left alone, updated with what changed, closed when clean and opened again", async () => {
    await runStep(audit("schedule"));
    expect(github.issues).toMatchObject([{ state: "open", title: expect.stringMatching(/^Istio preflight: \d+ errors?/) }]);
    const [issue] = github.issues;
    expect(issue?.body).toContain("gke-platform");
    expect(issue?.body).not.toContain("Since the last audit");
    await runStep(audit("workflow_dispatch"));
    expect(writesOf(github)).toEqual(["POST /repos/acme/platform/issues"]);

    checkOut(workspace, "eks-flux");
    await runStep(audit("schedule"));
    expect(issue?.body).toMatch(/Since the last audit:\*\* \d+ new findings?, \d+ resolved/);
    expect(issue?.body).toMatch(/^- resolved: .*gke-platform/m);
    expect(issue?.body).toMatch(/^- new: .*eks-pod-eni-enforcing-mode/m);

    checkOut(workspace, "clean-gke-flux");
    await runStep(audit("schedule"));
    expect(issue).toMatchObject({ state: "closed" });
    await runStep(audit("schedule"));
    expect(writesOf(github)).toHaveLength(3);

    checkOut(workspace, "gke-argocd");
    await runStep(audit("schedule"));
    expect(github.issues).toMatchObject([{ state: "open" }]);
  });

  test("is not opened for a clean repository, on a push, or unless asked for", async () => {
    await runStep({ ...audit("schedule"), with: {} });
    await runStep(audit("push"));
    checkOut(workspace, "clean-gke-flux");
    await runStep(audit("schedule"));
    expect(writesOf(github)).toEqual([]);
  });

  test("is found among others with the marker, whatever somebody wrote into it", async () => {
    const body = "<!-- istio-preflight audit -->\n<!-- findings W1siQHRlYW0iLCI8Yj4iLCJgYGBcbiMjIGEiLDFdLDEsbnVsbF0= -->";
    github.issues = [
      { number: 3, login: "mallory", title: "", body, state: "open" },
      { number: 4, login: github.login, title: "", body, state: "open" },
    ];
    await runStep(audit("schedule"));
    expect(github.issues.map(({ title }) => title)).toEqual(["", expect.stringContaining("Istio preflight")]);
    expect(github.issues[1]?.body).not.toMatch(/^## a|<b>(?!`)/m);
  });

  test("is a line of warning where the token may not write it", async () => {
    github.access = "read";
    const result = await runStep(audit("schedule"));
    expect(result.code).toBe(1);
    expect(result.annotations.filter(({ message }) => message.includes("`issues: write`"))).toHaveLength(1);
  });
});
