import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { diffLines } from "diff";
import { createColors } from "picocolors";
import { writeOutput } from "../files/writing/output.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { lint } from "../pipeline/lint.ts";
import { renderFindingLines } from "../report/finding-lines.ts";

export interface TestOptions {
  readonly directory: string | undefined;
  /** True if the actual findings replace the expected ones. */
  readonly update: boolean;
  readonly color: boolean;
}

/** A folder of input, and the policies that check it. */
interface PolicyCase {
  readonly folder: string;
  readonly policies: readonly string[];
}

/** `test`: checks folders of input with the policy beside them; returns the text to print, and 1 if any result is unexpected. */
export async function testPolicies({ directory = ".", update, color }: TestOptions): Promise<{ text: string; code: number }> {
  const cases = findCasesBelow(directory);
  if (cases.length === 0) throw new UsageError(`There are no folders pass-* or fail-* beside a policy in ${directory}.`);
  const colors = createColors(color);
  const lines: string[] = [];
  let failures = 0;
  for (const tested of cases) {
    const wrong = await run(tested, update);
    if (wrong.length > 0) failures += 1;
    lines.push(`${wrong.length > 0 ? colors.red("fail") : colors.green("ok  ")} ${tested.folder}`);
    for (const line of wrong) lines.push(`       ${chooseColor(line, colors)(line)}`);
  }
  lines.push("", failures === 0 ? colors.green(`${cases.length} passed`) : colors.red(`${failures} of ${cases.length} failed`));
  return { text: `${lines.join("\n")}\n`, code: failures === 0 ? 0 : 1 };
}

function chooseColor(line: string, colors: ReturnType<typeof createColors>): (text: string) => string {
  if (line.startsWith("+")) return colors.green;
  return line.startsWith("-") ? colors.red : String;
}

/** Returns the differences from the expected result as lines; a diff if the findings differ. */
async function run({ folder, policies }: PolicyCase, update: boolean): Promise<string[]> {
  const named = new Map(policies.map((file) => [relative(folder, file), file]));
  const report = await lintCase(folder, [...named.keys()]);
  if (typeof report === "string") return [fromHere(report, named)];
  const own = new Set((report.customRules ?? []).map(({ id }) => id));
  const failed = report.problems.filter(({ code }) => code === "policy-failed");
  if (failed.length > 0) return failed.map((problem) => `${formatCasePlace(problem, folder)}${fromHere(problem.message, named)}`);
  if (report.summary.installs === 0) return ["nothing is installed here, so this folder proves nothing"];
  const found = renderFindingLines(report.findings.filter(({ rule }) => own.has(rule)));
  const isPassing = basename(folder).startsWith("pass-");
  if (isPassing !== (found === ""))
    return [isPassing ? "it must pass, but:" : "it must fail, but nothing is found", ...found.split("\n").slice(0, -1)];
  const expectedFile = join(folder, "expected.txt");
  const expected = existsSync(expectedFile) ? readFileSync(expectedFile, "utf8").replaceAll("\r\n", "\n") : "";
  if (found === expected) return [];
  if (!update) return [...formatDifference(expected, found), "(--update writes what is found)"];
  await writeOutput(".", expectedFile, found);
  return [];
}

/** Reports an invalid policy as a test failure, so that the other policies are still tested. */
async function lintCase(folder: string, policyFiles: readonly string[]): Promise<Report | string> {
  try {
    return await lint({ cwd: folder, kustomize: "off", policyFiles });
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function formatCasePlace({ location }: Report["problems"][number], folder: string): string {
  return location ? `${join(folder, location.file)}:${location.line}: ` : "";
}

/** Converts policy paths in a message from relative to the case to relative to the working directory. */
function fromHere(message: string, named: ReadonlyMap<string, string>): string {
  return [...named].reduce((text, [there, here]) => text.replaceAll(there, here), message);
}

function formatDifference(expected: string, found: string): string[] {
  return diffLines(expected, found).flatMap(({ added, removed, value }) => {
    const removal = removed ? "-" : " ";
    const mark = added ? "+" : removal;
    return value
      .split("\n")
      .slice(0, -1)
      .map((line) => `${mark} ${line}`);
  });
}

const depthLimit = 20;

function findCasesBelow(directory: string): PolicyCase[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) throw new UsageError(`There is no directory ${directory}.`);
  if (/^(pass|fail)-/.test(basename(directory))) return findCase(dirname(directory), basename(directory));
  return [...listFoldersBelow(directory, 0)].flatMap((folder) =>
    listFileNames(folder).flatMap((name) => (isCase(folder, name) ? findCase(folder, name) : [])),
  );
}

function* listFoldersBelow(directory: string, depth: number): Generator<string> {
  yield directory;
  if (depth === depthLimit) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const isSearched = entry.isDirectory() && !/^(\.|node_modules$|pass-|fail-)/.test(entry.name);
    if (isSearched) yield* listFoldersBelow(join(directory, entry.name), depth + 1);
  }
}

function isCase(folder: string, name: string): boolean {
  return /^(pass|fail)-/.test(name) && statSync(join(folder, name)).isDirectory();
}

/** A policy is next to its folder of tests, with the same name, or inside it. */
function findCase(folder: string, name: string): PolicyCase[] {
  const beside = [`${folder}.json`, `${folder}.ts`].filter((file) => existsSync(file));
  const within = listFileNames(folder)
    .filter((file) => /\.(json|ts)$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file));
  const policies = beside.length > 0 ? beside : within;
  return policies.length > 0 ? [{ folder: join(folder, name), policies }] : [];
}

function listFileNames(folder: string): string[] {
  return readdirSync(folder).sort();
}
