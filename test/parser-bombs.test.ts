import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Cost, measureCost } from "./support/cost.ts";
import { largest, type ParserBomb } from "./support/parser-bombs/bomb.ts";
import { formBombs } from "./support/parser-bombs/forms.ts";
import { type Product, products } from "./support/parser-bombs/products.ts";
import { scriptBombs } from "./support/parser-bombs/scripts.ts";
import { yamlBombs } from "./support/parser-bombs/yaml.ts";

/** An install with a mistake that must still be found, whatever lies beside it. */
const install =
  "#!/bin/sh\nk3d cluster create mesh\nhelm install istio-cni istio/cni -n istio-system --version 1.29.0 --set profile=ambient\n";

interface Reported {
  readonly findings: readonly { readonly file: string }[];
  readonly problems: readonly { readonly code: string; readonly message: string; readonly file?: string; readonly line?: number }[];
}

/** Large texts are made when they are written. */
type Files = Readonly<Record<string, string | (() => string)>>;

/** What a run over some files has cost, and what it says. */
async function run(files: Files): Promise<Cost & Reported> {
  const folder = mkdtempSync(join(tmpdir(), "parser-bombs-"));
  const checkout = join(folder, "checkout");
  try {
    for (const [path, text] of [...Object.entries(files), ["ok/install.sh", install] as const]) {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      writeFileSync(join(checkout, path), typeof text === "string" ? text : text());
    }
    execFileSync("git", ["init", "--quiet"], { cwd: checkout });
    const output = join(folder, "report.json");
    const args = ["--format", "json", "--output", output, "--kustomize", "off"];
    const cost = await measureCost(args, { cwd: checkout, env: { PATH: process.env.PATH, HOME: folder }, timeout: 600_000 });
    if (!existsSync(output)) throw new Error(withoutReport(cost, Object.keys(files)));
    return { ...cost, ...(JSON.parse(readFileSync(output, "utf8")) as Reported) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withoutReport({ status, signal, seconds, mebibytes, stderr }: Cost, files: readonly string[]): string {
  const end = `exit code ${status}, signal ${signal}, ${seconds} s, ${Math.round(mebibytes)} MiB`;
  return `A run over ${files.slice(0, 10).join(", ")} left no report (${end}):\n${stderr}`;
}

/** How many bombs lie in one checkout, where they cost no more together than one of them may alone. */
const together = (size: number) => (size === largest ? 8 : 1);

/** What is wrong with how some files of so many bytes ended; their problems are known where they are as large as files may be. */
async function faultsOf(bombs: readonly ParserBomb[], size: number): Promise<string[]> {
  const files = bombs.flatMap(({ path, text, beside = {} }) => [[path, () => text(size)] as const, ...Object.entries(beside)]);
  const { status, seconds, mebibytes, findings, problems } = await run(Object.fromEntries(files));
  const names = bombs.map(({ name }) => name).join(", ");
  const faults = {
    [`end with ${status}`]: status !== 1,
    [`take ${seconds} s`]: !(seconds < 12),
    [`take ${mebibytes} MiB`]: !(mebibytes < 400),
    "hide the install beside them": !findings.some(({ file }) => file === "ok/install.sh"),
    "give reasons that are not for people": problems.some(({ message }) => /call stack|RangeError|out of memory|heap/i.test(message)),
  };
  return [
    ...Object.entries(faults).flatMap(([fault, isSo]) => (isSo ? [`${names} ${fault}`] : [])),
    ...(size === largest ? bombs.flatMap((bomb) => withoutProblem(bomb, problems)) : []),
  ];
}

function withoutProblem({ name, path, problemIn = path, code, line }: ParserBomb, problems: Reported["problems"]): string[] {
  const own = problems.filter(({ file }) => file === problemIn);
  if (own.some((problem) => problem.code === code && problem.line === line)) return [];
  return [`${name} has no ${code} in line ${line}, but ${own.map((problem) => `${problem.code} in line ${problem.line}`).slice(0, 3)}`];
}

/** Two checkouts at a time, as processor time does not depend on what runs beside it. */
async function faultsOfAll(bombs: readonly ParserBomb[], size: number): Promise<string[]> {
  const waiting = [...bombs];
  const faults: string[] = [];
  const work = async () => {
    for (let some = waiting.splice(0, together(size)); some.length > 0; some = waiting.splice(0, together(size)))
      faults.push(...(await faultsOf(some, size)));
  };
  await Promise.all([work(), work()]);
  return faults;
}

const patience = 1_800_000;

describe.each([
  ["YAML", yamlBombs],
  ["the files of tools", formBombs],
  ["scripts and Terraform", scriptBombs],
])("five megabytes of %s", (_, bombs) => {
  it("are a problem at its line, at little cost", { timeout: patience }, async () => {
    expect(await faultsOfAll(bombs, largest)).toEqual([]);
  });
});

/** Those that cost most where no bound on their length ends them. */
const dearest: readonly (readonly [name: RegExp, size: number])[] = [
  [/^YAML: (anchors|quotes in quotes|colons|brackets|pairs in lists|stairs)$/, 1_900_000],
  [/^(helmfile-releases|helmfile-values|flux-from|terraform-file)\//, 1_900_000],
  [/^shell: "(`|\$\(|\\"\$\(|a=\$a\$a\\n|x |<\()"$/, 490_000],
  [/^(makefile|makefile-variables|justfile|helm-files|helm-sets|workflow)\//, 490_000],
  [/^Terraform: "(\\"\$\{|\[)"$/, 250_000],
];

describe.each(dearest)("%s just below the bound on its length", (name, size) => {
  it("costs little", { timeout: patience }, async () => {
    const bombs = [...yamlBombs, ...formBombs, ...scriptBombs].filter((bomb) => name.test(bomb.name));
    expect(bombs).not.toEqual([]);
    expect(await faultsOfAll(bombs, size)).toEqual([]);
  });
});

describe.each(Object.entries<Product>(products))("%s", (_, { files, code, file, line }) => {
  it("are bounded, and a problem at their line", { timeout: patience }, async () => {
    const { status, seconds, mebibytes, findings, problems } = await run(files);
    expect({ status, problems }).toMatchObject({
      status: 1,
      problems: expect.arrayContaining([expect.objectContaining({ code, file, line })]),
    });
    expect(findings.map((finding) => finding.file)).toContain("ok/install.sh");
    expect(seconds).toBeLessThan(12);
    expect(mebibytes).toBeLessThan(400);
  });
});

it("two hundred of them cost no more than some of them", { timeout: patience }, async () => {
  const kinds = [...yamlBombs, ...formBombs, ...scriptBombs];
  const files: Record<string, string | (() => string)> = {};
  const expected: string[] = [];
  for (let index = 0; index < 200; index++) {
    const bomb = kinds[index % kinds.length] as ParserBomb;
    for (const [path, text] of Object.entries(bomb.beside ?? {})) files[`${index}/${path}`] = text;
    files[`${index}/${bomb.path}`] = () => bomb.text(largest);
    expected.push(`${index}/${bomb.path}`);
  }
  const { status, seconds, mebibytes, findings, problems } = await run(files);
  expect(status).toBe(1);
  const told = new Set(problems.map(({ file }) => file));
  expect(expected.filter((path) => !told.has(path))).toEqual([]);
  expect(findings.map(({ file }) => file)).toContain("ok/install.sh");
  expect(seconds).toBeLessThan(30);
  expect(mebibytes).toBeLessThan(600);
});
