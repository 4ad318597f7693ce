import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runStep, type Step, type StepResult } from "../support/action-runner.ts";
import { type GitHubServer, pullRequest, startGitHub } from "../support/github-server.ts";
import { commitAll, git } from "../support/history.ts";

const examples = fileURLToPath(new URL("../../examples/", import.meta.url));

let github: GitHubServer;
let places: string[];

beforeEach(async () => {
  github = await startGitHub();
  places = [];
});

afterEach(async () => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
  await github.close();
  expect(github.violations).toEqual([]);
});

describe("a pull request that adds a mistake to a repository with others", () => {
  test("fails with all of them, and its comment shows the new one first", async () => {
    const { origin, base } = proposal(breakCni);
    const result = await runStep(onPullRequest(checkOut(origin, "--depth", "2"), base));
    expect(result).toMatchObject({ code: 1, outputs: { errors: "2" } });
    const body = github.comments[0]?.body ?? "";
    expect(body).toMatch(/^\*\*Since main \([0-9a-f]{7}\): 1 new, 0 resolved, 1 there before\*\*$/m);
    const order = [
      "**New in this change:**",
      "platform-on-every-chart",
      "| Cluster |",
      "There before: 1 error",
      "eks-pod-eni-enforcing-mode",
    ].map((text) => body.indexOf(text));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(order).not.toContain(-1);
    expect(body).toContain(
      "After this change `istio-cni` on `gke/infrastructure/istio` runs with `cniBinDir` `/opt/cni/bin` (was `/home/kubernetes/bin`)",
    );
    expect(result.summary).toContain("**New in this change:**");
    expect(warnings(result)).toEqual([]);
  });

  test("fails with its own alone where only changes are wanted", async () => {
    const { origin, base } = proposal(breakCni);
    const result = await runStep(onPullRequest(checkOut(origin), base, { "changed-only": "true" }));
    expect(result).toMatchObject({ code: 1, outputs: { errors: "1" } });
    expect(JSON.parse(result.outputs.report ?? "").findings.map(({ rule }: { rule: string }) => rule)).toEqual(["platform-on-every-chart"]);
    expect(result.annotations.map(({ level }) => level)).toEqual(["error"]);
    expect(github.comments[0]?.body).toContain("1 new, 0 resolved, 1 there before (not shown)");
    expect(github.comments[0]?.body).not.toContain("eks-pod-eni-enforcing-mode");
  });
});

describe("a pull request that changes something else", () => {
  test("passes where only changes are wanted, and gets no comment", async () => {
    const { origin, base } = proposal(writeReadme);
    const result = await runStep(onPullRequest(checkOut(origin), base, { "changed-only": "true" }));
    expect(result).toMatchObject({ code: 0, annotations: [], outputs: { conclusion: "success", errors: "0" } });
    expect(result.summary).toContain("nothing new");
    expect(github.comments).toEqual([]);
  });

  test("is not blamed for what has come to its base since", async () => {
    const { origin, base } = proposal(writeReadme, breakCni);
    const result = await runStep(onPullRequest(checkOut(origin, "--depth", "2"), base, { "changed-only": "true" }));
    expect(result).toMatchObject({ code: 0, annotations: [] });
  });
});

describe("a clone without the base", () => {
  test("reports everything, and says in one line what to do where only changes are wanted", async () => {
    const { origin, base } = proposal(writeReadme);
    const result = await runStep(onPullRequest(checkOut(origin, "--depth", "1"), base, { "changed-only": "true" }));
    expect(result).toMatchObject({ code: 1, outputs: { errors: "1" } });
    expect(warnings(result)).toEqual([expect.stringMatching(/^Everything is reported.*`fetch-depth: 0`/)]);
  });

  test("is no reason for a warning otherwise", async () => {
    const { origin, base } = proposal(writeReadme);
    const result = await runStep(onPullRequest(checkOut(origin, "--depth", "1"), base));
    expect(result.code).toBe(1);
    expect(warnings(result)).toEqual([]);
    expect(github.comments[0]?.body).not.toContain("Since");
  });

  test("a schedule is no change, and says so", async () => {
    const { origin } = proposal(writeReadme);
    const workspace = checkOut(origin);
    const result = await runStep({ workspace, event: { name: "schedule", payload: {} }, with: { "changed-only": "true" } });
    expect(result.code).toBe(1);
    expect(warnings(result)).toEqual([expect.stringContaining("schedule")]);
  });

  test("a push is compared with what was there before it", async () => {
    const { origin } = proposal(writeReadme);
    const workspace = checkOut(origin);
    const payload = { before: git(workspace, "rev-parse", "HEAD^1") };
    const result = await runStep({ workspace, event: { name: "push", payload }, with: { "changed-only": "true" } });
    expect(result).toMatchObject({ code: 0, annotations: [] });
  });

  test.each([
    ["a new branch", "0".repeat(40)],
    ["a branch pushed by force, what was before is gone", "c0ffee254729296a45a3885639ac7e10f9d5497c"],
  ])("%s is compared with what it has in common with the default branch", async (_, before) => {
    const { origin } = proposal(breakCni);
    const workspace = checkOut(origin, "--branch", "topic");
    const payload = { before, ref: "refs/heads/topic", repository: { default_branch: "main" } };
    const result = await runStep({ workspace, event: { name: "push", payload }, with: { "changed-only": "true" } });
    expect(result).toMatchObject({ code: 1, outputs: { errors: "1" }, annotations: [{ level: "error" }] });
    expect(result.log).toContain("1 new, 0 resolved, 1 there before");
  });

  test.each(["refs/tags/v1", "refs/heads/main"])("a push that creates %s has nothing before it, and says so", async (ref) => {
    const { origin } = proposal(breakCni);
    const payload = { before: "0".repeat(40), ref, repository: { default_branch: "main" } };
    const event = { name: "push", payload };
    const result = await runStep({ workspace: checkOut(origin), event, with: { "changed-only": "true" } });
    expect(result).toMatchObject({ code: 1, outputs: { errors: "2" } });
    expect(warnings(result)).toEqual([expect.stringMatching(/^Everything is reported.*push has nothing before it/)]);
  });
});

describe("on events with the rights of the repository", () => {
  const turnedOff = "rules: { eks-pod-eni-enforcing-mode: off }\n";

  test.each(["pull_request_target", "workflow_run"])("%s: the checkout cannot turn rules off", async (name) => {
    const { origin, base, head } = proposal((directory) => writeFileSync(join(directory, ".istio-preflight.yaml"), turnedOff));
    const workspace = checkOut(origin);
    git(workspace, "checkout", "--quiet", head);
    expect((await runStep({ workspace, event: { name: "push", payload: {} } })).code).toBe(0);
    const payload = name === "workflow_run" ? { workflow_run: { head_sha: head } } : { pull_request: { base: { sha: base } } };
    const result = await runStep({ workspace, sha: base, event: { name, payload } });
    expect(result).toMatchObject({ code: 1, outputs: { errors: "1" } });
  });

  test("a baseline comes from the base as well: a change cannot excuse itself", async () => {
    const { origin, base, head } = proposal(writeBaseline, undefined, (directory) => {
      writeFileSync(join(directory, ".istio-preflight.yaml"), "baseline: known.json\n");
      writeFileSync(join(directory, "known.json"), '{ "schemaVersion": 1, "findings": [] }\n');
    });
    const workspace = checkOut(origin);
    git(workspace, "checkout", "--quiet", head);
    expect((await runStep({ workspace, event: { name: "push", payload: {} } })).code).toBe(0);
    const event = { name: "pull_request_target", payload: { pull_request: { base: { sha: base } } } };
    expect(await runStep({ workspace, sha: base, event })).toMatchObject({ code: 1, outputs: { errors: "1" } });
  });

  test("a checkout that lacks the base is refused, because its configuration cannot be known", async () => {
    const { origin, base, head } = proposal((directory) => writeFileSync(join(directory, ".istio-preflight.yaml"), turnedOff));
    git(origin, "branch", "--force", "head", head);
    const workspace = checkOut(origin, "--depth", "1", "--branch", "head");
    const event = { name: "pull_request_target", payload: { pull_request: { base: { sha: base } } } };
    const result = await runStep({ workspace, sha: base, event });
    expect(result.code).toBe(2);
    expect(result.annotations).toMatchObject([{ level: "error", message: expect.stringMatching(/base commit.*fetch-depth: 0/) }]);
  });

  test("a configuration that is named comes from the base as well", async () => {
    const { origin, base, head } = proposal((directory) => writeFileSync(join(directory, "preflight.yaml"), turnedOff));
    const workspace = checkOut(origin);
    git(workspace, "checkout", "--quiet", head);
    const event = { name: "pull_request_target", payload: { pull_request: { base: { sha: base } } } };
    const result = await runStep({ workspace, sha: base, event, with: { config: "preflight.yaml" } });
    expect(result.code).toBe(2);
    expect(result.annotations).toMatchObject([{ message: expect.stringContaining("preflight.yaml does not exist in") }]);
  });

  const pinned = `import { definePolicy } from "istio-preflight/policy";
import { wanted } from "./lib/wanted.ts";
export default definePolicy({
  id: "acme/pin-version", title: "Pin the version", severity: "error", description: "d", remedy: "r", links: [],
  *check(cluster) {
    for (const [index, { version }] of cluster.installs.entries()) {
      if (version !== wanted) yield { at: "/installs/" + index + "/version", message: "not pinned" };
    }
  },
});
`;

  function writePolicies(directory: string): void {
    mkdirSync(join(directory, "policies/lib"), { recursive: true });
    writeFileSync(join(directory, ".istio-preflight.yaml"), "policies: [policies/pin.ts]\nrules: { eks-pod-eni-enforcing-mode: off }\n");
    writeFileSync(join(directory, "policies/pin.ts"), pinned);
    writeFileSync(join(directory, "policies/lib/wanted.ts"), 'export const wanted = "1.0.0";\n');
  }

  test.each([
    ["that the configuration names", {}],
    ["that the workflow names", { policies: "policies/pin.ts\n" }],
  ])("the checkout cannot change the policies %s, nor what they import", async (_, inputs) => {
    const { origin, base, head } = proposal(
      (directory) => {
        writeFileSync(join(directory, "policies/pin.ts"), "export default process.exit(0);\n");
        writeFileSync(join(directory, "policies/lib/wanted.ts"), "export const wanted = undefined;\n");
        symlinkSync("/etc", join(directory, "policies/more"));
      },
      undefined,
      (directory) => writePolicies(directory),
    );
    const workspace = checkOut(origin);
    git(workspace, "checkout", "--quiet", head);
    const event = { name: "pull_request_target", payload: { pull_request: { base: { sha: base } } } };
    const result = await runStep({ workspace, sha: base, event, with: inputs });
    expect(result.code).toBe(1);
    const { findings, problems } = JSON.parse(result.outputs.report ?? "");
    expect(new Set(findings.map(({ rule }: { rule: string }) => rule))).toEqual(new Set(["acme/pin-version"]));
    expect(problems.filter(({ code }: { code: string }) => code === "policy-failed")).toEqual([]);
  });
});

interface Proposal {
  /** A repository whose branch `merge` is checked out as GitHub does for a pull request. */
  readonly origin: string;
  /** The base as the event knows it. */
  readonly base: string;
  readonly head: string;
}

/** EKS with a mistake and GKE without one on main; a branch with a change; and their merge, before which main may move on. */
function proposal(
  change: (directory: string) => void,
  onMain?: (directory: string) => void,
  before?: (directory: string) => void,
): Proposal {
  const origin = place();
  git(origin, "init", "--quiet");
  cpSync(join(examples, "eks-flux"), join(origin, "eks"), { recursive: true });
  cpSync(join(examples, "clean-gke-flux"), join(origin, "gke"), { recursive: true });
  before?.(origin);
  const base = commitAll(origin);
  git(origin, "checkout", "--quiet", "-b", "topic");
  change(origin);
  const head = commitAll(origin);
  git(origin, "checkout", "--quiet", "main");
  onMain?.(origin);
  if (onMain) commitAll(origin);
  git(origin, "checkout", "--quiet", "-b", "merge");
  git(origin, "merge", "--quiet", "--no-ff", "--message", "Merge", "topic");
  return { origin, base, head };
}

/** Lists what is found as known. */
function writeBaseline(directory: string): void {
  const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
  execFileSync(process.execPath, [command, "--write-baseline", "--quiet"], { cwd: directory, stdio: "ignore" });
}

function writeReadme(directory: string): void {
  writeFileSync(join(directory, "README.md"), "# Platform\n");
}

/** Takes the platform's values from istio-cni. */
function breakCni(directory: string): void {
  const file = join(directory, "gke/infrastructure/istio/cni.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, `${text.slice(0, text.indexOf("  valuesFrom:"))}  values:\n    profile: ambient\n`);
}

function checkOut(origin: string, ...options: readonly string[]): string {
  const workspace = place();
  git(workspace, "clone", "--quiet", ...options, `file://${origin}`, ".");
  return workspace;
}

function place(): string {
  const directory = mkdtempSync(join(tmpdir(), "workspace-"));
  places.push(directory);
  return directory;
}

function onPullRequest(workspace: string, base: string, inputs: Readonly<Record<string, string>> = {}): Step {
  const { number } = pullRequest;
  const sha = git(workspace, "log", "-1", "--format=%P").split(" ")[1] ?? "";
  const payload = { action: "synchronize", number, pull_request: { number, head: { sha }, base: { ref: "main", sha: base } } };
  return { workspace, token: "ghs_secret", apiUrl: github.url, event: { name: "pull_request", payload }, with: inputs };
}

function warnings({ annotations }: StepResult): string[] {
  return annotations
    .filter(({ level, properties }) => level === "warning" && properties.title === "istio-preflight")
    .map(({ message }) => message);
}
