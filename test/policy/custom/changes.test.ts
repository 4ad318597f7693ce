import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../../support/bundle.ts";
import { commitAll } from "../../support/history.ts";
import { temporaryRepository } from "../../support/repository.ts";

let cli: string;
let remove: () => void;

beforeAll(async () => {
  ({ cli, remove } = await bundle());
});

afterAll(() => remove());

const install = (version: string) =>
  `#!/bin/sh\nhelm install istiod istio/istiod -n istio-system --version ${version}\nhelm install istio-base istio/base -n istio-system --version 1.30.1\n`;

const pin = `import { definePolicy } from "istio-preflight/policy";
import { wanted } from "./lib/wanted.ts";

export default definePolicy({
  id: "acme/pin-version",
  title: "Pin the version",
  severity: "error",
  description: "Other versions are not tested.",
  remedy: "Pin it.",
  links: [],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      if (install.version !== wanted) yield { at: "/installs/" + index + "/version", message: install.component + " is " + install.version };
    }
  },
});
`;

const files = {
  "install.sh": install("1.29.0"),
  ".istio-preflight.yaml": 'policies: ["policies/*.ts"]\n',
  "policies/pin.ts": pin,
  "policies/lib/wanted.ts": 'export const wanted = "1.30.1";\n',
};

function findingsSince(ref: string, cwd: string): readonly string[] {
  const args = [cli, "--changed-since", ref, "--format", "json", "--kustomize", "off"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  if (status === 2) throw new Error(stderr);
  return JSON.parse(stdout).findings.map(({ rule, line }: { rule: string; line: number }) => `${rule} ${line}`);
}

test("what was against a policy before the change is not new", () => {
  const cwd = temporaryRepository(files);
  const ref = commitAll(cwd);
  expect(findingsSince(ref, cwd)).toEqual([]);
  writeFileSync(join(cwd, "install.sh"), install("1.29.0").replaceAll("1.30.1", "1.28.0"));
  expect(findingsSince(ref, cwd).filter((line: string) => line.startsWith("acme/"))).toEqual(["acme/pin-version 3"]);
});

test("a policy that is new, or asks for more, is held against both trees", () => {
  const { ".istio-preflight.yaml": configuration, "policies/pin.ts": policy, ...before } = files;
  const cwd = temporaryRepository(before);
  const ref = commitAll(cwd);
  writeFileSync(join(cwd, ".istio-preflight.yaml"), configuration);
  writeFileSync(join(cwd, "policies/pin.ts"), policy);
  expect(findingsSince(ref, cwd)).toEqual([]);
  writeFileSync(join(cwd, "policies/lib/wanted.ts"), 'export const wanted = "1.31.0";\n');
  expect(findingsSince(ref, cwd)).toEqual([]);
  writeFileSync(join(cwd, "install.sh"), `${install("1.29.0")}helm install ingress istio/gateway -n ingress --version 1.29.0\n`);
  expect(findingsSince(ref, cwd)).toEqual(["acme/pin-version 4"]);
});

test("a policy that is gone is no reason to fail, whatever the earlier configuration says of its rule", () => {
  const cwd = temporaryRepository({
    ...files,
    ".istio-preflight.yaml": `${files[".istio-preflight.yaml"]}rules: { acme/pin-version: warning }\n`,
  });
  const ref = commitAll(cwd);
  rmSync(join(cwd, "policies"), { recursive: true });
  writeFileSync(join(cwd, ".istio-preflight.yaml"), "rules: {}\n");
  expect(findingsSince(ref, cwd)).toEqual([]);
});
