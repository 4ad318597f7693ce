import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "../../../src/configuration/file.ts";
import { openBudget } from "../../../src/files/programs/budget.ts";
import { programLimits } from "../../../src/files/programs/limits.ts";
import { runProgram } from "../../../src/files/programs/run.ts";
import { detectWalls } from "../../../src/files/programs/walls.ts";
import { findKustomize } from "../../../src/forms/kustomize/program.ts";
import type { Problem } from "../../../src/model/finding.ts";
import { readTree } from "../../../src/pipeline/read-tree.ts";
import { commitAll, git } from "../../support/history.ts";
import { canaryInstall, type HostileKustomization, hostileKustomizations } from "../../support/hostile-kustomizations.ts";
import { type Loopback, openLoopback } from "../../support/loopback.ts";
import { kubectlProgram } from "../../support/programs.ts";

process.env.PATH = `${dirname(kubectlProgram())}:${process.env.PATH}`;

interface RunOverrides {
  readonly server: Loopback;
  readonly checkout: string;
  readonly cases: readonly HostileKustomization[];
}

/** A checkout with a directory for each case, a directory beside it that is none of its business, and a server. */
async function setUp(): Promise<RunOverrides> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kustomize-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [outside, checkout] = [join(folder, "outside"), join(folder, "checkout")];
  const bait = { "app.yaml": canaryInstall("outside"), "kustomization.yaml": "resources: [app.yaml]\n" };
  write(outside, bait);
  write(join(outside, "repository"), bait);
  git(join(outside, "repository"), "init", "--quiet");
  commitAll(join(outside, "repository"));
  const server = await openLoopback((number) => canaryInstall(String(number)));
  const cases = hostileKustomizations({ port: server.port, outside });
  for (const [number, { files }] of cases.entries()) {
    write(join(checkout, String(number)), files);
    symlinkSync(join(outside, "app.yaml"), join(checkout, `${number}/overlay/linked.yaml`));
    symlinkSync(outside, join(checkout, `${number}/linked`));
  }
  execFileSync("git", ["init", "--quiet"], { cwd: checkout });
  return { server, checkout, cases };
}

function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

/** Some of the disguises are enough here, which say the same to Kustomize. */
function isSampled(number: number, name: string, isWalled: boolean): boolean {
  return number % (isWalled ? 8 : 4) === 0 || !/, (?:another|upper|letters|a merge|merges|a key|quoted|a base|a component)/.test(name);
}

/** Gives Kustomize the repository's own text, as it is; the answers are what it says of each case. */
async function buildAsTheyAre({ checkout, cases }: RunOverrides, isWalled: boolean): Promise<string[]> {
  const said: string[] = [];
  const waiting = [...cases.entries()].filter(
    ([number, { name }]) => isSampled(number, name, isWalled) && (isWalled || !name.includes("github.com")),
  );
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const cwd = join(checkout, `${next[0]}/overlay`);
      const options = { cwd, home: dirname(cwd), env: { KUBECONFIG: devNull }, ...programLimits.kustomize, time: patient.time };
      const result = await runProgram(kubectlProgram(), ["kustomize", "."], { ...options, ...(isWalled && { network: "none" }) });
      said[next[0]] = "output" in result ? result.output.toString("utf8") : result.errors;
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return said;
}

const canary = /canary-/;
/** No walls, and time enough for a busy machine. */
const patient = { time: 300_000, budget: openBudget(600) };

test("without the list and without walls, Kustomize does as it is asked", { timeout: 600_000 }, async () => {
  const scene = await setUp();
  const { server, cases } = scene;
  const said = await buildAsTheyAre(scene, false);
  const keysOf = (numbers: readonly number[]) => new Set(numbers.map((number) => cases[number]?.name.replace(/, .*/, "")));
  const waysOf = (numbers: readonly number[]) => new Set(numbers.map((number) => cases[number]?.name.replace(/^.*, /, "")));
  const reached = [...server.seen];
  expect(reached.length).toBeGreaterThan(100);
  expect(keysOf(reached).size).toBeGreaterThan(20);
  expect(waysOf(reached).size).toBeGreaterThan(12);
  const told = [...cases.keys()].filter((number) => canary.test(said[number] ?? ""));
  expect(told.length).toBeGreaterThan(60);
  expect(waysOf(told)).toEqual(new Set([...waysOf(told), "a directory upwards", "a file's address", "a linked directory"]));
});

test("the list alone keeps Kustomize from the network and from everything outside", { timeout: 600_000 }, async () => {
  const { server, checkout, cases } = await setUp();
  const problems: Problem[] = [];
  const { configuration } = readConfiguration(checkout, undefined);
  const options = { cwd: checkout, kustomize: "build", configuration, findKustomize: () => findKustomize(patient) } as const;
  const { clusters } = await readTree(".", options, (problem) => problems.push(problem));
  expect(server.connections()).toBe(0);
  expect(JSON.stringify([clusters.map(({ document }) => document), problems])).not.toMatch(canary);
  // Every case has its install still, and what is not built is reported where it stands.
  expect(clusters.flatMap(({ document }) => document.installs).length).toBeGreaterThanOrEqual(cases.length);
  const reported = new Set(
    problems.filter(({ code }) => code.startsWith("kustomize-")).map(({ place }) => Number.parseInt(place?.file ?? "", 10)),
  );
  const quiet = [...cases.entries()].filter(([number]) => !reported.has(number)).map(([, { name }]) => name);
  expect(quiet.filter((name) => !/^helm|^a (?:directory|base|file) /.test(name))).toEqual([]);
  const failed = problems
    .filter(({ code }) => code === "kustomize-failed")
    .map(({ place }) => cases[Number.parseInt(place?.file ?? "", 10)]?.name);
  expect(failed.filter((name) => !name?.startsWith("a file that is copied"))).toEqual([]);
});

test("the walls alone keep Kustomize from the network", { timeout: 600_000 }, async ({ skip }) => {
  const { network } = await detectWalls();
  skip(!network, "This machine lets nobody open a network namespace: here the list has to suffice.");
  const scene = await setUp();
  const said = await buildAsTheyAre(scene, true);
  expect(scene.server.connections()).toBe(0);
  expect(said.filter((text) => /canary-\d/.test(text))).toEqual([]);
  // It was asked, and it tried.
  expect(said.filter((text) => /unreachable|connection refused|transport .* not allowed/i.test(text)).length).toBeGreaterThan(70);
});
