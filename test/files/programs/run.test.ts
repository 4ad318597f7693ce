import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBudget } from "../../../src/files/programs/budget.ts";
import { markChecked } from "../../../src/files/programs/checked-directories.ts";
import { type ProgramResult, type RunOptions, runProgram } from "../../../src/files/programs/run.ts";
import { detectWalls, type Walls } from "../../../src/files/programs/walls.ts";
import { leftOf, processesWith } from "../../support/processes.ts";

const mebibyte = 1024 * 1024;
const here = await detectWalls();

let folder: string;
let mark: string;

beforeEach(() => {
  mark = randomUUID();
  folder = mkdtempSync(join(tmpdir(), "run-"));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  expect(await leftOf(() => processesWith(mark))).toEqual([]);
});

function run(path: string, args: readonly string[], options: Partial<RunOptions> = {}): Promise<ProgramResult> {
  return runProgram(path, args, { cwd: folder, time: 60_000, output: mebibyte, env: { MARK: mark }, ...options });
}

const shell = (script: string, options?: Partial<RunOptions>) => run("/bin/sh", ["-c", script], options);
const node = (script: string, options?: Partial<RunOptions>) => run(process.execPath, ["-e", script], options);

describe("a program", () => {
  test("answers with its output and complaints, and is given its words, input and variables as they are", async () => {
    const words = ["a b", "$(touch x)", "'", '"', "", "--", "-c", "\n", "ü"];
    const script =
      "process.stdout.write(JSON.stringify([process.argv.slice(1), require('fs').readFileSync(0, 'utf8')])); console.error('!')";
    const result = await run(process.execPath, ["-e", script, "--", ...words], { input: "in\0put" });
    expect(result).toMatchObject({ errors: "!\n" });
    expect(JSON.parse(outputOf(result))).toEqual([words, "in\0put"]);
  });

  test("has nothing of ours in its environment", async () => {
    process.env.SECRET_OF_TESTS = "secret";
    const output = outputOf(await node("process.stdout.write(JSON.stringify(process.env))", { env: { MARK: mark, OTHER: "1" } }));
    delete process.env.SECRET_OF_TESTS;
    const allowed = ["PATH", "HOME", "LC_ALL", "MARK", "OTHER", "PWD", "OLDPWD", "SHLVL", "_", "NoDefaultCurrentDirectoryInExePath"];
    expect(Object.keys(JSON.parse(output)).filter((name) => !allowed.includes(name) && !/^(?:SystemRoot|TE?MP)$/.test(name))).toEqual([]);
  });

  test.runIf(process.platform !== "win32")("has no home in what is checked", async () => {
    const before = process.env.HOME;
    const home = join(folder, "checkout/home");
    mkdirSync(home, { recursive: true });
    const ask = () => shell('echo "$HOME"');
    try {
      process.env.HOME = home;
      expect(outputOf(await ask())).toBe(`${home}\n`);
      markChecked(join(folder, "checkout"));
      expect(outputOf(await ask())).toBe("\n");
    } finally {
      process.env.HOME = before;
    }
  });

  test("keeps what it keeps in the folder that is its home", async () => {
    const output = outputOf(await node("process.stdout.write(require('os').homedir() + ' ' + require('os').tmpdir())", { home: folder }));
    expect(output).toBe(`${folder} ${folder}`);
  });

  test("that refuses says why", async () => {
    expect(await shell("echo no >&2; exit 7")).toEqual({ reason: "ended with code 7", code: 7, errors: "no\n" });
    expect(await shell("kill -TERM $$")).toEqual({ reason: "was ended by SIGTERM", errors: "" });
  });

  test("that is not there says so", async () => {
    expect(await run(join(folder, "none"), [])).toMatchObject({ reason: expect.stringMatching(/ended with code 127|cannot be run/) });
    expect(await shell("exit 0", { cwd: join(folder, "none") })).toMatchObject({
      reason: expect.stringMatching(/^cannot be run: .*ENOENT/),
    });
  });

  test("need not read its input", async () => {
    expect(outputOf(await shell("exec <&-; echo done", { input: "x".repeat(mebibyte) }))).toBe("done\n");
  });

  test("ends when what takes its output throws, which is passed on", async () => {
    const consume = () => {
      throw new Error("enough");
    };
    await expect(shell("yes", { consume, output: 1024 * mebibyte })).rejects.toThrow("enough");
  });
});

describe("is ended", () => {
  test("at its time", async () => {
    expect(await shell("echo a; sleep 600", { time: 500 })).toMatchObject({ bound: "time", reason: "took longer than 0.5 seconds" });
  });

  test.runIf(here.companion)("at its processor time", async () => {
    const result = await shell("while :; do :; done", { processor: 1 });
    expect(result).toMatchObject({ bound: "time", reason: "took more than 1 seconds of processor time" });
  });

  test("at its output", async () => {
    expect(await shell("yes")).toMatchObject({ bound: "output", reason: "wrote more than 1 MiB" });
  });

  test("not for what it complains of, of which the end is kept", async () => {
    const script = "for (let i = 0; i < 2000; i++) process.stderr.write('x'.repeat(1000) + '\\n'); process.stderr.write('end')";
    const result = await node(script);
    expect(result).toMatchObject({ output: Buffer.alloc(0), errors: expect.stringMatching(/x\nend$/) });
    expect(result.errors.length).toBeLessThanOrEqual(64 * 1024);
  });

  const hog = "const all = []; setInterval(() => all.push(Buffer.alloc(16 * 1024 * 1024, 1)), 1)";
  test.runIf(here.memoryWatch).each<[name: string, without: readonly (keyof Walls)[]]>([
    ["by the system and a watch", []],
    ["by a watch alone", ["memoryLimit"]],
    ["by the system alone", here.memoryLimit ? ["memoryWatch"] : []],
  ])("at its memory, %s", async (_, without) => {
    const memory = 512 * mebibyte;
    expect(await node(hog, { memory, without })).toMatchObject({ bound: "memory", reason: "needs more than 512 MiB of memory" });
  });

  test.runIf(here.memoryWatch)("at the memory of all that it has started, in groups of their own or not", async () => {
    const one = `const all = Buffer.alloc(100 * 1024 * 1024, 1); setInterval(() => all, 1000)`;
    const start = (detached: boolean) => `spawn(process.execPath, ["-e", ${JSON.stringify(one)}], { detached: ${detached} });`;
    const script = `const { spawn } = require("child_process"); ${start(false)} ${start(true)} ${start(false)}`;
    const result = await node(script, { memory: 300 * mebibyte, without: ["memoryLimit"], network: "none" });
    expect(result).toMatchObject({ bound: "memory" });
  });

  test("at the end of what several have together, and then not begun", async () => {
    const budget = openBudget(1);
    const reason = "was left no time: all together may take 1 seconds";
    const [one, other] = await Promise.all([shell("sleep 600", { budget }), shell("sleep 600", { budget })]);
    expect([one, other]).toMatchObject([
      { bound: "budget", reason },
      { bound: "budget", reason },
    ]);
    expect(await shell("touch begun", { budget })).toMatchObject({ bound: "budget", reason });
    expect(existsSync(join(folder, "begun"))).toBe(false);
  });
});

describe("what a program has started", () => {
  const tree = "(sleep 600 & sleep 600 & wait) & sleep 600 &";

  test("ends with it at a bound", async () => {
    expect(await shell(`${tree} wait`, { time: 500 })).toMatchObject({ bound: "time" });
  });

  test("ends with it where it has ended well, output or not", async () => {
    expect(outputOf(await shell(`${tree} echo done`))).toBe("done\n");
  });

  test("ends with it where there is no companion, too", async () => {
    const without = ["companion"] as const;
    expect(await shell(`${tree} wait`, { time: 500, without })).toMatchObject({ bound: "time" });
    expect(outputOf(await shell(`${tree} echo done`, { without }))).toBe("done\n");
    expect(await run(join(folder, "none"), [], { without })).toMatchObject({ reason: expect.stringMatching(/^cannot be run: .*ENOENT/) });
  });

  test.runIf(here.network)("ends with it in a session of its own, where there are namespaces", async () => {
    const script = "setsid sleep 600 & setsid sh -c 'sleep 600 & sleep 600' & sleep 0.2; echo done";
    expect(outputOf(await shell(script, { network: "none" }))).toBe("done\n");
    expect(await shell("setsid sleep 600 & wait", { network: "none", time: 500 })).toMatchObject({ bound: "time" });
  });
});

describe("without a network", () => {
  let server: Server;
  let requests = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      requests += 1;
      socket.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterAll(() => server.close());

  const ask = () => {
    const { port } = server.address() as { port: number };
    return `require("net").connect(${port}, "127.0.0.1").on("error", ({ code }) => process.stdout.write(code)).on("end", () => process.stdout.write("reached"))`;
  };

  test.runIf(here.network)("nothing is reached, the machine itself included", async () => {
    expect(outputOf(await node(ask(), { network: "none" }))).not.toBe("reached");
    expect(requests).toBe(0);
    // Without the wall it would be.
    expect(outputOf(await node(ask(), { network: "none", without: ["network"] }))).toBe("reached");
    expect(requests).toBe(1);
  });

  test("what asks its environment is led nowhere, whatever else is asked for", async () => {
    const env = { MARK: mark, HTTPS_PROXY: "http://proxy.acme.example", GIT_ALLOW_PROTOCOL: "https", NO_PROXY: "*" };
    const output = outputOf(await node("process.stdout.write(JSON.stringify(process.env))", { network: "none", env }));
    const nowhere = "http://127.0.0.1:0";
    const expected = { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, ALL_PROXY: nowhere, http_proxy: nowhere, NO_PROXY: "", no_proxy: "" };
    expect(JSON.parse(output)).toMatchObject({ ...expected, GIT_ALLOW_PROTOCOL: "none" });
  });
});

test.runIf(process.platform === "linux")("all walls stand on a machine that allows them", () => {
  const forbidden = readQuietly("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").trim() === "1" || process.env.CI !== undefined;
  expect(here).toEqual({ network: forbidden ? here.network : true, memoryLimit: true, memoryWatch: true, companion: true });
});

function readQuietly(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function outputOf(result: ProgramResult): string {
  if (!("output" in result)) throw new Error(`${result.reason}: ${result.errors}`);
  return result.output.toString("utf8");
}
