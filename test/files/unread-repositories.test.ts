import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lint } from "../support/lint.ts";
import { temporaryRepository } from "../support/repository.ts";

const install = "#!/bin/sh\nhelm install istiod istio/istiod -n istio-system --version 1.30.1\n";

const gitmodules = `[submodule "platform"]
	path = vendor/platform
	url = https://git.example.com/platform.git
[submodule "docs"]
	url = ../docs.git
	path = "docs/theme"
`;

/** A repository with these submodules in its index, each with a checked-out install, as \`git clone --recursive\` leaves them. */
function repositoryWith(submodules: readonly string[], files: Readonly<Record<string, string>> = {}): string {
  const cwd = temporaryRepository({ "install.sh": install, ...files });
  for (const path of submodules) {
    execFileSync("git", ["update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},${path}`], { cwd });
    writeNested(cwd, path);
  }
  return cwd;
}

function writeNested(cwd: string, path: string): void {
  mkdirSync(join(cwd, path), { recursive: true });
  execFileSync("git", ["init", "--quiet"], { cwd: join(cwd, path) });
  writeFileSync(join(cwd, path, "install.sh"), install);
}

async function check(cwd: string, paths = ["."], exclude: readonly string[] = []) {
  if (exclude.length > 0) writeFileSync(join(cwd, ".istio-preflight.yaml"), `exclude: ${JSON.stringify(exclude)}\n`);
  const { summary, problems } = await lint({ cwd, paths, kustomize: "off" });
  return { ...summary, problems: problems.map(({ code, location }) => `${location?.file}:${location?.line} ${code}`), said: problems };
}

test("a submodule is named where the repository configures it, and not read", async () => {
  const cwd = repositoryWith(["vendor/platform", "docs/theme"], { ".gitmodules": gitmodules });
  const { installs, problems, said } = await check(cwd);
  expect(installs).toBe(1);
  expect(problems.sort()).toEqual([".gitmodules:2 submodule-unread", ".gitmodules:6 submodule-unread"]);
  expect(said.map(({ message }) => message)).toContainEqual(
    "`vendor/platform` is a git submodule; its files are not read. To check them as well, check it out and name it as a path.",
  );
});

test("a submodule that is configured nowhere is named by its path", async () => {
  const { problems } = await check(repositoryWith(["mesh"]));
  expect(problems).toEqual(["mesh:1 submodule-unread"]);
});

test("a nested repository is named, and not read", async () => {
  const cwd = repositoryWith([]);
  writeNested(cwd, "checkouts/other");
  const { installs, problems } = await check(cwd);
  expect(installs).toBe(1);
  expect(problems).toEqual(["checkouts/other:1 nested-repository"]);
});

test("a submodule that is named as a path is read", async () => {
  const cwd = repositoryWith(["vendor/platform"], { ".gitmodules": gitmodules });
  const { installs, problems } = await check(cwd, [".", "vendor/platform"]);
  expect(installs).toBe(2);
  expect(problems).toEqual([]);
});

test("what is below a path of its own has the path's prefix", async () => {
  const cwd = repositoryWith(["apps/mesh"], { "apps/install.sh": install });
  expect((await check(cwd, ["apps"])).problems).toEqual(["apps/mesh:1 submodule-unread"]);
});

test("what is excluded or ignored is not named", async () => {
  const cwd = repositoryWith(["vendor/platform"], { ".gitmodules": gitmodules, ".gitignore": "/checkouts\n" });
  writeNested(cwd, "checkouts/other");
  expect((await check(cwd, ["."], ["vendor/**"])).problems).toEqual([]);
});

test("thousands of submodules make a bounded number of problems", async () => {
  const cwd = temporaryRepository({ "install.sh": install });
  const entries = Array.from({ length: 3_000 }, (_, index) => `160000 ${"1".repeat(40)}\tmodules/m${index}\n`);
  execFileSync("git", ["update-index", "--index-info"], { cwd, input: entries.join("") });
  const { said } = await check(cwd);
  expect(said).toHaveLength(51);
  expect(said.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^There are 2950 more submodules/));
});

test("a file whose name looks like an entry of git's index is a file", async () => {
  const name = `160000 ${"1".repeat(40)} 0\tx.sh`;
  const { installs, problems } = await check(temporaryRepository({ [name]: install }));
  expect({ installs, problems }).toEqual({ installs: 1, problems: [] });
});
