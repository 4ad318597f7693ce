import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runStep } from "../../support/action-runner.ts";
import { newWorkspace } from "../../support/action-workspace.ts";
import { runCommand } from "../../support/command.ts";
import { commitAll } from "../../support/history.ts";
import { kubectlProgram } from "../../support/programs.ts";

const install = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec: {source: {chart: istiod, repoURL: https://istio-release.storage.googleapis.com/charts, targetRevision: 1.29.0}}
`;

let workspace: string;
let programs: string;
let base: string;
let head: string;
let path: string;

/** Two overlays, of which a change is about one, and a Kustomize that keeps a list of its runs. */
beforeEach(() => {
  workspace = newWorkspace();
  for (const name of ["one", "two"]) {
    mkdirSync(join(workspace, name));
    writeFileSync(join(workspace, name, "app.yaml"), install);
    writeFileSync(join(workspace, name, "kustomization.yaml"), `resources: [app.yaml]\nnamePrefix: ${name}-\n`);
  }
  base = commitAll(workspace);
  writeFileSync(join(workspace, "two/kustomization.yaml"), "resources: [app.yaml]\nnamePrefix: changed-\n");
  head = commitAll(workspace);
  programs = mkdtempSync(join(tmpdir(), "kustomize-shared-"));
  writeFileSync(
    join(programs, "kustomize"),
    `#!/bin/sh\necho run >>'${programs}/runs'\nshift\nexec '${kubectlProgram()}' kustomize "$@"\n`,
  );
  chmodSync(join(programs, "kustomize"), 0o755);
  path = [programs, process.env.PATH].join(delimiter);
});

afterEach(() => {
  rmSync(workspace, { recursive: true });
  rmSync(programs, { recursive: true });
});

function countRuns(): number {
  return readFileSync(join(programs, "runs"), "utf8").split("\n").length - 1;
}

test("the command builds what is the same in both commits once", async () => {
  const args = ["--kustomize", "build", "--changed-since", base];
  expect(await runCommand(args, { cwd: workspace, env: { PATH: path } })).toMatchObject({ code: 0, errors: "" });
  expect(countRuns()).toBe(3);
});

test("so does the Action", async () => {
  const pullRequest = { number: 7, head: { sha: head }, base: { sha: base, ref: "main" } };
  const event = { name: "pull_request", payload: { pull_request: pullRequest } };
  const step = { workspace, event, sha: head, environment: { PATH: path }, with: { comment: "never", kustomize: "build" } };
  expect(await runStep(step)).toMatchObject({ code: 0 });
  expect(countRuns()).toBe(3);
});

test("kubectl knows no cluster that it could ask for its version", async () => {
  rmSync(join(programs, "kustomize"));
  writeFileSync(
    join(programs, "kubectl"),
    `#!/bin/sh\n'${kubectlProgram()}' config view --minify -o 'jsonpath={..server}' >'${programs}/server'\n`,
  );
  chmodSync(join(programs, "kubectl"), 0o755);
  await runCommand(["--kustomize", "build"], { cwd: workspace, env: { PATH: path } });
  expect(readFileSync(join(programs, "server"), "utf8")).toBe("http://127.0.0.1:0");
});
