import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

let consumer: string;
let files: string[];

beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), "consumer-"));
  const packed = JSON.parse(run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", consumer], root));
  const [{ filename, files: listed }] = Array.isArray(packed) ? packed : Object.values<never>(packed);
  files = listed.map(({ path }: { path: string }) => path);
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${filename}`], consumer);
});

afterAll(() => rmSync(consumer, { recursive: true }));

describe("the package", () => {
  test("publishes what users run, import and read, and nothing else", () => {
    const known =
      /^(?:dist\/(?:cli|index|policy)\.js|dist\/LICENSES\.txt|dist\/chunks\/|dist\/types\/|schemas\/|docs\/policies\.md$|docs\/rules\/|(?:LICENSE|README(?:\.zh-CN)?\.md|CHANGELOG\.md|package\.json)$)/;
    expect(files.filter((path) => !known.test(path))).toEqual([]);
    expect(files).toContain("dist/LICENSES.txt");
  });

  test("brings no other package with it", () => {
    const lock = JSON.parse(readFileSync(join(consumer, "package-lock.json"), "utf8"));
    expect(Object.keys(lock.packages)).toEqual(["", "node_modules/istio-preflight"]);
  });

  test("is one that publint has nothing to say about", async () => {
    const { messages, pkg } = await publint({ pkgDir: join(consumer, "node_modules/istio-preflight"), pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg ?? {}))).toEqual([]);
  });

  test("has a command that checks a repository", () => {
    cpSync(join(root, "examples/clean-gke-flux"), join(consumer, "clean"), { recursive: true });
    const command = join(consumer, "node_modules/.bin/istio-preflight");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(run(command, ["--version"], consumer)).toBe(`${version}\n`);
    expect(JSON.parse(run(command, ["clean", "--format", "json"], consumer))).toMatchObject({ summary: { clusters: 1, errors: 0 } });
  });

  test("has a library that runs", () => {
    const script = `
      import { definePolicy, inspect, lint, UsageError } from "istio-preflight";
      import { definePolicy as same } from "istio-preflight/policy";
      const { clusters } = await inspect({ cwd: "clean" });
      const policy = same({ id: "no-istiod", title: "Install no istiod", severity: "error", description: "", remedy: "", links: [],
        *check({ installs }) { for (const [index, { component }] of installs.entries()) if (component === "istiod") yield { message: "There is one", at: "/installs/" + index }; } });
      const { findings } = await lint({ cwd: "clean", policies: [policy] });
      const refused = await lint({ cwd: "clean", paths: ["nowhere"] }).catch((error) => error instanceof UsageError);
      console.log(JSON.stringify([clusters.map(({ platform }) => platform), findings.map(({ rule }) => rule), refused, definePolicy === same]));`;
    expect(JSON.parse(run(process.execPath, ["--input-type=module", "-e", script], consumer))).toEqual([
      ["gke"],
      ["no-istiod"],
      true,
      true,
    ]);
  });

  test.each([
    ["NodeNext", "NodeNext"],
    ["ESNext", "Bundler"],
  ])("has types that hold in strict projects without Node's types (module %s)", (module, moduleResolution) => {
    const folder = join(consumer, module);
    mkdirSync(folder);
    writeFileSync(join(folder, "check.ts"), consumerSource);
    const compilerOptions = {
      module,
      moduleResolution,
      target: "ES2022",
      lib: ["ES2022"],
      types: [],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      exactOptionalPropertyTypes: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["check.ts"] }));
    expect(run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], consumer)).toBe("");
  });
});

const consumerSource = `
import { definePolicy, type Finding, inspect, lint, type Policy, type Report } from "istio-preflight";
import { type ClusterDocument, definePolicy as fromPolicy, isInRange, type Violation } from "istio-preflight/policy";

export const policy: Policy = definePolicy({
  id: "pinned-versions",
  title: "Pin the version of every chart",
  severity: "warning",
  platforms: ["gke"],
  description: "",
  remedy: "",
  links: [],
  *check(cluster: ClusterDocument): Generator<Violation> {
    for (const [index, install] of cluster.installs.entries()) {
      if (install.versionAssumed || !isInRange(install.version ?? "", ">=1.24")) yield { message: install.component, at: \`/installs/\${index}\` };
    }
  },
});
// @ts-expect-error A severity that does not exist must not compile.
fromPolicy({ ...policy, severity: "fatal" });
const report: Report = await lint({ cwd: ".", platform: "gke", policies: [policy] });
const first: Finding | undefined = report.findings[0];
export const place = [first?.location.file, (await inspect({ cwd: "." })).clusters[0]?.installs[0]?.effective];
`;

function run(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: "utf8", stdio: "pipe", env: { ...process.env, npm_config_loglevel: "error" } });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(" ")}:\n${stdout}\n${stderr}`);
  }
}
