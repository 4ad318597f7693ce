import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import schema from "../schemas/cluster.schema.json" with { type: "json" };
import { policyLimits } from "../src/policy/limits.ts";

const root = join(import.meta.dirname, "..");
const guide = readFileSync(join(root, "docs/policies.md"), "utf8");

let folder: string;
let packed: string;

beforeAll(() => {
  const [place, elsewhere] = [mkdtempSync(join(tmpdir(), "guide-")), mkdtempSync(join(tmpdir(), "packed-"))];
  const answer = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", elsewhere], { cwd: root, stdio: "pipe" });
  const listed = JSON.parse(answer.toString());
  const [{ filename }] = Array.isArray(listed) ? listed : Object.values<never>(listed);
  [folder, packed] = [place, join(elsewhere, filename)];
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(dirname(packed), { recursive: true });
});

test("the guide works word for word in an empty folder", async () => {
  const followed = guide.replace(block, (whole, language: string, text: string, at: number) => {
    const path = fileNamedBefore(at);
    if (language === "console")
      return `\`\`\`console\n${text.replace(command, (_, line: string, output: string) => shown(line, output))}\`\`\``;
    if (path !== undefined) write(path, text);
    else if (language === "sh") for (const line of text.trim().split("\n")) expect(run(line).status, line).toBe(0);
    else throw new Error(`Nothing says which file this is:\n${text}`);
    return whole;
  });
  await expect(followed).toMatchFileSnapshot("../docs/policies.md");
});

test("its TypeScript is what the types allow", () => {
  const compilerOptions = {
    module: "NodeNext",
    moduleResolution: "NodeNext",
    target: "ES2022",
    lib: ["ES2022"],
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  };
  write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["policies", "packs"] }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
    encoding: "utf8",
  });
  expect(stdout + stderr).toBe("");
  expect(status).toBe(0);
});

// Nothing here can run Rego: what can be wrong with it is the names.
test("its Rego asks for what the document has", () => {
  const rego = /```rego\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
  const properties = (type: "ClusterDocument" | "Install") => Object.keys(schema.$defs[type].properties);
  const asked = (name: string) => [...rego.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))].map(([, property]) => property);
  expect(asked("input")).toEqual(["clusters"]);
  expect(properties("ClusterDocument")).toEqual(expect.arrayContaining(asked("cluster")));
  expect(properties("Install")).toEqual(expect.arrayContaining(asked("install")));
});

test("it has the bounds that hold", () => {
  expect(guide).toContain(`| memory | ${policyLimits.memory / 1024 ** 2} MiB for each policy in TypeScript`);
  expect(guide).toContain(`| findings | ${policyLimits.findings.toLocaleString("en-US")} and 4 MiB of text`);
  const engine = readFileSync(join(root, "src/policy/custom/sandbox/quickjs-engine.ts"), "utf8");
  for (const bound of ["stackLimit = 512 * 1024", "longestFindings = 4 * 1024 * 1024"]) expect(engine).toContain(bound);
});

const block = /^```(\w+)\n([\s\S]*?)^```/gm;
const command = /^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm;

/** The last name in backticks of the line that introduces a block. */
function fileNamedBefore(at: number): string | undefined {
  const line = guide.slice(0, at).trimEnd().split("\n").at(-1) ?? "";
  return /`([^`]+\.\w+)`[^`]*[:.]?$/.exec(line)?.[1];
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function shown(line: string, output: string): string {
  return `$ ${line}\n${line.startsWith("conftest ") ? output : run(line).stdout}`;
}

function run(line: string): { readonly status: number | null; readonly stdout: string } {
  const local = line.replace("npm install --save-dev istio-preflight", `npm install --save-dev --offline --no-audit --no-fund '${packed}'`);
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, npm_config_offline: "true", npm_config_loglevel: "error", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", local], { cwd: folder, encoding: "utf8", env });
  if (status !== 0 && status !== 1) throw new Error(`${line}:\n${stderr}`);
  return { status, stdout };
}
