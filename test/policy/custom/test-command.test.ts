import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../../support/bundle.ts";
import { temporaryRepository } from "../../support/repository.ts";

let cli: string;
let remove: () => void;

beforeAll(async () => {
  ({ cli, remove } = await bundle());
});

afterAll(() => remove());

const pin = JSON.stringify({
  id: "acme/pin-version",
  title: "Pin the exact version",
  severity: "error",
  subject: "installs",
  require: { properties: { version: { const: "1.30.1" } } },
  message: "{{/component}} is `{{value}}`",
  remedy: "Write 1.30.1.",
  description: "It drifts.",
});

const install = (version: string) => `#!/bin/sh\nhelm install istiod istio/istiod --version ${version}\n`;

const files = {
  "policies/pin-version.json": pin,
  "policies/pin-version/pass-pinned/install.sh": install("1.30.1"),
  "policies/pin-version/fail-other/install.sh": install("1.29.0"),
};

function run(
  cwd: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [cli, "test", ...args], { cwd, encoding: "utf8" });
}

test("--update writes what is found, and from then on it is expected", () => {
  const cwd = temporaryRepository(files);
  const first = run(cwd);
  expect(first.status).toBe(1);
  expect(first.stdout).toContain("fail policies/pin-version/fail-other\n       + install.sh:2:");
  expect(first.stdout).toContain("ok   policies/pin-version/pass-pinned\n");
  expect(run(cwd, "--update").status).toBe(0);
  const expected = readFileSync(join(cwd, "policies/pin-version/fail-other/expected.txt"), "utf8");
  expect(expected).toBe("install.sh:2:44: error istiod is `1.29.0` [acme/pin-version]\n");
  expect(existsSync(join(cwd, "policies/pin-version/pass-pinned/expected.txt"))).toBe(false);
  const { status, stdout } = run(cwd, "policies");
  expect([status, stdout]).toEqual([0, expect.stringContaining("2 passed")]);
});

test("a difference is shown in colour", () => {
  const cwd = temporaryRepository({
    ...files,
    "policies/pin-version/fail-other/expected.txt": "install.sh:1:1: error x [acme/pin-version]\n",
  });
  const env = { ...process.env, FORCE_COLOR: "1", NO_COLOR: "" };
  const { stdout } = spawnSync(process.execPath, [cli, "test"], { cwd, encoding: "utf8", env });
  expect(stdout).toContain("\u001b[31m- install.sh:1:1: error x [acme/pin-version]");
  expect(stdout).toContain("\u001b[32m+ install.sh:2:44: error istiod is `1.29.0` [acme/pin-version]");
});

test.each([
  ["a folder that should pass and fails", { "policies/pin-version/pass-pinned/install.sh": install("1.28.0") }, "it must pass, but:"],
  [
    "a folder that should fail and passes",
    { "policies/pin-version/fail-other/install.sh": install("1.30.1") },
    "it must fail, but nothing is found",
  ],
  ["a folder without an install", { "policies/pin-version/pass-pinned/install.sh": "#!/bin/sh\n" }, "nothing is installed here"],
])("%s fails, with --update too", (_, over, message) => {
  const { status, stdout } = run(temporaryRepository({ ...files, ...over }), "--update");
  expect([status, stdout]).toEqual([1, expect.stringContaining(message)]);
});

test("a policy that cannot be loaded is told from where the command runs, and the others are tested", () => {
  const wrong = {
    "policies/misspelt.json": pin.replace('"require"', '"requires"'),
    "policies/misspelt/pass-x/install.sh": install("1.30.1"),
    "policies/thrown.ts": "export const x = 1;\nthrow new Error('boo');\n",
    "policies/thrown/pass-x/install.sh": install("1.30.1"),
  };
  const cwd = temporaryRepository({ ...files, ...wrong });
  run(cwd, "--update");
  const { status, stdout, stderr } = run(cwd);
  expect([status, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(/fail policies\/misspelt\/pass-x\n {7}policies\/misspelt\.json:1:\d+: unknown key `requires`\n/);
  expect(stdout).toContain(
    "fail policies/thrown/pass-x\n       policies/thrown.ts:2: policy policies/thrown.ts cannot be loaded: Error: boo\n",
  );
  expect(stdout).toContain("2 of 4 failed");
});

test("a directory without tests is a wrong command", () => {
  const { status, stderr } = run(temporaryRepository({ "a/b.txt": "x" }));
  expect([status, stderr]).toEqual([2, "istio-preflight: There are no folders pass-* or fail-* beside a policy in ..\n"]);
});
