import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stepEnvironment } from "../../support/action-runner.ts";
import { type CommandResult, startCommand } from "../../support/command.ts";
import { commitAll, git } from "../../support/history.ts";
import { randomFrom } from "../../support/host-mutations.ts";
import { leftOf, processesWith } from "../../support/processes.ts";
import { kubectlProgram } from "../../support/programs.ts";

const action = fileURLToPath(new URL("../../../dist/action.js", import.meta.url));

let folder: string;
let checkout: string;

/** A repository whose overlay keeps Kustomize busy for as long as it is let to. */
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "ends-")));
  checkout = join(folder, "checkout");
  mkdirSync(checkout);
  const source = "{kind: ConfigMap, name: a, fieldPath: data.a}";
  const target = "{select: {kind: ConfigMap, name: a}, fieldPaths: [data.a], options: {delimiter: '-', index: 0}}";
  const replacement = `- {source: ${source}, targets: [${target}]}\n`;
  write("kustomization.yaml", `resources: [app.yaml, a.yaml]\nnamePrefix: eu-\nreplacements:\n${replacement.repeat(27)}`);
  write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: a-b}\n");
  write(
    "app.yaml",
    "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {chart: istiod, repoURL: https://istio-release.storage.googleapis.com/charts, targetRevision: 1.29.0}}\n",
  );
  git(checkout, "init", "--quiet");
  commitAll(checkout);
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  writeFileSync(join(checkout, path), text);
}

interface Run {
  /** In the environment or command line of everything that it starts. */
  readonly mark: string;
  readonly temporary: string;
  /** Lets the fault happen. */
  readonly begin: () => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly result: Promise<CommandResult>;
}

function start(face: "command" | "action", fault?: string): Run {
  const mark = randomUUID();
  const temporary = join(folder, mark);
  mkdirSync(join(temporary, "tmp"), { recursive: true });
  if (fault !== undefined) {
    const [hook, trigger] = [join(temporary, "hook.cjs"), JSON.stringify(join(temporary, "now"))];
    writeFileSync(hook, `setInterval(() => { if (require("node:fs").existsSync(${trigger})) { ${fault} } }, 10).unref();`);
  }
  const own = {
    PATH: `${dirname(kubectlProgram())}:${process.env.PATH}`,
    HOME: temporary,
    TMPDIR: join(temporary, "tmp"),
    ...(fault !== undefined && { NODE_OPTIONS: `--require=${join(temporary, "hook.cjs")}` }),
  };
  const isCommand = face === "command";
  const args = isCommand ? ["--changed-since", "HEAD", "--kustomize", "build"] : [];
  const env = isCommand ? own : { ...stepEnvironment({ workspace: checkout }, temporary), ...own };
  const begin = () => writeFileSync(join(temporary, "now"), "");
  return { mark, temporary: join(temporary, "tmp"), begin, ...startCommand(args, { cwd: checkout, env }, isCommand ? undefined : action) };
}

const isBuilding = (mark: string) => processesWith(mark).some((line) => /kubectl.* kustomize /.test(line));

/** Waits until Kustomize runs, and answers with how many milliseconds that takes here. */
async function beginning({ mark, result }: Run): Promise<number> {
  const before = performance.now();
  let isOver = false;
  result.finally(() => {
    isOver = true;
  });
  for (; !isBuilding(mark); await wait(20)) if (isOver) throw new Error("Kustomize was not seen to run.");
  return performance.now() - before;
}

/** In milliseconds; what a busy machine took at first may be longer than a whole run takes later. */
const longestWait = 2000;

describe.each(["command", "action"] as const)("the %s", (face) => {
  let usual = 0;

  beforeAll(async () => {
    const run = start(face);
    usual = await beginning(run);
    run.kill("SIGKILL");
    await run.result;
  });

  const moments = face === "command" ? 25 : 6;
  test.each<[NodeJS.Signals, number]>([
    ["SIGTERM", moments],
    ["SIGKILL", moments],
    ["SIGINT", 4],
    ["SIGHUP", 4],
  ])(
    "leaves no process and no folder after %s, at any moment",
    async (signal, count) => {
      const random = randomFrom(count);
      let ended = 0;
      /** Every other one ends while Kustomize runs, however busy this machine is. */
      const endOne = async (round: number) => {
        const run = start(face);
        if (round % 2 === 1) await beginning(run);
        await wait(random() * Math.min(usual, longestWait));
        run.kill(signal);
        const result = await run.result;
        // A shell makes 128 and the number of the signal of that. A run that was faster than before has ended by itself.
        if (result.code === null) {
          expect(result).toMatchObject({ signal, errors: "" });
          ended++;
        }
        expect(await leftOf(() => processesWith(run.mark))).toEqual([]);
        expect(await leftOf(() => readdirSync(run.temporary))).toEqual([]);
      };
      const rounds = Array.from({ length: count }, (_, round) => round);
      const inTurn = async () => {
        for (let round = rounds.pop(); round !== undefined; round = rounds.pop()) await endOne(round);
      };
      await Promise.all([inTurn(), inTurn(), inTurn(), inTurn()]);
      expect(ended).toBeGreaterThan(count / 4);
    },
    600_000,
  );
});

describe("a fault of our own leaves no process and no folder", () => {
  test.each([
    ["that nothing catches", 'throw new Error("fault")', /fault/],
    ["that nothing awaits", 'Promise.reject(new Error("fault"))', /fault/],
    ["that ends it at once", "process.abort()", /(?:)/],
    ["that exits", "process.exit(9)", /^$/],
  ])("%s", async (_, fault, errors) => {
    const run = start("command", fault);
    await beginning(run);
    run.begin();
    const result = await run.result;
    expect(result.code).not.toBe(0);
    expect(result.errors).toMatch(errors);
    expect(await leftOf(() => processesWith(run.mark))).toEqual([]);
    expect(await leftOf(() => readdirSync(run.temporary))).toEqual([]);
  });

  test("that keeps it busy, until it is asked to end", async () => {
    const run = start("command", "for (;;);");
    await beginning(run);
    run.begin();
    await wait(500);
    run.kill("SIGTERM");
    expect(await run.result).toMatchObject({ signal: "SIGTERM" });
    expect(await leftOf(() => processesWith(run.mark))).toEqual([]);
    expect(await leftOf(() => readdirSync(run.temporary))).toEqual([]);
  });
});
