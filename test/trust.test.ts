import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { runCommand, runWarm, type WarmResult } from "./support/command.ts";
import { commitAll, git } from "./support/history.ts";
import { withoutPlatforms } from "./support/problems.ts";
import { referringFiles, sharedFiles } from "./support/references.ts";

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "trust-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

function run(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<WarmResult> {
  return runWarm(args, { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...environment } });
}

/** Everything that a run says, in every format that quotes values. */
async function everythingSaid(cwd: string): Promise<string> {
  const runs = [["inspect", "--format", "json"], ["inspect"], ["--format", "json"], ["--format", "text"], ["--format", "markdown"]];
  let said = "";
  for (const args of runs) said += (await run(cwd, args)).output;
  return said;
}

describe("what lies outside of the root", () => {
  const forms = Object.keys(sharedFiles);

  it("is read where it lies inside, or the next tests would prove nothing", async () => {
    const folder = temporaryFolder();
    write(folder, referringFiles("../shared"));
    write(join(folder, "shared"), Object.fromEntries(Object.values(sharedFiles)));
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    const said = await everythingSaid(folder);
    expect(forms.filter((form) => !said.includes(`canary-${form}-`))).toEqual([]);
  });

  it.each([
    ["..", (outside: string) => `../../${outside.split("/").at(-1)}`],
    ["an absolute path", (outside: string) => outside],
    ["a linked directory", () => "../linked"],
  ])("is not read through %s", async (how, base) => {
    const folder = temporaryFolder();
    const [outside, checkout] = [join(folder, "outside"), join(folder, "checkout")];
    write(outside, Object.fromEntries(Object.values(sharedFiles)));
    write(checkout, referringFiles(base(outside)));
    if (how === "a linked directory") symlinkSync(outside, join(checkout, "linked"));
    execFileSync("git", ["init", "--quiet"], { cwd: checkout });
    const said = await everythingSaid(checkout);
    expect(said).toContain("istio");
    expect(said).not.toMatch(/canary-/);
  });

  it("is not read through linked files, each of which is a problem", async () => {
    const folder = temporaryFolder();
    const [outside, checkout] = [join(folder, "outside"), join(folder, "checkout")];
    write(outside, Object.fromEntries(Object.values(sharedFiles)));
    write(checkout, referringFiles("../shared"));
    for (const [path] of Object.values(sharedFiles)) {
      mkdirSync(dirname(join(checkout, "shared", path)), { recursive: true });
      symlinkSync(join(outside, path), join(checkout, "shared", path));
    }
    execFileSync("git", ["init", "--quiet"], { cwd: checkout });
    expect(await everythingSaid(checkout)).not.toMatch(/canary-/);
    const { problems } = JSON.parse((await run(checkout, ["--format", "json"])).output);
    expect(problems.filter(({ code }: { code: string }) => code === "link-outside").length).toBeGreaterThan(3);
  });

  it.each([
    ["a directory that is named", ["deploy"]],
    ["a directory below it", ["deploy/istio"]],
    ["a file that is named", ["script.sh"]],
    ["the configuration", ["--config", "deploy/secret.yaml"]],
  ])("is not read where %s is a link of the repository", async (_, args) => {
    const folder = temporaryFolder();
    const [outside, checkout] = [join(folder, "outside"), join(folder, "checkout")];
    write(outside, { "istio/install.sh": "helm install canary istio/cni\n", "secret.yaml": "canary: 1\n" });
    write(checkout, { "README.md": "" });
    symlinkSync(outside, join(checkout, "deploy"));
    symlinkSync(join(outside, "istio/install.sh"), join(checkout, "script.sh"));
    const { status, output, errors } = await run(checkout, args);
    expect({ status, output }).toEqual({ status: 2, output: "" });
    expect(errors).toMatch(
      /^istio-preflight: [^\n]* link that leaves the working directory\.\n$|^istio-preflight: [^\n]* leaves the working directory through a link\.\n$/,
    );
    expect(errors).not.toContain("canary");
  });

  it("is not written where the output is a link of the repository, dangling or not", async () => {
    const folder = temporaryFolder();
    const [outside, checkout] = [join(folder, "outside"), join(folder, "checkout")];
    write(outside, { "kept.txt": "kept\n" });
    write(checkout, { "install.sh": "k3d cluster create a\n" });
    for (const [name, target] of [
      ["old", "kept.txt"],
      ["new", "made.txt"],
      ["out", ""],
    ] as const)
      symlinkSync(join(outside, target), join(checkout, name));
    for (const file of ["old", "new", "out/made.txt"]) {
      const { status, errors } = await run(checkout, ["--format", "sarif", "--output", file]);
      expect(status).toBe(2);
      expect(errors).toBe(`istio-preflight: Cannot write ${file}: it is a link, or behind one.\n`);
    }
    expect(readFileSync(join(outside, "kept.txt"), "utf8")).toBe("kept\n");
    expect(existsSync(join(outside, "made.txt"))).toBe(false);
    symlinkSync(join(outside, "kept.txt"), join(outside, "own"));
    await run(checkout, ["--format", "json", "--output", join(outside, "own")]);
    expect(readFileSync(join(outside, "kept.txt"), "utf8")).toContain("schemaVersion");
  });
});

it("is not read through a directory that has become a link since git tracks it", async () => {
  const folder = temporaryFolder();
  const [outside, checkout] = [join(folder, "outside"), join(folder, "checkout")];
  write(outside, Object.fromEntries(Object.values(sharedFiles)));
  write(checkout, referringFiles("../shared"));
  write(join(checkout, "shared"), Object.fromEntries(Object.values(sharedFiles)));
  execFileSync("git", ["init", "--quiet"], { cwd: checkout });
  execFileSync("git", ["add", "--all"], { cwd: checkout });
  rmSync(join(checkout, "shared"), { recursive: true });
  symlinkSync(outside, join(checkout, "shared"));
  expect(await everythingSaid(checkout)).not.toMatch(/canary-/);
  const { problems } = JSON.parse((await run(checkout, ["--format", "json"])).output);
  expect(problems.filter(({ code }: { code: string }) => code === "link-outside").length).toBeGreaterThan(3);
});

test("git fetches nothing that its index lacks, by whatever the repository says how", async () => {
  const folder = temporaryFolder();
  const [mark, checkout] = [join(folder, "mark"), join(folder, "checkout")];
  mkdirSync(checkout);
  git(checkout, "init", "--quiet");
  write(checkout, { "a/up.sh": "helm install istiod istio/istiod\n", "b/c/d.yaml": "a: 1\n" });
  commitAll(checkout);
  git(checkout, "sparse-checkout", "init", "--cone", "--sparse-index");
  git(checkout, "sparse-checkout", "set", "a");
  const tree = git(checkout, "rev-parse", "HEAD:b");
  rmSync(join(checkout, ".git/objects", tree.slice(0, 2), tree.slice(2)));
  for (const [name, value] of Object.entries({
    "core.repositoryFormatVersion": "1",
    "extensions.partialClone": "origin",
    "remote.origin.url": "ssh://127.0.0.1:9/x",
    "remote.origin.promisor": "true",
    "core.sshCommand": `touch ${mark}; false`,
  }))
    git(checkout, "config", name, value);
  expect((await run(checkout, ["inspect"])).output).toContain("istiod");
  expect(existsSync(mark)).toBe(false);
});

/** A folder of programs in front of all others, each of which leaves a mark with what it was given; `git` goes on to git. */
function programs(folder: string, bodies: Readonly<Record<string, string>>): string {
  const directory = join(folder, "programs");
  const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  for (const [name, body] of Object.entries({ git: `exec ${git} "$@"`, ...bodies })) {
    write(directory, { [name]: `#!/bin/sh\n{ echo "$0 $*"; export -p; } >> ${directory}/${name}.mark\n${body}\n` });
    chmodSync(join(directory, name), 0o755);
  }
  return directory;
}

const overlay = {
  "kustomization.yaml":
    "resources: [app.yaml]\nnamePrefix: eu-\npatches: [{patch: '[{op: add, path: /metadata/labels, value: {a: b}}]', target: {kind: Application}}]\n",
  "app.yaml":
    "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {chart: istiod, repoURL: https://blob.istio.io/istio-release/charts, targetRevision: 1.29.0}}\n",
};

describe("external programs", () => {
  it("are git and kustomize alone, whatever the repository names, and know nothing of ours", async () => {
    const folder = temporaryFolder();
    const others = ["helm", "istioctl", "terraform", "tofu", "curl", "wget", "ssh", "sops", "make", "sh", "bash", "node", "kubectl"];
    const directory = programs(folder, { ...Object.fromEntries(others.map((name) => [name, "exit 1"])), kustomize: "exit 0" });
    const checkout = join(folder, "checkout");
    write(checkout, { ...overlay, ...referringFiles("../shared"), istioctl: "#!/bin/sh\ntouch executed\n", ".envrc": "touch executed\n" });
    write(join(checkout, "shared"), Object.fromEntries(Object.values(sharedFiles)));
    execFileSync("git", ["init", "--quiet"], { cwd: checkout });
    chmodSync(join(checkout, "istioctl"), 0o755);
    await run(checkout, ["--format", "json"], {
      PATH: directory,
      GITHUB_TOKEN: "secret-1",
      AWS_SECRET_ACCESS_KEY: "secret-2",
      NODE_OPTIONS: "",
    });
    const marks = ["git", "kustomize", ...others].filter((name) => existsSync(join(directory, `${name}.mark`)));
    expect(marks).toEqual(["git", "kustomize"]);
    const told = marks.map((name) => readFileSync(join(directory, `${name}.mark`), "utf8")).join("");
    expect(told).not.toMatch(/secret-|NODE_OPTIONS|GITHUB_/);
    expect(told).toMatch(/GIT_TERMINAL_PROMPT=.0/);
    expect(existsSync(join(checkout, "executed"))).toBe(false);
  });

  test.each([
    ["never ends", "sleep 600", /longer than 10 seconds/],
    // On a busy machine its time may be over first.
    ["never stops talking", "cat /dev/zero", /it wrote more than 64 MiB|longer than 10 seconds/],
  ])(
    "one that %s is stopped, and the rest is checked",
    async (_, body, reason) => {
      const folder = temporaryFolder();
      const directory = programs(folder, { kustomize: `[ "$1" = version ] && exit 0\nexec ${body}` });
      const checkout = join(folder, "checkout");
      write(checkout, overlay);
      execFileSync("git", ["init", "--quiet"], { cwd: checkout });
      const { status, output } = await run(checkout, ["--format", "json"], { PATH: `${directory}:${process.env.PATH}` });
      const { problems, summary } = JSON.parse(output);
      expect(status).toBe(0);
      expect(summary.installs).toBe(1);
      expect(withoutPlatforms(problems)).toMatchObject([{ code: "kustomize-failed", message: expect.stringMatching(reason) }]);
    },
    60_000,
  );
});

test("no connection is opened, whatever addresses the repository names", async () => {
  const folder = temporaryFolder();
  const [mark, hook, checkout] = [join(folder, "mark"), join(folder, "hook.cjs"), join(folder, "checkout")];
  const told = `require("node:fs").appendFileSync(${JSON.stringify(mark)}, "x")`;
  const hooks = `const net = require("node:net");\nconst { connect } = net.Socket.prototype;\nnet.Socket.prototype.connect = function (...args) { ${told}; return connect.apply(this, args); };\nrequire("node:dns").lookup = () => ${told};\nrequire("node:dgram").createSocket = () => { ${told}; };\n`;
  writeFileSync(hook, hooks);
  write(checkout, {
    ...overlay,
    "base/kustomization.yaml": "resources: [https://127.0.0.1:9/x, github.com/acme/x?ref=main]\n",
    "up.sh":
      "#!/bin/sh\nhelm install istiod https://127.0.0.1:9/istiod.tgz -f https://127.0.0.1:9/values.yaml\nkubectl apply -f https://127.0.0.1:9/istio.yaml\n",
    "main.tf": 'module "istio" {\n  source = "git::https://127.0.0.1:9/istio.git"\n}\n',
    ".istio-preflight.yaml": "istioVersion: '1.30'\n",
  });
  execFileSync("git", ["init", "--quiet"], { cwd: checkout });
  const env = { PATH: process.env.PATH, HOME: checkout, NODE_OPTIONS: `--require=${hook}` };
  expect((await runCommand(["--format", "json"], { cwd: checkout, env })).code).toBe(0);
  expect(existsSync(mark)).toBe(false);
  // The hook works.
  spawnSync(process.execPath, ["-e", "require('node:net').connect(9, '127.0.0.1').on('error', () => {})"], {
    env: { NODE_OPTIONS: `--require=${hook}` },
  });
  expect(existsSync(mark)).toBe(true);
});

test.each([
  "kustomize: build",
  "network: true",
  "roots: [..]",
  "plugins: [./x.js]",
  "extends: ../x.yaml",
  "limits: {files: 1}",
  "token: x",
  "output: x",
])("the configuration cannot say `%s`", async (line) => {
  const folder = temporaryFolder();
  write(folder, { ".istio-preflight.yaml": `${line}\n` });
  const { status, errors } = await run(folder, []);
  expect(status).toBe(2);
  expect(errors).toMatch(/Unknown key/);
});
