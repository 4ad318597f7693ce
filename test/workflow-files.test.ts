import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readAction, wrongInWorkflow } from "./support/github-files.ts";

const root = join(import.meta.dirname, "..");

interface Workflow {
  readonly permissions?: unknown;
  readonly on: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[]; readonly "timeout-minutes"?: number }>
  >;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const own = readdirSync(join(root, ".github/workflows")).map((name) => [name, read(`.github/workflows/${name}`)] as const);
const shown = ["docs/github.md", "docs/policies.md", "README.md", "README.zh-CN.md"].flatMap((page) =>
  [...read(page).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .filter(([, text = ""]) => /^jobs:/m.test(text))
    .map(([, text = ""], index) => [`${page}, ${index + 1}`, text] as const),
);

/** The commits of releases, as `git ls-remote` told them; one line to look at when one is raised. */
const releases: Readonly<Record<string, string>> = {
  "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1": "v7.0.1",
  "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020": "v7.0.0",
  "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f": "v7.0.0",
  "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c": "v8.0.1",
  "github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e": "v4.36.2",
  "istio-preflight/istio-preflight@<commit>": "v0.1.0",
};

const inputs = readAction(read("action.yml")).inputs?.map(({ id }) => id) ?? [];

test("GitHub's parser would find a mistake", async () => {
  expect(await wrongInWorkflow("on: push\njobs: { a: { runs-on: x, steps: [{ run: a, if: foo.bar == 1, uses: b }] } }\n")).not.toEqual([]);
  expect(() => readAction("name: a\ndescription: b\nruns: { using: node24, main: a.js, mian: b.js }\n")).toThrow("mian");
});

describe.each([...own, ...shown])("the workflow of %s", (_, text) => {
  const workflow: Workflow = parse(text);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("is one that GitHub reads", async () => {
    expect(await wrongInWorkflow(text)).toEqual([]);
  });

  test("gives the Action only inputs that it has", () => {
    const ours = steps.filter(({ uses = "" }) => uses === "./" || uses.startsWith("istio-preflight/"));
    const given = ours.flatMap(({ with: inputs }) => Object.keys(inputs ?? {}));
    expect(given.filter((name) => !inputs.includes(name))).toEqual([]);
  });

  test("grants nothing but by job", () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions } of jobs) expect(permissions).toBeTypeOf("object");
    expect(text).not.toMatch(/write-all|read-all|secrets\./);
  });

  test("names actions by commit, and the release that it is", () => {
    const lines = text.split("\n").filter((line) => /^\s*-?\s*uses:/.test(line));
    for (const line of lines) {
      const [, uses = "", comment] = /uses: (\S+)(?: # (\S+))?/.exec(line) ?? [];
      if (uses !== "./") expect({ [uses]: comment }).toEqual({ [uses]: releases[uses] ?? "a known release" });
    }
  });

  test("leaves no token in the checkout, no expression in a script, and no dangerous trigger unexplained", () => {
    for (const { uses, run, with: inputs } of steps) {
      if (uses?.startsWith("actions/checkout@")) expect(inputs).toMatchObject({ "persist-credentials": false });
      expect(run ?? "").not.toContain("${{");
    }
    expect(text).not.toContain("pull_request_target");
    if (text.includes("workflow_run:")) expect(text).toContain("zizmor: ignore[dangerous-triggers]");
  });
});

test("nothing of other runs gets into a release, and no token publishes it", () => {
  const text = read(".github/workflows/release.yml");
  const { jobs }: Workflow = parse(text);
  const setups = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses?.startsWith("actions/setup-node@")));
  for (const step of setups) expect(step.with).toMatchObject({ "package-manager-cache": false });
  const granted = Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]);
  expect(Object.fromEntries(granted)).toEqual({
    check: { contents: "read" },
    npm: { "id-token": "write" },
    github: { contents: "write" },
  });
  expect(text).not.toMatch(/NODE_AUTH_TOKEN|NPM_TOKEN|npm (?:ci|install)/);
});

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
