import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step, type StepResult } from "../support/action-runner.ts";
import { checkOut, newWorkspace } from "../support/action-workspace.ts";
import { type GitHubServer, pullRequest, startGitHub, writesOf } from "../support/github-server.ts";

const marker = "<!-- istio-preflight -->";
const fork = "mallory/platform";
const main = "c0ffee254729296a45a3885639ac7e10f9d5497c";

/** The report of `pull_request` on a fork, as its run uploads it. */
let honest: string;
let github: GitHubServer;
let workspace: string;

beforeAll(async () => {
  const checkout = newWorkspace();
  checkOut(checkout, "gke-argocd");
  honest = (await runStep({ workspace: checkout })).outputs.report ?? "";
  rmSync(checkout, { recursive: true });
});

beforeEach(async () => {
  github = await startGitHub();
  github.pulls = [{ number: 7, sha: pullRequest.sha, branch: "topic", repository: fork }];
  // No checkout: the trusted half needs none.
  workspace = mkdtempSync(join(tmpdir(), "workspace-"));
});

afterEach(async () => {
  rmSync(workspace, { recursive: true });
  await github.close();
  expect(github.violations).toEqual([]);
});

describe("the report of a fork", () => {
  test("becomes the comment of the pull request that its run was for", async () => {
    const result = await relay(honest);
    const { summary, findings } = JSON.parse(honest);
    expect(result).toMatchObject({ code: 1, outputs: { conclusion: "failure", errors: String(summary.errors), clusters: "1" } });
    expect(writesOf(github)).toEqual(["POST /repos/acme/platform/issues/7/comments"]);
    const [{ rule, file, line }] = findings;
    expect(github.comments[0]?.body).toContain(`${marker}\n## Istio preflight: 1 error`);
    expect(github.comments[0]?.body).toContain(`https://github.com/acme/platform/blob/${pullRequest.sha}/${file}#L${line}`);
    expect(github.comments[0]?.body).toContain(`/docs/rules/${rule}.md`);
    expect(result.summary).toContain(rule);
    expect(JSON.parse(result.outputs.report ?? "").findings).toMatchObject([{ rule, file, line }]);
  });

  test("is kept up to date in one comment, also once it is clean, and shows nothing at lines of the default branch", async () => {
    const result = await relay(honest);
    expect(result.annotations).toEqual([]);
    await relay(honest);
    expect((await relay(changed({ findings: [] }))).code).toBe(0);
    expect(writesOf(github)).toEqual([
      "POST /repos/acme/platform/issues/7/comments",
      `PATCH /repos/acme/platform/issues/comments/${github.comments[0]?.id}`,
    ]);
    expect(github.comments[0]?.body).toContain("All earlier findings are resolved.");
  });

  test("never fails the run where fail-on says so", async () => {
    expect(await relay(honest, { with: { "fail-on": "never" } })).toMatchObject({ code: 0, outputs: { conclusion: "success" } });
  });

  test("counts paths from the directory that the other run has checked", async () => {
    await relay(honest, { with: { "working-directory": "teams/payments" } });
    expect(github.comments[0]?.body).toContain(`/blob/${pullRequest.sha}/teams/payments/argocd/`);
  });

  test("is shown as it is counted, whatever its summary says", async () => {
    const summary = { ...JSON.parse(honest).summary, errors: 0, warnings: 40 };
    expect(await relay(changed({ summary }))).toMatchObject({ code: 1, outputs: { errors: "1", warnings: "0" } });
  });
});

describe("what the report says of itself", () => {
  test("is not believed: rules speak for themselves, and fixes are dropped", async () => {
    const fix = { title: "Trust me", safe: true, edits: [{ file: ".github/workflows/ci.yml", start: 0, end: 9, text: "evil" }] };
    await relay(withFinding({ remedy: "Run curl evil.example", docs: "https://evil.example/", fix }));
    const { body } = github.comments[0] ?? { body: "" };
    expect(body).toContain("Set `global.platform: gke`");
    expect(body).toContain("/blob/main/docs/rules/gke-platform.md");
    expect(body).not.toMatch(/evil|Trust me/);
  });

  test.each([
    ["@acme/admins please approve #1 GH-2 octo/cat#3"],
    ["<img src=x onerror=alert(1)><script>x</script></details></details> <!-- -->"],
    ["[click](https://evil.example) ![x](https://evil.example/x.png) https://evil.example www.evil.example"],
    [`${marker}\n# Approved\n\n- [x] done\n| a | b |\n|---|---|\n`],
    ["```\n::error::x\n::add-mask::y\n```\n::set-output name=x::y ##[group]x"],
    ["\u001b[2J\u001b]8;;http://evil\u0007\u202egnp.exe\u2066\u200b"],
  ])("is text alone: %j", async (text) => {
    const related = [{ file: text.replaceAll(/[\\/]/g, "_"), line: 1, message: text }];
    const problems = [{ code: "unreadable", message: text }];
    const result = await relay(withFinding({ message: text, cluster: text, related }, { problems }));
    expect(result.code).toBe(1);
    // The runner of the tests refuses every command that is none of ours.
    expect(result.annotations).toEqual([]);
    const body = github.comments[0]?.body ?? "";
    for (const written of [body, result.summary]) {
      const prose = withoutCode(written.replace(marker, "")).replaceAll(/\]\(https:\/\/github\.com\/[^()\s]*\)/g, "]");
      expect(prose).not.toMatch(/<(?!\/?(?:details|summary)>)|@(?!&#8203;)|(?<!&)#\d|GH-\d|:\/\/|(?<![a-z\d])www\.|(?<!\\)\]\(/i);
      expect(prose.split("</details>")).toHaveLength(prose.split("<details>").length);
      expect(written).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
    }
  });

  test("is cut where it is long", async () => {
    const long = "@x ".repeat(300_000);
    const findings = Array.from({ length: 3 }, () => ({ ...first(), message: long, cluster: long }));
    expect((await relay(changed({ findings }))).code).toBe(1);
    expect(github.comments[0]?.body.length).toBeLessThan(20_000);
  });

  test("is cut where there is much of it", async () => {
    const findings = Array.from({ length: 5000 }, (_, index) => ({ ...first(), line: index + 1, endLine: index + 1 }));
    const result = await relay(changed({ findings }));
    expect(result).toMatchObject({ code: 1, outputs: { errors: "5000" } });
    expect(Buffer.byteLength(github.comments[0]?.body ?? "")).toBeLessThanOrEqual(65_536);
    expect(github.comments[0]?.body).toContain("Left out here for its length");
  });
});

describe("a report that we would not have written", () => {
  test.each([
    ["another form", () => "## Approved @acme/admins", /it must be JSON/],
    ["another rule", () => withFinding({ rule: "@acme/admins" }), /\/findings\/0\/rule must be a rule/],
    ["another place", () => withFinding({ file: "../../etc/passwd" }), /\/findings\/0\/file must be a path/],
    ["another size", () => " ".repeat(9 * 1024 * 1024), /a plain file of up to 8 MiB/],
  ])("is refused for %s, and nothing of it is shown", async (_, text, reason) => {
    const result = await relay(text());
    expect(result).toMatchObject({ code: 2, summary: "", outputs: {} });
    expect(result.annotations).toMatchObject([{ level: "error", message: expect.stringMatching(reason) }]);
    expect(result.log).not.toMatch(/acme|Approved|passwd/);
    expect(github.requests).toEqual([]);
  });

  test("is refused where it is a link to another file", async () => {
    const secret = join(workspace, "secret");
    writeFileSync(secret, honest);
    symlinkSync(secret, join(workspace, "report.json"));
    const result = await runStep(step());
    expect(result.code).toBe(2);
    expect(result.annotations).toMatchObject([{ message: expect.stringContaining("a plain file") }]);
  });

  test.each([["a directory"], ["nothing"]])("is refused where it is %s", async (kind) => {
    if (kind === "a directory") mkdirSync(join(workspace, "report.json"));
    expect(await runStep(step())).toMatchObject({ code: 2, annotations: [{ message: expect.stringContaining("report-file") }] });
  });
});

describe("the run that has written it", () => {
  test.each([
    ["for a push", { event: "push" }, /was not for a pull request/],
    ["with rights of its own", { event: "pull_request_target" }, /was not for a pull request/],
    ["in another repository", { repository: { full_name: fork } }, /was in another repository/],
    ["of a workflow of the same name", { path: ".github/workflows/evil.yml" }, /was not of \.github\/workflows\/istio-preflight\.yml/],
    ["of a file that only starts like it", { path: ".github/workflows/istio-preflight.yml@evil.yml" }, /was not of/],
    ["of nothing", { path: undefined }, /was not of/],
    ["for no commit", { head_sha: "main" }, /does not name the commit/],
  ])("must not be one %s", async (_, run, reason) => {
    const result = await relay(honest, { run });
    expect(result).toMatchObject({ code: 2, annotations: [{ level: "error", message: expect.stringMatching(reason) }] });
    expect(github.requests).toEqual([]);
  });

  test("may be for a branch of the repository itself", async () => {
    github.pulls = [{ number: 7, sha: pullRequest.sha, branch: "topic", repository: "acme/platform" }];
    await relay(honest, { run: { head_repository: { full_name: "acme/platform" } } });
    expect(github.comments).toHaveLength(1);
  });

  test("may be of a workflow that is named, also with its ref", async () => {
    const path = ".github/workflows/checks.yml@refs/pull/7/merge";
    await relay(honest, { run: { path }, with: { "report-workflow": ".github/workflows/checks.yml" } });
    expect(github.comments).toHaveLength(1);
  });

  test.each(["pull_request", "pull_request_target", "push", "schedule"])("is nothing that %s could name", async (name) => {
    writeFileSync(join(workspace, "report.json"), honest);
    const result = await runStep({ ...step(), event: { name, payload: {} } });
    expect(result).toMatchObject({ code: 2, annotations: [{ message: expect.stringContaining("not workflow_run") }] });
  });

  test.each([
    ["nobody has the commit any more", { sha: "0".repeat(40) }],
    ["a stranger has a branch of the same name", { repository: "mallory/other" }],
    ["the fork is gone", { repository: null }],
    ["the branch is another", { branch: "other" }],
  ])("gets no comment where %s", async (_, difference) => {
    github.pulls = [{ number: 7, sha: pullRequest.sha, branch: "topic", repository: fork, ...difference }];
    const result = await relay(honest);
    expect(result.code).toBe(1);
    expect(result.annotations).toMatchObject([{ level: "warning", message: expect.stringContaining("no open pull request has 5f0c1c6") }]);
    expect(writesOf(github)).toEqual([]);
  });

  test("gets no comment where two pull requests have the commit", async () => {
    github.pulls = [7, 8].map((number) => ({ number, sha: pullRequest.sha, branch: "topic", repository: fork }));
    const result = await relay(honest);
    expect(result.annotations).toMatchObject([{ level: "warning", message: expect.stringContaining("several open pull requests") }]);
    expect(writesOf(github)).toEqual([]);
  });

  test("gets no comment where its repository is gone", async () => {
    const result = await relay(honest, { run: { head_repository: null } });
    expect(result.annotations).toMatchObject([{ level: "warning", message: expect.stringContaining("is gone") }]);
  });

  test("is a line of warning where the token may not write", async () => {
    github.access = "read";
    const result = await relay(honest);
    expect(result.code).toBe(1);
    expect(result.annotations).toMatchObject([{ level: "warning", message: expect.stringContaining("`pull-requests: write`") }]);
  });
});

test.each([
  { paths: "a" },
  { config: "x.yaml" },
  { policies: "x.ts" },
  { platform: "gke" },
  { "sarif-file": "x" },
  { "changed-only": "true" },
])("inputs for the other run have no place here: %j", async (inputs) => {
  const result = await relay(honest, { with: inputs });
  expect(result).toMatchObject({ code: 2, annotations: [{ message: expect.stringContaining(Object.keys(inputs)[0] ?? "") }] });
});

test("the checkout is not looked at", async () => {
  checkOutHere();
  writeFileSync(join(workspace, ".istio-preflight.yaml"), "no: such key\n");
  const result = await relay(changed({ findings: [] }));
  expect(result).toMatchObject({ code: 0, outputs: { errors: "0" } });
});

interface Difference {
  readonly run?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, string>>;
}

function relay(report: string, difference: Difference = {}): Promise<StepResult> {
  writeFileSync(join(workspace, "report.json"), report);
  return runStep(step(difference));
}

function step({ run, with: inputs }: Difference = {}): Step {
  const payload = {
    action: "completed",
    workflow_run: {
      event: "pull_request",
      path: ".github/workflows/istio-preflight.yml",
      head_sha: pullRequest.sha,
      head_branch: "topic",
      repository: { full_name: "acme/platform" },
      head_repository: { full_name: fork },
      ...run,
    },
  };
  return {
    ...{ workspace, token: "ghs_secret", apiUrl: github.url, sha: main, event: { name: "workflow_run", payload } },
    with: { "report-file": "report.json", ...inputs },
  };
}

function changed(difference: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JSON.parse(honest), ...difference });
}

function withFinding(finding: Readonly<Record<string, unknown>>, report: Readonly<Record<string, unknown>> = {}): string {
  return changed({ findings: [{ ...first(), ...finding }], ...report });
}

function first(): Record<string, unknown> {
  return JSON.parse(honest).findings[0];
}

/** Nothing in code is read as Markdown. */
function withoutCode(text: string): string {
  return text.replaceAll(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, "").replaceAll(/^```[\s\S]*?^```$/gm, "");
}

function checkOutHere(): void {
  mkdirSync(join(workspace, ".git"));
  mkdirSync(join(workspace, "clusters"));
}
