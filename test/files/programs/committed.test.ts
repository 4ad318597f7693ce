import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runStep } from "../../support/action-runner.ts";
import { runCommand } from "../../support/command.ts";
import { commitAll, git } from "../../support/history.ts";

/** What is run, or could be by what is run. */
const names = [
  ...["git", "kustomize", "kubectl", "unshare", "setpriv", "prlimit", "setsid", "sh", "bash", "env", "rm", "sleep", "ps", "kill", "true"],
  ...["node", "taskkill", "git-ls-files", "git-remote-https", "helm", "git.exe", "kubectl.cmd"],
];

let folder: string;
let checkout: string;
let marks: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "committed-")));
  checkout = join(folder, "checkout");
  marks = join(folder, "marks");
  for (const directory of [marks, checkout, join(folder, "links")]) mkdirSync(directory);
  for (const directory of [".", "bin", "mesh", "mesh/bin"]) writePrograms(join(checkout, directory));
  writePrograms(join(folder, "outside"));
  write(join(checkout, "mesh/kustomization.yaml"), "resources: [app.yaml]\nnamePrefix: eu-\n");
  write(join(checkout, "mesh/app.yaml"), application);
  symlinkSync(join(checkout, "bin"), join(folder, "links/bin"));
  symlinkSync(checkout, join(folder, "links/checkout"));
  symlinkSync(join(folder, "outside"), join(checkout, "out"));
  mkdirSync(join(folder, "links/programs"));
  for (const name of names) symlinkSync(join(checkout, "bin", name), join(folder, "links/programs", name));
  git(checkout, "init", "--quiet");
  commitAll(checkout);
});

afterAll(() => rmSync(folder, { recursive: true }));

const application =
  "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {chart: istiod, repoURL: https://istio-release.storage.googleapis.com/charts, targetRevision: 1.29.0}}\n";

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Programs that leave a mark. Its name is written without any other program. */
function writePrograms(directory: string): void {
  for (const name of names) {
    const mark = join(marks, join(directory, name).slice(folder.length).replaceAll("/", "_"));
    write(join(directory, name), `#!/bin/sh\n: > "${mark}"\n`);
    chmodSync(join(directory, name), 0o755);
  }
}

function takeMarks(): string[] {
  const found = readdirSync(marks);
  for (const name of found) rmSync(join(marks, name));
  return found;
}

/** Every way of the PATH into the repository; test/files/programs/find.test.ts has each of them alone. */
const ways = () => [
  ...["", ".", "bin", "./bin", "mesh/bin", "../bin", "../../checkout/bin"],
  ...[checkout, `${checkout}/bin`, `${checkout}/mesh/bin/`, `${folder}/links/../checkout/./bin//`, `/${checkout}/bin`],
  ...["/proc/self/cwd", "/proc/self/cwd/bin", `${folder}/links/bin`, `${folder}/links/checkout/bin`, `${folder}/links/programs`],
  ...[`${checkout}/out`, `${folder}/links/checkout/out`, ""],
];

const paths: readonly (readonly [name: string, path: () => string])[] = [
  ["is empty", () => ""],
  ["leads into the repository alone", () => ways().join(":")],
  ["leads there first", () => [...ways(), process.env.PATH].join(":")],
];

describe.each(paths)("where the PATH %s, no program of the repository is run", (_, path) => {
  test.each([
    ["by a check of everything", ".", ["--kustomize", "auto"]],
    ["by a check of a directory", ".", ["mesh"]],
    ["by a check of a file from a directory", "mesh", ["app.yaml"]],
    ["by a check from a directory", "mesh", []],
    ["by a check from elsewhere", "..", ["checkout/mesh"]],
    ["by a build", "mesh", ["--kustomize", "build"]],
    ["by a comparison", ".", ["--changed-since", "HEAD"]],
    ["by a comparison from a directory", "mesh", ["--changed-since", "HEAD"]],
  ])("%s", async (_, directory, args) => {
    const { code, errors } = await runCommand(args, { cwd: join(checkout, directory), env: { PATH: path(), HOME: folder } });
    expect(takeMarks()).toEqual([]);
    expect([0, 1, 2]).toContain(code);
    expect(errors).not.toContain("fault");
  });

  test("by the Action", async () => {
    for (const inputs of [{}, { "working-directory": "mesh" }]) {
      const { code } = await runStep({ workspace: checkout, with: inputs, environment: { PATH: path() } });
      expect(takeMarks()).toEqual([]);
      expect([0, 1, 2]).toContain(code);
    }
  });
});

test("programs from outside are run, or the tests above would prove nothing", async () => {
  // This one does nothing, and would do so in front of the others.
  rmSync(join(folder, "outside/unshare"));
  await runCommand(["--kustomize", "build"], { cwd: checkout, env: { PATH: join(folder, "outside"), HOME: folder } });
  expect(takeMarks()).toEqual(["_outside_git", "_outside_kustomize"]);
});
