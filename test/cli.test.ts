import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runWarm, type WarmResult } from "./support/command.ts";
import { temporaryRepository } from "./support/repository.ts";

const root = join(import.meta.dirname, "..");

/** Runs the built command as a user would. */
function run(args: readonly string[], cwd = root): Promise<WarmResult> {
  return runWarm(args, { cwd, env: { PATH: process.env.PATH, HOME: process.env.HOME } });
}

test("the examples show a mistake of every system", async () => {
  const { status, output } = await run(["--format", "json", "examples"]);
  const rules: string[] = JSON.parse(output).findings.map((finding: { rule: string }) => finding.rule);
  const systems = ["gke-", "eks-", "k3d-", "k3s-", "microk8s-", "minikube-", "openshift-", "cilium-"];
  expect(systems.filter((system) => !rules.some((rule) => rule.startsWith(system)))).toEqual([]);
  expect(status).toBe(1);
});

test("the clean example has nothing to report", async () => {
  const { status, output } = await run(["--format", "json", "examples/clean-gke-flux"]);
  const report = JSON.parse(output);
  expect(report.findings).toEqual([]);
  expect(report.problems).toEqual([]);
  expect(report.summary.installs).toBeGreaterThan(3);
  expect(status).toBe(0);
});

test("--fail-on decides the exit code", async () => {
  expect((await run(["--fail-on", "never", "--quiet", "examples"])).status).toBe(0);
});

test("an empty repository is fine, and says where it looked", async () => {
  const { status, output, errors } = await run([], temporaryRepository({}));
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  expect(output).toMatch(/^No Istio install found/);
});

const wrong: readonly (readonly [name: string, args: readonly string[], files: Record<string, string>, message: RegExp])[] = [
  ["an unknown flag", ["--plaform", "gke"], {}, /--plaform.*--platform/],
  ["a missing directory", ["nowhere"], {}, /nowhere/],
  ["an unknown platform", ["--platform", "GKE"], {}, /gke, eks/],
  ["an unknown format", ["--format", "xml"], {}, /text, compact, json/],
  ["a misspelt rule", ["explain", "gke-platfrom"], {}, /did you mean gke-platform\?/],
  ["an unknown rule", ["explain", "something-else"], {}, /istio-preflight rules/],
  ["a missing configuration file", ["--config", "here.yaml"], {}, /here\.yaml/],
  [
    "an unknown configuration key",
    [],
    { ".istio-preflight.yaml": "clusters: []\nclutsers: []\n" },
    /\.istio-preflight\.yaml:2:\d+: .*clutsers.*did you mean `clusters`\?/,
  ],
  ["broken configuration", [], { ".istio-preflight.yaml": "rules: {\n" }, /\.istio-preflight\.yaml:\d:\d+: /],
  ["an unknown rule in the configuration", [], { ".istio-preflight.yaml": "rules: { gke: off }\n" }, /\.istio-preflight\.yaml:1:15: .*gke/],
];

for (const [name, args, files, message] of wrong) {
  test(`${name} is one line on stderr and exit code 2`, async () => {
    const { status, output, errors } = await run(args, temporaryRepository(files));
    expect({ status, output, lines: errors.trim().split("\n").length }).toEqual({ status: 2, output: "", lines: 1 });
    expect(errors).toMatch(message);
  });
}

test("configuration that is a link is refused, and not quoted", async () => {
  const outside = temporaryRepository({ "secret.yaml": "password: hunter2\n" });
  const directory = temporaryRepository({});
  symlinkSync(join(outside, "secret.yaml"), join(directory, ".istio-preflight.yaml"));
  const { status, errors } = await run([], directory);
  expect(status).toBe(2);
  expect(errors).not.toMatch(/password|hunter2/);
});

test("the configuration names clusters and turns rules off", async () => {
  const application = readFileSync(join(root, "examples/gke-argocd/argocd/istio/cni.yaml"), "utf8");
  const configuration = (rules: string) =>
    `clusters:\n  - name: edge\n    platform: microk8s\n    paths: ["apps/**"]\nrules: { ${rules} }\nexclude: ["old/**"]\n`;
  const files = { "apps/cni.yaml": application, "old/cni.yaml": application };
  const found = async (rules: string) => {
    const directory = temporaryRepository({ ...files, ".istio-preflight.yaml": configuration(rules) });
    const { findings } = JSON.parse((await run(["--format", "json"], directory)).output);
    return findings.map((finding: { rule: string; cluster: string; severity: string }) => [
      finding.rule,
      finding.cluster,
      finding.severity,
    ]);
  };
  expect(await found("microk8s-cni-dirs: warning")).toEqual([["microk8s-cni-dirs", "edge", "warning"]]);
  expect(await found("microk8s-cni-dirs: off")).toEqual([]);
});

test("several formats go to several files", async () => {
  const directory = temporaryRepository({});
  const { output } = await run(["--format", "json", "--output", "report.json", "--format", "text"], directory);
  expect(output).toMatch(/^No Istio install/);
  expect(JSON.parse(readFileSync(join(directory, "report.json"), "utf8"))).toMatchObject({ schemaVersion: 1, findings: [] });
});

test("--help, --version, rules and explain print and succeed", async () => {
  expect(await run(["--help"])).toMatchObject({ status: 0, output: expect.stringMatching(/Usage:[\s\S]*Exit codes:/) });
  expect(await run(["inspect", "--help"])).toMatchObject({ status: 0, output: expect.stringMatching(/inspect/) });
  expect(await run(["--version"])).toMatchObject({ status: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(await run(["rules"])).toMatchObject({ status: 0, output: expect.stringMatching(/gke-platform/) });
  expect(await run(["explain", "gke-platform"])).toMatchObject({ status: 0, output: expect.stringMatching(/istio\.io/) });
});

test("a path may be a file, which may name others", async () => {
  const script = "#!/bin/sh\nk3d cluster create x\nhelm install istio-cni istio/cni --version 1.29.0 -f values/cni.yaml\n";
  const files = { "a/up.sh": script, "a/values/cni.yaml": "profile: ambient\n", "a/other.sh": script };
  const { output } = await run(["--format", "json", "a/up.sh"], temporaryRepository(files));
  const report = JSON.parse(output);
  expect(report.findings.map(({ rule, file, line }: { rule: string; file: string; line: number }) => [rule, file, line])).toEqual([
    ["k3d-cni-dirs", "a/values/cni.yaml", 1],
  ]);
  expect(report.summary).toMatchObject({ files: 1, installs: 1 });
});

const k3dScript = `#!/bin/sh
k3d cluster create mesh --image rancher/k3s:v1.32.2-k3s1
helm install istio-cni istio/cni -n istio-system --version 1.29.0 \\
  --set profile=ambient
`;

test("--fix writes the fix, and nothing else changes", async () => {
  const directory = temporaryRepository({ "install.sh": k3dScript });
  const shown = await run(["--fix-dry-run"], directory);
  expect(shown.status).toBe(1);
  expect(readFileSync(join(directory, "install.sh"), "utf8")).toBe(k3dScript);
  const written = await run(["--fix", "--quiet"], directory);
  expect(written).toMatchObject({ status: 0, errors: "1 fix written\n" });
  const fixed = k3dScript.replace("profile=ambient", "profile=ambient \\\n  --set global.platform=k3d");
  expect(readFileSync(join(directory, "install.sh"), "utf8")).toBe(fixed);
  expect((await run(["--fix", "--quiet"], directory)).errors).toBe("0 fixes written\n");
  expect(shown.output).toContain("+  --set global.platform=k3d");
});

test("--fix-dry-run shows all that --fix writes, also what one fix makes possible", async () => {
  const values = "global:\n  platform: k3s\nprofile: ambient\ncniBinDir: /opt/cni/bin\ncniConfDir: /etc/cni/net.d\n";
  const script = "#!/bin/sh\ncurl -sfL https://get.k3s.io | sh -\nhelm install istio-cni istio/cni --version 1.29.0 -f values.yaml\n";
  const directory = temporaryRepository({ "up.sh": script, "values.yaml": values });
  const { output } = await run(["--fix-dry-run"], directory);
  expect(readFileSync(join(directory, "values.yaml"), "utf8")).toBe(values);
  execFileSync("git", ["init", "--quiet"], { cwd: directory });
  execFileSync("git", ["apply", "-"], { cwd: directory, input: output });
  const patched = readFileSync(join(directory, "values.yaml"), "utf8");
  expect(patched).toBe("global:\n  platform: k3s\nprofile: ambient\n");
  writeFileSync(join(directory, "values.yaml"), values);
  expect(await run(["--fix", "--quiet"], directory)).toMatchObject({ status: 0, errors: "2 fixes written\n" });
  expect(readFileSync(join(directory, "values.yaml"), "utf8")).toBe(patched);
});

test("--fix leaves a link alone, and says so", async () => {
  const directory = temporaryRepository({ "install.txt": k3dScript });
  symlinkSync("install.txt", join(directory, "install.sh"));
  const { status, errors } = await run(["--fix", "--quiet"], directory);
  expect(status).toBe(1);
  expect(errors).toMatch(/^0 fixes written\n1 fix left to you:\n {2}install\.sh:3: Set `global\.platform: k3d`: `install\.sh` is a link/);
  expect(readFileSync(join(directory, "install.txt"), "utf8")).toBe(k3dScript);
});

test("--fix names what it may not replace, and writes the rest", async () => {
  const long = `${"x".repeat(242)}.sh`;
  const directory = temporaryRepository({ "a/read-only.sh": k3dScript, "b/linked.sh": k3dScript, [`c/${long}`]: k3dScript });
  chmodSync(join(directory, "a/read-only.sh"), 0o444);
  linkSync(join(directory, "b/linked.sh"), join(directory, "b/other.txt"));
  const { status, errors } = await run(["--fix", "--quiet"], directory);
  expect(status).toBe(1);
  expect(errors.split("\n")).toEqual([
    "1 fix written",
    "2 fixes left to you:",
    "  a/read-only.sh:3: Set `global.platform: k3d`: `a/read-only.sh` is read-only",
    "  b/linked.sh:3: Set `global.platform: k3d`: `b/linked.sh` has other names (hard links), which would keep the old text",
    "",
  ]);
  expect(readFileSync(join(directory, "c", long), "utf8")).toContain("--set global.platform=k3d");
  for (const file of ["a/read-only.sh", "b/linked.sh", "b/other.txt"]) expect(readFileSync(join(directory, file), "utf8")).toBe(k3dScript);
});

test("--fix keeps the mode, the byte order mark and the line breaks of a file", async () => {
  const values = "\ufeffprofile: ambient\r\n# the end\r\nlogLevel: info\r\n";
  const script =
    "#!/bin/sh\nk3d cluster create mesh --image rancher/k3s:v1.32.2-k3s1\nhelm install istio-cni istio/cni --version 1.29.0 -f values.yaml\n";
  const directory = temporaryRepository({ "up.sh": script, "values.yaml": values });
  chmodSync(join(directory, "values.yaml"), 0o640);
  expect(await run(["--fix", "--quiet"], directory)).toMatchObject({ status: 0, errors: "1 fix written\n" });
  expect(readFileSync(join(directory, "values.yaml"), "utf8")).toBe(`\ufeffglobal:\r\n  platform: k3d\r\n${values.slice(1)}`);
  expect(statSync(join(directory, "values.yaml")).mode & 0o777).toBe(0o640);
  expect(readdirSync(directory).sort()).toEqual(expect.arrayContaining(["up.sh", "values.yaml"]));
});

test("--fix leaves to a person what another cluster is made from too", async () => {
  const script = (create: string) => `#!/bin/sh\n${create}\nhelm install istio-cni istio/cni --version 1.29.0 -f ../values.yaml\n`;
  const files = {
    "a/up.sh": script("k3d cluster create mesh --image rancher/k3s:v1.32.2-k3s1"),
    "b/up.sh": script("kind create cluster"),
    "values.yaml": "profile: ambient\n",
  };
  const { status, errors } = await run(["--fix", "--quiet"], temporaryRepository(files));
  expect(status).toBe(1);
  expect(errors).toMatch(/^0 fixes written\n1 fix left to you:\n {2}values\.yaml:1: .*: cluster b\S* is made from the same lines\n$/);
});

test("init writes what was inferred, and the check believes it", async () => {
  const directory = temporaryRepository({ "install.sh": k3dScript });
  const { status, output } = await run(["init"], directory);
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining("1 install in 1 cluster") });
  expect(readFileSync(join(directory, ".istio-preflight.yaml"), "utf8")).toContain("  - name: install.sh\n    platform: k3d\n");
  expect(readFileSync(join(directory, ".github/workflows/istio-preflight.yml"), "utf8")).toContain(
    "uses: istio-preflight/istio-preflight@",
  );
  const report = JSON.parse((await run(["inspect", "--format", "json"], directory)).output);
  expect(report.clusters[0].platformSource).toBe("configuration");
  expect(await run(["init"], directory)).toMatchObject({ status: 2, errors: expect.stringContaining("is here already") });
});

test.each([
  [["chekc"], /There is no command or path "chekc"; did you mean `check`\?/],
  [["--formt", "json"], /Unknown option '--formt'\. Did you mean `--format`\?/],
])("%j names what is nearest", async (args, message) => {
  const { status, errors } = await run(args, temporaryRepository({ "install.sh": k3dScript }));
  expect(status).toBe(2);
  expect(errors).toMatch(message);
});

test("help is a command too", async () => {
  const directory = temporaryRepository({});
  expect((await run(["help"], directory)).output).toBe((await run(["--help"], directory)).output);
  expect((await run(["help", "inspect"], directory)).output).toBe((await run(["inspect", "--help"], directory)).output);
});
