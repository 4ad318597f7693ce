import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runWarm } from "./support/command.ts";
import { commitAll } from "./support/history.ts";
import { temporaryRepository } from "./support/repository.ts";

const install = "#!/bin/sh\nhelm install istiod istio/istiod --version 1.30.0\n";
const long = "x".repeat(300);

/** Paths at which nothing can be, as a repository or its user may name them. */
const paths = ["install.sh/x", "install.sh/x/y", long, `${long}/x`, "nowhere/x", "nowhere", "loop/x", "two\nlines/x"];

function repository(files: Readonly<Record<string, string>> = {}): string {
  const directory = temporaryRepository({ "install.sh": install, ...files });
  symlinkSync("gone", join(directory, "nowhere"));
  symlinkSync("loop", join(directory, "loop"));
  return directory;
}

async function run(cwd: string, ...args: string[]) {
  const { status, errors } = await runWarm(["--kustomize", "off", "--quiet", ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "" },
  });
  return { status, errors };
}

const said = { status: 2, errors: expect.stringMatching(/^istio-preflight: [^\n]+\n$/) };

test.each(paths)("nothing can be at %j, which is said in one line", async (path) => {
  const cwd = repository();
  expect(await run(cwd, "--format", "json", "--output", path)).toEqual(said);
  expect(await run(cwd, "--baseline", path)).toEqual(said);
  expect(await run(cwd, "--write-baseline", "--baseline", path)).toEqual(said);
  expect(await run(cwd, "--config", path)).toEqual(said);
  expect(await run(cwd, path)).toEqual(said);
});

test.each(paths)("a configuration that names %j for its baseline is wrong", async (path) => {
  expect(await run(repository({ ".istio-preflight.yaml": `baseline: ${JSON.stringify(path)}\n` }))).toEqual(said);
});

test.each(paths)("a configuration that names %j for its policies does not end the run", async (path) => {
  const result = await run(repository({ ".istio-preflight.yaml": `policies: [${JSON.stringify(`${path}.ts`)}]\n` }));
  expect(result.errors).not.toContain("fault of istio-preflight");
});

test("what git tracks below a directory that is a file by now is not there", async () => {
  const cwd = repository({ "a/b/c.yaml": "# istio\n", "a/d.yaml": "# istio\n" });
  commitAll(cwd);
  rmSync(join(cwd, "a"), { recursive: true });
  writeFileSync(join(cwd, "a"), "");
  expect(await run(cwd)).toEqual({ status: 0, errors: "" });
});

test("init takes no directory for one that is a file", async () => {
  const cwd = repository({ ".github": "" });
  expect(await run(cwd, "init").then(({ status }) => status)).toBe(2);
});
