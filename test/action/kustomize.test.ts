import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runStep, type Step } from "../support/action-runner.ts";
import { newWorkspace } from "../support/action-workspace.ts";
import { commitAll } from "../support/history.ts";
import { kubectlProgram } from "../support/programs.ts";

/** An overlay without which istio-cni would be wrong on GKE. */
const files = {
  "cluster.tf": 'resource "google_container_cluster" "main" {\n  name = "main"\n}\n',
  "overlay/kustomization.yaml":
    "resources: [../base]\npatches:\n  - target: { kind: Application }\n    patch: |\n" +
    "      - op: add\n        path: /spec/source/helm\n        value: { valuesObject: { profile: ambient, global: { platform: gke }, cni: { cniBinDir: /home/kubernetes/bin } } }\n",
  "base/kustomization.yaml": "resources: [cni.yaml]\n",
  "base/cni.yaml":
    "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: istio-cni }\nspec:\n  destination: { namespace: kube-system }\n" +
    "  source:\n    repoURL: https://blob.istio.io/istio-release/charts\n    chart: cni\n    targetRevision: 1.29.0\n" +
    "    helm: { valuesObject: { profile: ambient } }\n",
};

let workspace: string;
let base: string;

beforeEach(() => {
  workspace = newWorkspace();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  base = commitAll(workspace);
});

afterEach(() => rmSync(workspace, { recursive: true }));

test.each([
  ["pull_request", {}, "built"],
  ["push", {}, "built"],
  ["schedule", {}, "built"],
  ["pull_request_target", {}, "read"],
  ["workflow_run", {}, "read"],
  ["pull_request", { kustomize: "off" }, "read"],
  ["pull_request_target", { kustomize: "auto" }, "built"],
  ["workflow_run", { kustomize: "build" }, "built"],
] as const)("on %s with %j, overlays are %s", async (name, inputs, how) => {
  const result = await runStep(step(name, inputs));
  const places = JSON.parse(result.outputs.report ?? "").findings.map(({ rule, file }: { rule: string; file: string }) => [rule, file]);
  expect(places).toEqual(how === "built" ? [] : [["gke-platform", "base/cni.yaml"]]);
  expect(result.code).toBe(how === "built" ? 0 : 1);
});

test.each([
  ["biuld", /^The input kustomize must be one of auto, build, off, not "biuld"; did you mean `build`\?$/],
  ["true", /^The input kustomize must be one of auto, build, off, not "true"\.$/],
  ["Off", /^The input kustomize must be one of auto, build, off, not "Off"; did you mean `off`\?$/],
])("%s is a wrong input", async (value, message) => {
  const result = await runStep(step("pull_request", { kustomize: value }));
  expect(result).toMatchObject({ code: 2, annotations: [{ level: "error", message: expect.stringMatching(message) }] });
});

function step(name: string, inputs: Readonly<Record<string, string>>): Step {
  const payload = name.startsWith("pull_request")
    ? { pull_request: { number: 7, head: { sha: base }, base: { sha: base, ref: "main" } } }
    : {};
  const environment = { PATH: [dirname(kubectlProgram()), process.env.PATH].join(delimiter) };
  return { workspace, event: { name, payload }, sha: base, environment, with: { comment: "never", ...inputs } };
}
